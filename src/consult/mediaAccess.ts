import { Refusal } from '../protocol/index.ts';
import { heldSeat, mayTake, seatOf, withoutSeat } from './access.ts';
import { requireAdmitted } from './acting.ts';
import type { Actor } from './ports.ts';
import { roomIdOf } from './rooms.ts';
import { carries } from './shift.ts';
import { type Consult, isAnswered, isOver, isWaiting, type Seat } from './state.ts';

/** The relay room that an actor may use, from which seat, and whether media may flow to it. */
export interface RelayPlace {
  readonly roomId: string;
  readonly seat: Seat;
  readonly admitted: boolean;
}

/**
 * The session at the other end of a direct path, or of one that is tried.
 * @throws Refusal `stale_epoch` where that epoch's media has been replaced, `endpoint_absent`
 */
export function peerIn(consult: Consult, actor: Actor, epoch: number): string {
  const seat = heldSeat(actor, consult);
  if (seat instanceof Refusal) throw seat;
  if (!isAnswered(consult)) throw new Refusal('wrong_state');
  const { path, trial, tv } = consult.facts;
  if (path.epoch !== epoch && trial?.epoch !== epoch) throw new Refusal('stale_epoch');
  const isDirect = path.kind === 'direct' || trial?.epoch === epoch;
  if (!isDirect || (seat !== 'tv' && seat !== 'agent')) throw new Refusal('wrong_state');
  const other = seat === 'tv' ? consult.phase.agent : tv;
  if (other.absentUntil !== null) throw new Refusal('endpoint_absent');
  return other.sessionId;
}

/**
 * Lets pass who has a seat in the consult, in whichever session, and at whom it rings.
 * @throws Refusal `wrong_state` where it is over
 */
export function requireMediaRightIn(consult: Consult, actor: Actor): void {
  const { identity } = actor;
  const seat = seatOf(identity, consult);
  if (seat === undefined && !ringsAt(actor, consult)) throw withoutSeat(identity, consult);
  if (seat !== undefined) requireAdmitted(seat, consult);
  if (isOver(consult)) throw new Refusal('wrong_state');
}

/**
 * Where an actor may connect to the relay: the TV from the request on, an agent while it rings or
 * once they have accepted, a guest once they have come, a phone once it was let in.
 * @throws Refusal `stale_epoch` where that epoch's media has been replaced; `phone_not_admitted`
 */
export function relayPlaceIn(consult: Consult, actor: Actor, epoch: number): RelayPlace {
  const rings = ringsAt(actor, consult);
  const seat = rings ? 'agent' : heldSeat(actor, consult);
  if (seat instanceof Refusal) throw seat;
  requireAdmitted(seat, consult);
  if (isOver(consult)) throw new Refusal('wrong_state');
  const { path, id } = consult.facts;
  if (path.epoch !== epoch) throw new Refusal('stale_epoch');
  if (path.kind !== 'relay') throw new Refusal('wrong_state');
  const admitted = isAnswered(consult) && !rings && carries(consult.facts, seat);
  return { roomId: roomIdOf(id, epoch), seat, admitted };
}

/** It rings at this person, who has no seat yet and prepares to take one. */
function ringsAt({ identity }: Actor, consult: Consult): boolean {
  if (identity.kind !== 'agent') return false;
  if (isAnswered(consult)) return mayTake(identity, consult);
  return (
    isWaiting(consult) &&
    consult.phase.state === 'offered' &&
    consult.phase.rings.some(({ person }) => person.id === identity.personId)
  );
}
