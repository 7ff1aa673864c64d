import { Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { over } from './over.ts';
import { deviceEventAt, diagnosticsWith, isSent, remembering, withTaskAnswer } from './reports.ts';
import type { Consult, ConsultIn, WaitingPhase } from './state.ts';
import { after, type Clock } from './timing.ts';

type Waiting = ConsultIn<WaitingPhase>;

const solvedEnd = { state: 'ended', outcome: 'solved', by: 'system' } as const;

/** The playbook has an answer: from now on it leads the patient. */
export function guidedBy(consult: Waiting, command: CommandOf<'diagnose'>, clock: Clock): Outcomes {
  const { diagnostic, by } = command;
  if (isSent(consult.facts, diagnostic)) return unchanged(consult);
  const diagnostics = diagnosticsWith(consult.facts, command);
  const expiresAt = after(clock, clock.timing.guidedMs);
  return changed(
    consult,
    { facts: { diagnostics }, phase: { state: 'guided', expiresAt } },
    clock.now,
    [{ type: 'diagnosed', by, diagnostic }],
  );
}

/**
 * The patient answers a task of the playbook. Done is solved where the task concludes, or where
 * nothing is left to do; a wish for a person is heard at once.
 */
export function guidedAnswer(
  consult: Waiting,
  command: CommandOf<'answer-task'>,
  clock: Clock,
): Outcomes {
  const answered = withTaskAnswer(consult, command);
  if (answered instanceof Refusal) return answered;
  if (answered === undefined) return unchanged(consult);
  const { consult: noted, happened } = answered;
  switch (command.answer.answer) {
    case 'done':
      return isSolvedBy(noted, command.answer.taskId)
        ? over(noted, solvedEnd, clock.now, [happened])
        : goingOn(noted, clock, [happened]);
    case 'did-not-help':
      return goingOn(noted, clock, [happened]);
    case 'need-person':
      return escalated(noted, 'person-wanted', clock, [happened]);
  }
}

/** What the device noticed. Where the fault that it asked about is gone, the request is fulfilled. */
export function guidedEvent(
  consult: Waiting,
  { event }: CommandOf<'report-event'>,
  clock: Clock,
): Outcomes {
  const { reported, serviceRequest } = consult.facts;
  if (reported.includes(event.id)) return unchanged(consult);
  const noted: Waiting = {
    ...consult,
    facts: { ...consult.facts, reported: remembering(reported, event.id) },
  };
  const happened = deviceEventAt('tv', event);
  const isGone = event.type === 'fault-cleared' && event['noticed'] === serviceRequest.event.id;
  return isGone ? over(noted, solvedEnd, clock.now, [happened]) : goingOn(noted, clock, [happened]);
}

/** From the playbook to a person. */
export function escalated(
  consult: Waiting,
  reason: 'person-wanted' | 'nothing-left',
  clock: Clock,
  before: readonly Happening[] = [],
): Outcomes {
  const expiresAt = after(clock, clock.timing.waitMs);
  return changed(consult, { phase: { state: 'queued', expiresAt } }, clock.now, [
    ...before,
    { type: 'escalated', by: reason === 'person-wanted' ? 'patient' : 'system', reason },
    { type: 'queued', by: 'system' },
  ]);
}

/** Whether a playbook leads, and has nothing left for the patient to do: it has to be asked again. */
export function wantsDiagnostic(consult: Consult): boolean {
  const { facts, phase } = consult;
  if (phase.state === 'requested') return facts.serviceRequest.kind === 'support';
  return phase.state === 'guided' && openTasks(consult).length === 0;
}

function goingOn(consult: Waiting, clock: Clock, happened: readonly Happening[]): Outcomes {
  const phase = { state: 'guided', expiresAt: after(clock, clock.timing.guidedMs) } as const;
  return changed(consult, { phase }, clock.now, happened);
}

function isSolvedBy(consult: Consult, taskId: string): boolean {
  const tasks = consult.facts.diagnostics.flatMap(({ diagnostic }) => diagnostic.tasks);
  const done = tasks.find(({ id }) => id === taskId);
  return done?.concludes === true || openTasks(consult).length === 0;
}

/** Tasks of the newest diagnostic that nobody has answered. */
function openTasks({ facts }: Consult): readonly string[] {
  const newest = facts.diagnostics.at(-1);
  const answered = new Set(newest?.answers.map(({ taskId }) => taskId));
  return (newest?.diagnostic.tasks ?? []).map(({ id }) => id).filter((id) => !answered.has(id));
}
