import type { z } from 'zod';
import {
  type ConsultKind,
  type LocalizedText,
  shippedLanguages,
  type TaskCheck,
  type TaskPicture,
} from '../../src/protocol/index.ts';
import { type Playbook, type PlaybookRule, playbook } from '../../src/protocol/playbook.ts';

/** Texts by language; a language whose text is empty counts as missing. */
export type Texts = Readonly<Record<string, string>>;

export interface RuleTaskDraft {
  readonly text: Texts;
  readonly picture: TaskPicture | '';
  readonly check: TaskCheck | '';
  readonly concludes: boolean;
}

/** A rule while it is edited: what is typed need not be right yet. */
export interface RuleDraft {
  readonly rule: string;
  readonly priority: string;
  readonly kinds: readonly ConsultKind[];
  /** JSON. */
  readonly conditions: string;
  readonly findings: readonly Texts[];
  readonly tasks: readonly RuleTaskDraft[];
}

export interface PlaybookDraft {
  readonly name: string;
  readonly rules: readonly RuleDraft[];
}

/** The parts of a rule beside which something can be said. */
export type RuleField = 'rule' | 'priority' | 'kinds' | 'conditions' | 'findings' | 'tasks';

export interface RuleProblem {
  /** The rule's index; `null` for the playbook as a whole. */
  readonly index: number | null;
  readonly field: RuleField | null;
  /** Where in the field, such as `all.1.value`; empty for all of it. */
  readonly at: string;
  readonly message: string;
}

export type CheckedPlaybook =
  | { readonly name: 'right'; readonly playbook: Playbook }
  | { readonly name: 'wrong'; readonly problems: readonly RuleProblem[] };

export function draftOf({ name, rules }: Playbook): PlaybookDraft {
  return { name, rules: rules.map(ruleDraftOf) };
}

function ruleDraftOf({ rule, priority, kinds, conditions, findings, tasks }: PlaybookRule) {
  return {
    rule,
    priority: String(priority),
    kinds: kinds ?? bothKinds,
    conditions: JSON.stringify(conditions, null, 2),
    findings,
    tasks: tasks.map(
      (task): RuleTaskDraft => ({
        text: task.text,
        picture: task.picture ?? '',
        check: task.check ?? '',
        concludes: task.concludes,
      }),
    ),
  } satisfies RuleDraft;
}

export const bothKinds: readonly ConsultKind[] = ['care', 'support'];

/** A rule to begin with. */
export function newRule(name: string): RuleDraft {
  const conditions = { all: [{ fact: 'fault', operator: 'equal', value: 'network-poor' }] };
  return {
    rule: name,
    priority: '1',
    kinds: bothKinds,
    conditions: JSON.stringify(conditions, null, 2),
    findings: [{}],
    tasks: [],
  };
}

/** The draft as a playbook, or what is wrong with it and where. */
export function checkDraft({ name, rules }: PlaybookDraft): CheckedPlaybook {
  const unreadable = rules.flatMap(({ conditions }, index): RuleProblem[] => {
    const { message } = readJson(conditions);
    return message === null ? [] : [{ index, field: 'conditions', at: '', message }];
  });
  const parsed = playbook.safeParse({ name, rules: rules.map(asRule) });
  if (parsed.success && unreadable.length === 0) return { name: 'right', playbook: parsed.data };
  const broken = new Set(unreadable.map(({ index }) => index));
  const further = (parsed.error?.issues ?? [])
    .map(problemOf)
    .filter(({ index, field }) => !(broken.has(index) && field === 'conditions'));
  return { name: 'wrong', problems: [...unreadable, ...further] };
}

/** Indexes of rules in the order in which they are looked at: by priority, then as they stand. */
export function inEvaluationOrder(rules: readonly RuleDraft[]): readonly number[] {
  const priorityOf = (index: number) => Number(rules[index]?.priority) || 0;
  return [...rules.keys()].sort((a, b) => priorityOf(b) - priorityOf(a) || a - b);
}

/** Languages that have a tab: those we ship, and further ones that the texts have. */
export function languagesOf({ findings, tasks }: RuleDraft): readonly string[] {
  const texts = [...findings, ...tasks.map(({ text }) => text)];
  return [...new Set([...shippedLanguages, ...texts.flatMap(Object.keys)])];
}

/** What was read from JSON, or why it could not be. */
export function readJson(text: string): {
  readonly value: unknown;
  readonly message: string | null;
} {
  try {
    const value: unknown = JSON.parse(text);
    return { value, message: null };
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return { value: undefined, message: `This is not JSON. ${detail}` };
  }
}

function asRule(draft: RuleDraft): unknown {
  const isBoth = bothKinds.every((kind) => draft.kinds.includes(kind));
  return {
    rule: draft.rule,
    priority: draft.priority.trim() === '' ? Number.NaN : Number(draft.priority),
    ...(isBoth ? {} : { kinds: draft.kinds }),
    conditions: readJson(draft.conditions).value,
    findings: draft.findings.map(spoken),
    tasks: draft.tasks.map(({ text, picture, check, concludes }) => ({
      text: spoken(text),
      ...(picture === '' ? {} : { picture }),
      ...(check === '' ? {} : { check }),
      concludes,
    })),
  };
}

function spoken(texts: Texts): LocalizedText {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}

const fields: readonly RuleField[] = [
  'rule',
  'priority',
  'kinds',
  'conditions',
  'findings',
  'tasks',
];

function problemOf({ path, message: raw }: z.core.$ZodIssue): RuleProblem {
  // A list of allowed words is written without spaces.
  const message = raw.replaceAll('"|"', '", "');
  const [head, index, name, ...rest] = path;
  if (head !== 'rules' || typeof index !== 'number') {
    return { index: null, field: null, at: path.join('.'), message };
  }
  const field = fields.find((known) => known === name) ?? null;
  return { index, field, at: rest.join('.'), message };
}
