import { Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { guestsSentAway } from './guests.ts';
import { pathAnew } from './path.ts';
import { newPlace, pathChanged } from './places.ts';
import { withoutMedia } from './shift.ts';
import type { AnsweredPhase, ConsultIn } from './state.ts';
import { after, type Clock } from './timing.ts';

type InCall = ConsultIn<AnsweredPhase>;

const backOnTv: Happening = { type: 'shifted', by: 'system', from: 'mobile', to: 'tv' };

/** It rings at the colleague; the call goes on meanwhile. */
export function transferOffered(
  consult: InCall,
  { to, note }: CommandOf<'transfer'>,
  clock: Clock,
): Outcomes {
  const { phase, facts } = consult;
  if (to.id === phase.person.id) return new Refusal('wrong_state', 'You have this consult.');
  if (phase.transfer !== null) {
    return phase.transfer.to.id === to.id ? unchanged(consult) : new Refusal('wrong_state');
  }
  const until = after(clock, clock.timing.ringMs);
  const askedOf = [...new Set([...facts.askedOf, to.id])];
  return changed(
    consult,
    { facts: { askedOf }, phase: { ...phase, transfer: { to, note, until } } },
    clock.now,
    [{ type: 'transfer-offered', by: 'agent', to, note }],
  );
}

/** Whoever it rings at takes over; anybody else is late. */
export function transferAccepted(
  consult: InCall,
  { person, sessionId }: CommandOf<'accept'>,
  now: Date,
): Outcomes {
  const { phase, facts } = consult;
  if (phase.transfer?.to.id !== person.id) return new Refusal('already_accepted');
  const taken: AnsweredPhase = { ...phase, person, agent: newPlace(sessionId), transfer: null };
  const happened: Happening = {
    type: 'transferred',
    by: 'agent',
    from: phase.person,
    to: person,
  };
  // On the relay, the colleague has joined the room while it rang.
  if (facts.path.kind === 'relay') return changed(consult, { phase: taken }, now, [happened]);
  const path = pathAnew(facts.path, 'transferred');
  return changed(consult, { facts: { path }, phase: taken }, now, [happened, pathChanged(path)]);
}

export function transferDeclined(
  consult: InCall,
  { person }: CommandOf<'decline'>,
  now: Date,
): Outcomes {
  if (consult.phase.transfer?.to.id !== person.id) return unchanged(consult);
  return transferWithdrawn(consult, 'declined', 'agent', now);
}

export function transferMissed(consult: InCall, now: Date): Outcomes {
  return transferWithdrawn(consult, 'no-answer', 'system', now);
}

/** It rings at the colleague no more; whoever has the consult keeps it. */
export function transferWithdrawn(
  consult: InCall,
  reason: 'declined' | 'no-answer' | 'cancelled',
  by: 'agent' | 'system',
  now: Date,
): Outcomes {
  const { phase } = consult;
  if (phase.transfer === null) return unchanged(consult);
  const { to } = phase.transfer;
  return changed(consult, { phase: { ...phase, transfer: null } }, now, [
    { type: 'transfer-withdrawn', by, to, reason },
  ]);
}

/**
 * Back to the waiting room. The place in the queue is kept, since it goes by the time of the request;
 * it does not ring again at whoever sent the patient back, who may admit them at any time.
 */
export function returned(consult: InCall, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const { now, timing } = clock;
  const path = pathAnew(facts.path, 'returned');
  const heldBy = [...new Set([...facts.heldBy, phase.person.id])];
  const { mobile } = facts;
  const alone = guestsSentAway(consult);
  // Nobody sees the patient now: a call that no device has is the TV's again.
  const isAdrift = facts.patientAt === 'mobile' && mobile === null;
  return changed(
    alone.consult,
    {
      facts: {
        path,
        heldBy,
        tv: { ...facts.tv, flowing: null },
        mobile: mobile && {
          ...withoutMedia(mobile),
          media: facts.patientAt === 'tv' ? null : mobile.media,
        },
        patientAt: isAdrift ? 'tv' : facts.patientAt,
        shift: null,
        adriftUntil: null,
        proposal: null,
        attended: true,
      },
      phase: { state: 'queued', expiresAt: after(clock, timing.queueMs) },
    },
    now,
    [
      ...alone.happened,
      ...(isAdrift ? [backOnTv] : []),
      { type: 'returned', by: 'agent', person: phase.person },
      { type: 'queued', by: 'system' },
      pathChanged(path),
    ],
  );
}
