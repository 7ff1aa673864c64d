import type { ComparisonResult, Playbook, PlaybookRule, RuleResult } from '../protocol/playbook.ts';
import { evaluate } from './evaluation.ts';
import { type Asked, type Facts, factsOf } from './facts.ts';

/** How long a playbook's rules may take together. */
const budgetMs = 250;

export interface ExaminationDeps {
  /** Told of rules that could not be evaluated, and of rules that were not reached in time. */
  readonly log: {
    warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  };
  readonly monotonicMs: () => number;
}

/** A rule that was looked at. */
export interface Examined {
  readonly rule: PlaybookRule;
  readonly result: RuleResult;
}

/**
 * Looks at a playbook's rules, the highest priority first and equals in their order, for as long as
 * the caller wants more. Whatever a device sent, it throws nothing: a rule that cannot be evaluated
 * is logged and passed over.
 */
export async function* examine(
  { rules }: Playbook,
  asked: Asked,
  { log, monotonicMs }: ExaminationDeps,
): AsyncGenerator<Examined, void> {
  const facts = factsOf(asked);
  const until = monotonicMs() + budgetMs;
  let isLate = false;
  for (const rule of rules.toSorted((one, other) => other.priority - one.priority)) {
    if (!isLate && monotonicMs() > until) {
      isLate = true;
      log.warn({ rule: rule.rule }, 'a playbook takes too long; this rule and later ones wait');
    }
    yield { rule, result: isLate ? resultOf(rule, 'not-reached') : await look(rule, facts, log) };
  }
}

async function look(
  rule: PlaybookRule,
  facts: Facts,
  log: ExaminationDeps['log'],
): Promise<RuleResult> {
  if (rule.kinds !== undefined && !rule.kinds.includes(facts.kind)) {
    return resultOf(rule, 'other-kind');
  }
  if (facts.tried.includes(rule.rule)) return resultOf(rule, 'tried');
  try {
    const { held, comparisons } = await evaluate(rule, facts);
    return resultOf(rule, held ? 'held' : 'did-not-hold', comparisons);
  } catch (error) {
    // The message may quote what the device sent.
    const what = error instanceof Error ? error.name : typeof error;
    log.warn({ rule: rule.rule, error: what }, 'a rule of a playbook cannot be evaluated');
    return resultOf(rule, 'failed');
  }
}

function resultOf(
  { rule }: PlaybookRule,
  outcome: RuleResult['outcome'],
  comparisons: readonly ComparisonResult[] = [],
): RuleResult {
  return { rule, outcome, comparisons: [...comparisons] };
}
