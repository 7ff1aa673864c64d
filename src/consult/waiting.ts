import { type PersonRef, type Place, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { escalated, guidedAnswer, guidedBy, guidedEvent } from './guided.ts';
import { preparationFailed, relayLost } from './mediaLosses.ts';
import { isMobileGivenUp, mobileAway, mobileGone } from './mobile.ts';
import { over } from './over.ts';
import { pathAnew } from './path.ts';
import {
  devicesReported,
  endpointBack,
  endpointLost,
  lossOf,
  newPlace,
  pathChanged,
} from './places.ts';
import { diagnosed, eventReported, taskAnswered } from './reports.ts';
import { declined, matched, missed } from './ringing.ts';
import type { Applicable } from './rules.ts';
import { mustGoOnOnPhone, shifted, tvNeededBy } from './shift.ts';
import {
  type ConsultFacts,
  type ConsultIn,
  everyAnswerer,
  seatHeldBy,
  type WaitingPhase,
} from './state.ts';
import { after, type Clock, isPast } from './timing.ts';

type Waiting = ConsultIn<WaitingPhase>;

/** What a command makes of a consult that nobody has accepted yet. */
export function waitingTransition(
  consult: Waiting,
  command: Applicable<'requested' | 'guided' | 'queued' | 'offered'>,
  clock: Clock,
): Outcomes {
  const { now } = clock;
  const isGuided = consult.phase.state === 'guided';
  switch (command.type) {
    case 'match':
      return matched(consult, command, clock);
    case 'relink':
      return relinked(consult, command, now);
    case 'set-priority':
      return prioritySet(consult, command, now);
    case 'diagnose':
      return isGuided || consult.phase.state === 'requested'
        ? guidedBy(consult, command, clock)
        : diagnosed(consult, command, now);
    case 'answer-task':
      return isGuided ? guidedAnswer(consult, command, clock) : taskAnswered(consult, command, now);
    case 'escalate':
      return escalated(consult, 'nothing-left', clock);
    case 'report-event':
      return isGuided
        ? guidedEvent(consult, command, clock)
        : eventReported(consult, command.seat, command.event, now);
    case 'ask-callback':
      return callbackAsked(consult, now);
    case 'cancel':
      return over(
        consult,
        { state: 'cancelled', outcome: 'cancelled-by-patient', by: 'patient' },
        now,
      );
    case 'accept':
      return accepted(consult, command, clock);
    case 'decline':
      return declined(consult, command, now);
    case 'join':
      return joined(consult, command.place, command.sessionId, now);
    case 'media-failed':
      return preparationFailed(consult, command, now);
    case 'report-devices':
      return devicesReported(consult, command.seat, command.devices, now);
    case 'endpoint-lost':
      return endpointLost(
        consult,
        command.sessionId,
        seatHeldBy(consult, command.sessionId) === 'mobile'
          ? after(clock, clock.timing.mobileGraceMs)
          : absentUntil(consult, clock),
        now,
      );
    case 'endpoint-back':
      return endpointBack(consult, command.sessionId, now);
    case 'relay-lost':
      return relayLost(consult, command.epoch, now);
    case 'recover':
      return recovered(consult, clock);
    case 'deadline':
      return overdue(consult, clock);
    case 'unpair':
      return over(consult, { state: 'cancelled', outcome: 'device-unpaired', by: 'system' }, now);
  }
}

function relinked(consult: Waiting, { answerers }: CommandOf<'relink'>, now: Date): Outcomes {
  const isSame = JSON.stringify(answerers) === JSON.stringify(consult.facts.answerers);
  return isSame ? unchanged(consult) : changed(consult, { facts: { answerers } }, now, []);
}

function prioritySet(
  consult: Waiting,
  { priority }: CommandOf<'set-priority'>,
  now: Date,
): Outcomes {
  if (priority === consult.facts.priority) return unchanged(consult);
  return changed(consult, { facts: { priority } }, now, [
    { type: 'priority-changed', by: 'agent', priority },
  ]);
}

function callbackAsked(consult: Waiting, now: Date): Outcomes {
  const wish: Waiting = {
    ...consult,
    facts: { ...consult.facts, callback: { askedAt: now.toISOString(), doneBy: null } },
  };
  const end = { state: 'cancelled', outcome: 'callback-asked', by: 'patient' } as const;
  return over(wish, end, now, [{ type: 'callback-asked', by: 'patient' }]);
}

function accepted(consult: Waiting, command: CommandOf<'accept'>, clock: Clock): Outcomes {
  const { facts } = consult;
  const { person, sessionId } = command;
  if (!mayAccept(consult, person)) return new Refusal('forbidden');
  const agent = newPlace(sessionId);
  // The patient has not wished it: first it rings at the TV. Whoever is at their phone has.
  if (facts.openedBy === 'system' && facts.patientAt === 'tv') {
    const expiresAt = after(clock, clock.timing.ringMs);
    return changed(consult, { phase: { state: 'calling', person, agent, expiresAt } }, clock.now, [
      { type: 'calling', by: 'agent', person },
    ]);
  }
  // A TV that is away just now gets the longer patience that holds once somebody has accepted.
  const absentUntil = facts.tv.absentUntil === null ? null : after(clock, clock.timing.graceMs);
  const askedOf = [...new Set([...facts.askedOf, person.id])];
  return changed(
    consult,
    {
      facts: { tv: { ...facts.tv, absentUntil }, askedOf },
      phase: {
        state: 'accepted',
        person,
        agent,
        acceptedAt: clock.now.toISOString(),
        transfer: null,
      },
    },
    clock.now,
    [{ type: 'accepted', by: 'agent', person }],
  );
}

/** Whoever it rings at, and whoever may answer and admits the patient from the waiting room. */
function mayAccept({ facts, phase }: Waiting, { id }: PersonRef): boolean {
  if (phase.state === 'offered' && phase.rings.some(({ person }) => person.id === id)) return true;
  return everyAnswerer(facts).some((person) => person.id === id);
}

/** A new session of the TV. Media has not begun, so its path stays as it is planned. */
function joined(consult: Waiting, place: Place, sessionId: string, now: Date): Outcomes {
  if (place === 'agent') return new Refusal('wrong_state');
  if (consult.facts.tv.sessionId === sessionId) return endpointBack(consult, sessionId, now);
  return changed(consult, { facts: { tv: newPlace(sessionId) } }, now, [
    { type: 'endpoint-back', by: 'patient', place },
  ]);
}

/**
 * Nobody could answer while the server was away, so the whole waiting time begins again; it rings
 * at nobody until somebody is there again.
 */
function recovered(consult: Waiting, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const { now, timing } = clock;
  const path = facts.path.kind === 'relay' ? pathAnew(facts.path, 'relay-restarted') : facts.path;
  const phone = mobileAway(facts, clock);
  const changedFacts: Partial<ConsultFacts> = {
    tv: { ...facts.tv, absentUntil: absentUntil(consult, clock) },
    mobile: phone.mobile,
    path,
    attended: false,
  };
  const rung: Happening[] = phase.state === 'offered' ? [{ type: 'queued', by: 'system' }] : [];
  const expiresAt = after(clock, phase.state === 'guided' ? timing.guidedMs : timing.waitMs);
  const state = phase.state === 'offered' ? 'queued' : phase.state;
  return changed(consult, { facts: changedFacts, phase: { state, expiresAt } }, now, [
    ...lossOf('tv', facts.tv),
    ...phone.happened,
    ...(path === facts.path ? [] : [pathChanged(path)]),
    ...rung,
  ]);
}

function absentUntil({ phase }: Waiting, clock: Clock): string {
  const { guidedTvGraceMs, waitingTvGraceMs } = clock.timing;
  return after(clock, phase.state === 'guided' ? guidedTvGraceMs : waitingTvGraceMs);
}

function overdue(consult: Waiting, clock: Clock): Outcomes {
  const { now } = clock;
  const { facts } = consult;
  if (mustGoOnOnPhone(facts, now)) return shifted(consult, 'mobile', now);
  if (isPast(tvNeededBy(facts), now)) {
    return over(consult, { state: 'cancelled', outcome: 'tv-lost', by: 'system' }, now);
  }
  if (Date.parse(consult.phase.expiresAt) <= now.getTime()) {
    const outcome = consult.phase.state === 'guided' ? 'given-up' : 'nobody-came';
    return over(consult, { state: 'expired', outcome, by: 'system' }, now);
  }
  if (isMobileGivenUp(consult, now)) return mobileGone(consult, 'lost', clock);
  return missed(consult, now);
}
