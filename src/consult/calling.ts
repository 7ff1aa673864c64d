import type { Place } from '../protocol/index.ts';
import { changed, type Outcomes, unchanged } from './change.ts';
import { preparationFailed, relayLost } from './mediaLosses.ts';
import { mobileAway } from './mobile.ts';
import { over } from './over.ts';
import { pathAnew } from './path.ts';
import {
  devicesReported,
  endpointBack,
  endpointLost,
  isGivenUp,
  lossOf,
  newPlace,
  pathChanged,
  placeIn,
  speakerAt,
  withPlace,
} from './places.ts';
import { eventReported } from './reports.ts';
import type { Applicable } from './rules.ts';
import { type CallingPhase, type ConsultIn, seatHeldBy } from './state.ts';
import { after, type Clock } from './timing.ts';

type Calling = ConsultIn<CallingPhase>;

/** What a command makes of a consult that rings at the TV. */
export function callingTransition(
  consult: Calling,
  command: Applicable<'calling'>,
  clock: Clock,
): Outcomes {
  const { now, timing } = clock;
  switch (command.type) {
    case 'take-call':
      return taken(consult, clock);
    case 'decline-call':
      return over(
        consult,
        { state: 'cancelled', outcome: 'declined-by-patient', by: 'patient' },
        now,
      );
    case 'cancel':
      return over(consult, { state: 'cancelled', outcome: 'cancelled-by-agent', by: 'agent' }, now);
    case 'report-event':
      return eventReported(consult, command.seat, command.event, now);
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
        after(
          clock,
          seatHeldBy(consult, command.sessionId) === 'mobile'
            ? timing.mobileGraceMs
            : timing.waitingTvGraceMs,
        ),
        now,
      );
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

/** The patient's yes to the call. */
function taken({ facts, phase }: Calling, clock: Clock): Outcomes {
  const { person, agent } = phase;
  return changed(
    { facts, phase },
    {
      phase: {
        state: 'accepted',
        person,
        agent,
        acceptedAt: clock.now.toISOString(),
        transfer: null,
      },
    },
    clock.now,
    [{ type: 'accepted', by: 'patient', person }],
  );
}

/** Media has not begun, so its path stays as it is planned. */
function joined(consult: Calling, place: Place, sessionId: string, now: Date): Outcomes {
  if (placeIn(consult, place)?.sessionId === sessionId) {
    return endpointBack(consult, sessionId, now);
  }
  return changed(withPlace(consult, place, newPlace(sessionId)), {}, now, [
    { type: 'endpoint-back', by: speakerAt(place), place },
  ]);
}

/** It goes on ringing for as long as it would have, if both are back in time. */
function recovered(consult: Calling, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const absentUntil = after(clock, clock.timing.waitingTvGraceMs);
  const path = facts.path.kind === 'relay' ? pathAnew(facts.path, 'relay-restarted') : facts.path;
  const phone = mobileAway(facts, clock);
  return changed(
    consult,
    {
      facts: { tv: { ...facts.tv, absentUntil }, mobile: phone.mobile, path },
      phase: {
        ...phase,
        agent: { ...phase.agent, absentUntil },
        expiresAt: after(clock, clock.timing.ringMs),
      },
    },
    clock.now,
    [
      ...lossOf('tv', facts.tv),
      ...lossOf('agent', phase.agent),
      ...phone.happened,
      ...(path === facts.path ? [] : [pathChanged(path)]),
    ],
  );
}

function overdue(consult: Calling, now: Date): Outcomes {
  const { facts, phase } = consult;
  if (isGivenUp(phase.agent, now)) {
    return over(consult, { state: 'cancelled', outcome: 'agent-lost', by: 'system' }, now);
  }
  if (isGivenUp(facts.tv, now)) {
    return over(consult, { state: 'cancelled', outcome: 'tv-lost', by: 'system' }, now);
  }
  if (Date.parse(phase.expiresAt) <= now.getTime()) {
    return over(
      consult,
      { state: 'expired', outcome: 'patient-did-not-answer', by: 'system' },
      now,
    );
  }
  return unchanged(consult);
}
