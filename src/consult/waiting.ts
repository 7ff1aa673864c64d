import { type PersonRef, type Place, Refusal } from '../protocol/index.ts';
import { changed, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { over } from './over.ts';
import { pathAfterFailure, pathAnew } from './path.ts';
import {
  devicesReported,
  endpointBack,
  endpointLost,
  isGivenUp,
  lossOf,
  newPlace,
} from './places.ts';
import type { Applicable } from './rules.ts';
import type { ConsultFacts, ConsultIn, WaitingPhase } from './state.ts';
import { after, type Clock } from './timing.ts';

type Waiting = ConsultIn<WaitingPhase>;

/** What a command makes of a consult that nobody has accepted yet. */
export function waitingTransition(
  consult: Waiting,
  command: Applicable<'requested' | 'queued' | 'offered'>,
  clock: Clock,
): Outcomes {
  const { now, timing } = clock;
  switch (command.type) {
    case 'match':
      return matched(consult, command.candidates, now);
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
      return mediaFailed(consult, command, now);
    case 'report-devices':
      return devicesReported(consult, command.place, command.devices, now);
    case 'endpoint-lost':
      return endpointLost(consult, command.sessionId, after(clock, timing.waitingTvGraceMs), now);
    case 'endpoint-back':
      return endpointBack(consult, command.sessionId, now);
    case 'relay-lost':
      return relayLost(consult, command.epoch, now);
    case 'recover':
      return recovered(consult, clock);
    case 'deadline':
      return overdue(consult, now);
    case 'unpair':
      return over(consult, { state: 'cancelled', outcome: 'device-unpaired', by: 'system' }, now);
  }
}

function matched(consult: Waiting, candidates: readonly PersonRef[], now: Date): Outcomes {
  const { facts, phase } = consult;
  const to = candidates.filter((person) => !facts.declinedBy.includes(person.id));
  const { expiresAt } = phase;
  if (to.length === 0) {
    if (phase.state === 'queued') return unchanged(consult);
    return changed(consult, { phase: { state: 'queued', expiresAt } }, now, [
      { type: 'queued', by: 'system' },
    ]);
  }
  if (phase.state === 'offered' && samePeople(phase.to, to)) return unchanged(consult);
  const askedOf = [...new Set([...facts.askedOf, ...to.map((person) => person.id)])];
  return changed(consult, { facts: { askedOf }, phase: { state: 'offered', to, expiresAt } }, now, [
    { type: 'offered', by: 'system', to },
  ]);
}

function samePeople(a: readonly PersonRef[], b: readonly PersonRef[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => other.id === one.id));
}

function accepted(consult: Waiting, command: CommandOf<'accept'>, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const { person, sessionId } = command;
  if (phase.state !== 'offered') return new Refusal('wrong_state');
  if (!phase.to.some((offered) => offered.id === person.id)) return new Refusal('forbidden');
  // A TV that is away just now gets the longer patience that holds once somebody has accepted.
  const absentUntil = facts.tv.absentUntil === null ? null : after(clock, clock.timing.graceMs);
  return changed(
    consult,
    {
      facts: { tv: { ...facts.tv, absentUntil } },
      phase: {
        state: 'accepted',
        physician: person,
        agent: newPlace(sessionId),
        acceptedAt: clock.now.toISOString(),
      },
    },
    clock.now,
    [{ type: 'accepted', by: 'physician', person }],
  );
}

/** The others go on ringing; it is queued when none is left, and over when every linked one said no. */
function declined(consult: Waiting, command: CommandOf<'decline'>, now: Date): Outcomes {
  const { facts, phase } = consult;
  const { person, linked } = command;
  if (facts.declinedBy.includes(person.id)) return unchanged(consult);
  if (!facts.askedOf.includes(person.id)) return new Refusal('forbidden');
  const declinedBy = [...facts.declinedBy, person.id];
  const said = { type: 'declined', by: 'physician', person } as const;
  const known: Waiting = { facts: { ...facts, declinedBy }, phase };
  if (linked.every((id) => declinedBy.includes(id))) {
    const end = { state: 'expired', outcome: 'all-declined', by: 'system' } as const;
    return over(known, end, now, [said]);
  }
  if (phase.state !== 'offered') return changed(known, {}, now, [said]);
  const to = phase.to.filter((other) => other.id !== person.id);
  if (to.length > 0) return changed(known, { phase: { ...phase, to } }, now, [said]);
  const { expiresAt } = phase;
  return changed(known, { phase: { state: 'queued', expiresAt } }, now, [
    said,
    { type: 'queued', by: 'system' },
  ]);
}

/** A new session of the TV. Media has not begun, so its path stays as it is planned. */
function joined(consult: Waiting, place: Place, sessionId: string, now: Date): Outcomes {
  if (place === 'agent') return new Refusal('wrong_state');
  if (consult.facts.tv.sessionId === sessionId) return endpointBack(consult, sessionId, now);
  return changed(consult, { facts: { tv: newPlace(sessionId) } }, now, [
    { type: 'endpoint-back', by: 'patient', place },
  ]);
}

/** The TV could not connect to the relay room in which it waits. */
function mediaFailed(consult: Waiting, command: CommandOf<'media-failed'>, now: Date): Outcomes {
  const { path, policy } = consult.facts;
  const { place, epoch, detail } = command;
  if (place === 'agent' || path.kind === 'direct') return new Refusal('wrong_state');
  if (epoch !== path.epoch) return new Refusal('stale_epoch');
  const next = pathAfterFailure(path, policy, false);
  return changed(consult, { facts: { path: next } }, now, [
    { type: 'media-failed', by: 'patient', place, epoch, detail },
    { type: 'path-changed', by: 'system', path: next },
  ]);
}

function relayLost(consult: Waiting, epoch: number, now: Date): Outcomes {
  const { path } = consult.facts;
  if (path.kind !== 'relay' || path.epoch !== epoch) return unchanged(consult);
  const next = pathAnew(path, 'relay-failed');
  return changed(consult, { facts: { path: next } }, now, [
    { type: 'path-changed', by: 'system', path: next },
  ]);
}

/** Nobody could answer while the server was away, so the whole waiting time begins again. */
function recovered(consult: Waiting, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const { now, timing } = clock;
  const path = facts.path.kind === 'relay' ? pathAnew(facts.path, 'relay-restarted') : facts.path;
  const changedFacts: Partial<ConsultFacts> = {
    tv: { ...facts.tv, absentUntil: after(clock, timing.waitingTvGraceMs) },
    path,
  };
  return changed(
    consult,
    { facts: changedFacts, phase: { ...phase, expiresAt: after(clock, timing.waitMs) } },
    now,
    [
      ...lossOf('tv', facts.tv),
      ...(path === facts.path ? [] : [{ type: 'path-changed', by: 'system', path } as const]),
    ],
  );
}

function overdue(consult: Waiting, now: Date): Outcomes {
  if (isGivenUp(consult.facts.tv, now)) {
    return over(consult, { state: 'cancelled', outcome: 'tv-lost', by: 'system' }, now);
  }
  if (Date.parse(consult.phase.expiresAt) <= now.getTime()) {
    return over(consult, { state: 'expired', outcome: 'nobody-came', by: 'system' }, now);
  }
  return unchanged(consult);
}
