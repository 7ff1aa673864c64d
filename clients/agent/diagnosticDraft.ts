import type {
  Diagnostic,
  LocalizedText,
  ParamsInput,
  TaskCheck,
  TaskPicture,
} from '../../src/protocol/index.ts';
import { textIn } from '../../src/protocol/index.ts';

/** A text as it is edited: in one language, over what it was in all. */
interface TextDraft {
  readonly original: LocalizedText | null;
  readonly text: string;
}

export interface TaskDraft {
  readonly text: TextDraft;
  readonly picture: TaskPicture | '';
  readonly check: TaskCheck | '';
  readonly concludes: boolean;
}

export interface DiagnosticDraft {
  readonly findings: readonly TextDraft[];
  readonly tasks: readonly TaskDraft[];
}

/** What `consult.diagnose` takes. */
export type Diagnosis = Pick<ParamsInput<'consult.diagnose'>, 'findings' | 'tasks'>;

const emptyText: TextDraft = { original: null, text: '' };
export const emptyTask: TaskDraft = { text: emptyText, picture: '', check: '', concludes: true };
export const emptyDraft: DiagnosticDraft = { findings: [emptyText], tasks: [emptyTask] };

/** A suggestion, to be edited in one language. */
export function draftOf({ findings, tasks }: Diagnostic, language: string): DiagnosticDraft {
  const draft = (original: LocalizedText): TextDraft => ({
    original,
    text: textIn(original, [language]),
  });
  return {
    findings: findings.map(draft),
    tasks: tasks.map(({ text, picture, check, concludes }) => ({
      text: draft(text),
      picture: picture ?? '',
      check: check ?? '',
      concludes,
    })),
  };
}

/**
 * What is sent. A text that was not touched keeps all its languages; another is in the one in which
 * it was written. Empty lines are left out.
 */
export function diagnosisOf(draft: DiagnosticDraft, language: string): Diagnosis {
  const findings = draft.findings.flatMap((finding) => textOf(finding, language));
  const tasks = draft.tasks.flatMap(({ text, picture, check, concludes }) =>
    textOf(text, language).map((localized) => ({
      text: localized,
      ...(picture === '' ? {} : { picture }),
      ...(check === '' ? {} : { check }),
      concludes,
    })),
  );
  return { findings, tasks };
}

/** A suggestion as it is. */
export function diagnosisAsIs({ findings, tasks }: Diagnostic): Diagnosis {
  return { findings, tasks: tasks.map(({ id: _, ...task }) => task) };
}

function textOf({ original, text }: TextDraft, language: string): LocalizedText[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (original !== null && textIn(original, [language]) === trimmed) return [original];
  return [{ [language]: trimmed }];
}
