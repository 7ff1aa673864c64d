import {
  type DeviceEvent,
  type Diagnostic,
  type DiagnosticStatus,
  Refusal,
} from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { speakerAt } from './places.ts';
import type { Consult, ConsultFacts, Seat } from './state.ts';

/** How many events that were told are remembered, so that one that is told twice counts once. */
const maxReported = 64;
/** How many diagnostics a consult carries; the timeline has all. */
const maxDiagnostics = 10;

/** An endpoint noticed something. */
export function eventReported(
  consult: Consult,
  seat: Seat,
  event: DeviceEvent,
  now: Date,
): Outcomes {
  const { reported } = consult.facts;
  if (reported.includes(event.id)) return unchanged(consult);
  return changed(consult, { facts: { reported: remembering(reported, event.id) } }, now, [
    deviceEventAt(seat, event),
  ]);
}

export function remembering(reported: readonly string[], eventId: string): readonly string[] {
  return [...reported, eventId].slice(-maxReported);
}

export function deviceEventAt(place: Seat, event: DeviceEvent): Happening {
  return { type: 'device-event', by: speakerAt(place), place, event };
}

/** The diagnostics with one more. */
export function diagnosticsWith(
  { diagnostics }: ConsultFacts,
  { diagnostic }: CommandOf<'diagnose'>,
): readonly DiagnosticStatus[] {
  return [...diagnostics, { diagnostic, answers: [] }].slice(-maxDiagnostics);
}

export function isSent({ diagnostics }: ConsultFacts, { id }: Diagnostic): boolean {
  return diagnostics.some(({ diagnostic }) => diagnostic.id === id);
}

/** Findings and tasks reach the TV. */
export function diagnosed(consult: Consult, command: CommandOf<'diagnose'>, now: Date): Outcomes {
  const { diagnostic, by } = command;
  if (isSent(consult.facts, diagnostic)) return unchanged(consult);
  const diagnostics = diagnosticsWith(consult.facts, command);
  return changed(consult, { facts: { diagnostics } }, now, [{ type: 'diagnosed', by, diagnostic }]);
}

/**
 * Notes what became of a task.
 * @returns `undefined` where it was answered already; Refusal `not_found` where there is no such task
 */
export function withTaskAnswer<C extends Consult>(
  consult: C,
  { answer }: CommandOf<'answer-task'>,
): { readonly consult: C; readonly happened: Happening } | undefined | Refusal {
  const status = consult.facts.diagnostics.find(({ diagnostic }) =>
    diagnostic.tasks.some((task) => task.id === answer.taskId),
  );
  if (status === undefined) return new Refusal('not_found', 'There is no such task.');
  if (status.answers.some(({ taskId }) => taskId === answer.taskId)) return undefined;
  const diagnostics = consult.facts.diagnostics.map((each) =>
    each === status ? { ...each, answers: [...each.answers, answer] } : each,
  );
  return {
    consult: { ...consult, facts: { ...consult.facts, diagnostics } },
    happened: {
      type: 'task-answered',
      by: answer.checkedBy === 'patient' ? 'patient' : 'system',
      ...answer,
    },
  };
}

/** A task is answered, and nothing follows from it by itself. */
export function taskAnswered(
  consult: Consult,
  command: CommandOf<'answer-task'>,
  now: Date,
): Outcomes {
  const answered = withTaskAnswer(consult, command);
  if (answered instanceof Refusal) return answered;
  if (answered === undefined) return unchanged(consult);
  return changed(answered.consult, {}, now, [answered.happened]);
}
