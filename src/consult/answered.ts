import { isGuestPlace, type Place, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { guestInvited, guestJoined, guestRemoved, guestsGivenUp } from './guests.ts';
import { relayLost } from './mediaLosses.ts';
import { isMobileGivenUp, isOffTv, mobileAdmitted, mobileAway, mobileGone } from './mobile.ts';
import { over } from './over.ts';
import { pathAfterFailure, pathAnew, pathForPolicy } from './path.ts';
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
import { diagnosed, eventReported, taskAnswered } from './reports.ts';
import type { Applicable } from './rules.ts';
import {
  carries,
  isMediaComplete,
  isOnTheWayTo,
  isShiftOverdue,
  mustGoOnOnPhone,
  shiftBegun,
  shiftConfirmed,
  shifted,
  shiftFailed,
  tvNeededBy,
} from './shift.ts';
import { type AnsweredPhase, type ConsultIn, seatHeldBy } from './state.ts';
import { after, type Clock, isPast } from './timing.ts';
import {
  returned,
  transferAccepted,
  transferDeclined,
  transferMissed,
  transferOffered,
  transferWithdrawn,
} from './transfer.ts';
import { trialConcluded } from './trial.ts';

type InCall = ConsultIn<AnsweredPhase>;

/** What a command makes of a consult that somebody has accepted. */
export function answeredTransition(
  consult: InCall,
  command: Applicable<'accepted' | 'active'>,
  clock: Clock,
): Outcomes {
  const { now, timing } = clock;
  switch (command.type) {
    case 'end':
      return over(
        consult,
        {
          state: 'ended',
          outcome: command.seat === 'agent' ? 'ended-by-agent' : 'ended-by-patient',
          by: speakerAt(command.seat),
        },
        now,
      );
    case 'return':
      return returned(consult, clock);
    case 'transfer':
      return transferOffered(consult, command, clock);
    case 'withdraw-transfer':
      return transferWithdrawn(consult, 'cancelled', 'agent', now);
    case 'accept':
      return transferAccepted(consult, command, now);
    case 'decline':
      return transferDeclined(consult, command, now);
    case 'invite-guest':
      return guestInvited(consult, command, now);
    case 'join-guest':
      return guestJoined(consult, command, now);
    case 'remove-guest':
      return guestRemoved(consult, command.guestId, command.reason, now);
    case 'admit-mobile':
      return mobileAdmitted(consult, command, now);
    case 'begin-shift':
      return shiftBegun(consult, command, clock);
    case 'confirm-shift':
      return shiftConfirmed(consult, command, now);
    case 'abandon-shift':
      return shiftFailed(consult, 'abandoned', clock);
    case 'diagnose':
      return diagnosed(consult, command, now);
    case 'answer-task':
      return taskAnswered(consult, command, now);
    case 'report-event':
      return eventReported(consult, command.seat, command.event, now);
    case 'join':
      return joined(consult, command.place, command.sessionId, now);
    case 'set-policy':
      return policySet(consult, command, now);
    case 'media-connected':
      return mediaConnected(consult, command, now);
    case 'media-failed':
      return mediaFailed(consult, command, clock);
    case 'conclude-trial':
      return trialConcluded(consult, command, now);
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
            : timing.graceMs,
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
      return overdue(consult, clock);
    case 'unpair':
      return over(consult, { state: 'ended', outcome: 'device-unpaired', by: 'system' }, now);
  }
}

/**
 * A new session has nothing of the old one's media. On the relay it joins the room that is there;
 * a direct path knows only its two ends, so it is set up anew.
 */
function joined(consult: InCall, place: Place, sessionId: string, now: Date): Outcomes {
  if (placeIn(consult, place)?.sessionId === sessionId) {
    return endpointBack(consult, sessionId, now);
  }
  const taken = withPlace(consult, place, newPlace(sessionId));
  const back: Happening = { type: 'endpoint-back', by: speakerAt(place), place };
  const { path } = consult.facts;
  // The other end of a direct path that is being tried is gone.
  if (path.kind === 'relay') return changed(taken, { facts: { trial: null } }, now, [back]);
  const next = pathAnew(path, 'endpoint-rejoined');
  return changed(taken, { facts: { path: next } }, now, [back, pathChanged(next)]);
}

/** With guests or a phone, media stays on the relay whatever the policy is: more than two meet only there. */
function policySet(consult: InCall, command: CommandOf<'set-policy'>, now: Date): Outcomes {
  const { policy } = command;
  const { facts } = consult;
  if (policy === facts.policy) return unchanged(consult);
  const hasGuests = facts.guests.some(({ place }) => place !== null);
  const hasMore = hasGuests || isOffTv(facts);
  const path = hasMore ? facts.path : pathForPolicy(facts.path, policy);
  return changed(consult, { facts: { policy, path } }, now, [
    { type: 'policy-changed', by: 'agent', policy },
    ...(path === facts.path ? [] : [pathChanged(path)]),
  ]);
}

/** The consult is active from the moment when both sides have had the same epoch's media. */
function mediaConnected(
  consult: InCall,
  command: CommandOf<'media-connected'>,
  now: Date,
): Outcomes {
  const { seat, epoch, transport } = command;
  const { path } = consult.facts;
  const state = placeIn(consult, seat);
  if (state === undefined || epoch !== path.epoch) return new Refusal('stale_epoch');
  if (!carries(consult.facts, seat) || state.flowing?.epoch === epoch) return unchanged(consult);
  const reported = withPlace(consult, seat, { ...state, flowing: { kind: path.kind, epoch } });
  const happened: Happening = {
    type: 'media-connected',
    by: speakerAt(seat),
    place: seat,
    epoch,
    ...(transport !== undefined && { transport }),
  };
  if (reported.phase.state !== 'accepted' || !isMediaComplete(reported)) {
    return changed(reported, {}, now, [happened]);
  }
  return changed(reported, { phase: { ...reported.phase, state: 'active' } }, now, [
    happened,
    { type: 'active', by: 'system', path },
  ]);
}

/**
 * A device that has no part in the call tells nothing of it; where the call has not yet come to a
 * device, it stays where it is.
 */
function mediaFailed(consult: InCall, command: CommandOf<'media-failed'>, clock: Clock): Outcomes {
  const { now } = clock;
  const { seat, epoch, detail } = command;
  const { path, policy, tv } = consult.facts;
  if (epoch !== path.epoch) return new Refusal('stale_epoch');
  if (!carries(consult.facts, seat)) return unchanged(consult);
  const failed: Happening = {
    type: 'media-failed',
    by: speakerAt(seat),
    place: seat,
    epoch,
    detail,
  };
  if (isOnTheWayTo(consult.facts, seat)) return shiftFailed(consult, 'no-frames', clock, [failed]);
  // A guest troubles nobody else.
  if (isGuestPlace(seat)) return changed(consult, {}, now, [failed]);
  const hadConnected = [tv, consult.phase.agent].some((end) => end.flowing?.epoch === epoch);
  const next = pathAfterFailure(path, policy, hadConnected);
  return changed(consult, { facts: { path: next } }, now, [failed, pathChanged(next)]);
}

/** Direct media has outlived the server; the relay's is gone with it. */
function recovered(consult: InCall, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const absentUntil = after(clock, clock.timing.graceMs);
  const path = facts.path.kind === 'relay' ? pathAnew(facts.path, 'relay-restarted') : facts.path;
  const guests = facts.guests.map((guest) =>
    guest.place === null ? guest : { ...guest, place: { ...guest.place, absentUntil } },
  );
  const phone = mobileAway(facts, clock);
  return changed(
    consult,
    {
      facts: {
        tv: { ...facts.tv, absentUntil },
        guests,
        mobile: phone.mobile,
        adriftUntil: facts.adriftUntil && after(clock, clock.timing.adriftMs),
        shift: facts.shift && { ...facts.shift, until: after(clock, clock.timing.shiftMs) },
        path,
      },
      phase: { ...phase, agent: { ...phase.agent, absentUntil } },
    },
    clock.now,
    [
      ...lossOf('tv', facts.tv),
      ...lossOf('agent', phase.agent),
      ...phone.happened,
      ...facts.guests.flatMap(({ id, place }) =>
        place === null ? [] : lossOf(`guest:${id}`, place),
      ),
      ...(path === facts.path ? [] : [pathChanged(path)]),
    ],
  );
}

function overdue(consult: InCall, clock: Clock): Outcomes {
  const { now } = clock;
  const { facts } = consult;
  const { adriftUntil } = facts;
  if (mustGoOnOnPhone(facts, now)) return shifted(consult, 'mobile', now);
  if (isPast(tvNeededBy(facts), now)) {
    return over(consult, { state: 'ended', outcome: 'tv-lost', by: 'system' }, now);
  }
  if (isGivenUp(consult.phase.agent, now)) {
    return over(consult, { state: 'ended', outcome: 'agent-lost', by: 'system' }, now);
  }
  if (isPast(adriftUntil, now)) {
    return over(consult, { state: 'ended', outcome: 'mobile-lost', by: 'system' }, now);
  }
  if (isShiftOverdue(consult, now)) return shiftFailed(consult, 'no-frames', clock);
  if (isMobileGivenUp(consult, now)) return mobileGone(consult, 'lost', clock);
  const { transfer } = consult.phase;
  if (transfer !== null && Date.parse(transfer.until) <= now.getTime()) {
    return transferMissed(consult, now);
  }
  return guestsGivenUp(consult, now);
}
