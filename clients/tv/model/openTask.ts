import type {
  ConsultView,
  DiagnosticStatus,
  Task,
  TaskPicture,
} from '../../../src/protocol/index.ts';
import type { Guidance } from './consultScreens.ts';

/** What this TV knows ahead of the server. */
export interface AnsweredHere {
  /** Ids of tasks that are answered, and of diagnostics without tasks that were read. */
  readonly ids: ReadonlySet<string>;
}

/**
 * What the patient is to be shown of the diagnostics. While a playbook leads, only its newest
 * counts; what a person sent counts until it is answered, the oldest first.
 * @returns `null` where nothing is open
 */
export function openGuidance(
  { state, diagnostics }: Pick<ConsultView, 'state' | 'diagnostics'>,
  answered: AnsweredHere,
): Omit<Guidance, 'phase'> | null {
  const newest = diagnostics[diagnostics.length - 1];
  const counts = diagnostics.filter(
    (status) =>
      (state === 'guided' && status === newest) || status.diagnostic.source.type === 'person',
  );
  for (const status of counts) {
    const open = openIn(status, answered);
    if (open !== null) return open;
  }
  return null;
}

function openIn(
  { diagnostic, answers }: DiagnosticStatus,
  { ids }: AnsweredHere,
): Omit<Guidance, 'phase'> | null {
  const { id: diagnosticId, findings, tasks } = diagnostic;
  const told = new Set(answers.map(({ taskId }) => taskId));
  const at = tasks.findIndex(({ id }) => !told.has(id) && !ids.has(id));
  const task = tasks[at];
  if (task !== undefined) {
    return { diagnosticId, findings, step: { task, number: at + 1, count: tasks.length } };
  }
  const isNews = tasks.length === 0 && findings.length > 0 && !ids.has(diagnosticId);
  return isNews ? { diagnosticId, findings, step: null } : null;
}

/** Pictures of tasks for which the patient walks about, and not through the service. */
const elsewhere: ReadonlySet<TaskPicture> = new Set<TaskPicture>([
  'router',
  'network-cable',
  'power-plug',
  'camera',
  'camera-shutter',
  'microphone',
  'phone',
  'clock',
]);

/** Whether a task is done with the remote control, in what lies below the app. */
export function isDoneAtTheTv({ picture }: Task): boolean {
  return picture === undefined || !elsewhere.has(picture);
}
