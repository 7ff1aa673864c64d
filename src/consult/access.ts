import { type Identity, Refusal } from '../protocol/index.ts';
import type { Actor } from './ports.ts';
import {
  agentIn,
  type Consult,
  everyAnswerer,
  isAnswered,
  isOver,
  isWaiting,
  type Seat,
  seatHeldBy,
} from './state.ts';

/** Ids of the people who follow a consult because of their part in it. */
function followersOf(consult: Consult): readonly string[] {
  const { facts } = consult;
  const answerers = everyAnswerer(facts).map(({ id }) => id);
  if (isWaiting(consult)) return answerers;
  const agent = agentIn(consult);
  // Whoever could call back is told, too, when somebody has.
  if (agent === null) return facts.callback === null ? [] : answerers;
  const colleague = isAnswered(consult) ? consult.phase.transfer?.to.id : undefined;
  return colleague === undefined ? [agent.person.id] : [agent.person.id, colleague];
}

/** Whether this identity sees the consult, as it is now. */
export function follows(identity: Identity, consult: Consult): boolean {
  const { facts } = consult;
  switch (identity.kind) {
    case 'tv':
      return identity.deviceId === facts.device.id;
    case 'guest':
      return isGuestOf(identity.guestId, consult);
    case 'mobile':
      return facts.mobile?.id === identity.mobileId;
    case 'agent':
      switch (identity.role) {
        case 'physician':
          return followersOf(consult).includes(identity.personId);
        case 'staff':
          return (
            identity.clinic.id === facts.clinicId ||
            followersOf(consult).includes(identity.personId)
          );
        case 'admin':
          return false;
      }
  }
}

/** Guests are told of the end, and have no part in anything after it. */
function isGuestOf(guestId: string, consult: Consult): boolean {
  return consult.facts.guests.some(({ id }) => id === guestId);
}

/** Whether this identity may know that the consult exists: it follows it, or did while it waited. */
export function knowsOf(identity: Identity, consult: Consult): boolean {
  return follows(identity, consult) || isAskable(identity, consult);
}

/** Whether this person may answer the consult, or was asked to, though others may have it by now. */
export function isAskable(identity: Identity, { facts }: Consult): boolean {
  if (identity.kind !== 'agent' || identity.role === 'admin') return false;
  const { personId } = identity;
  return facts.askedOf.includes(personId) || everyAnswerer(facts).some(({ id }) => id === personId);
}

/** Whether this person may take the consult now, were it not for what else they do. */
export function mayTake(identity: Identity, consult: Consult): boolean {
  if (identity.kind !== 'agent' || identity.role === 'admin') return false;
  if (isAnswered(consult)) return consult.phase.transfer?.to.id === identity.personId;
  return (
    isWaiting(consult) && everyAnswerer(consult.facts).some(({ id }) => id === identity.personId)
  );
}

/** The seat that belongs to this identity, whichever of its sessions holds it. */
export function seatOf(identity: Identity, consult: Consult): Seat | undefined {
  switch (identity.kind) {
    case 'tv':
      return identity.deviceId === consult.facts.device.id ? 'tv' : undefined;
    case 'guest':
      return isGuestOf(identity.guestId, consult) ? `guest:${identity.guestId}` : undefined;
    case 'mobile':
      return consult.facts.mobile?.id === identity.mobileId ? 'mobile' : undefined;
    case 'agent':
      return agentIn(consult)?.person.id === identity.personId ? 'agent' : undefined;
  }
}

/**
 * The seat that the actor's own session holds. Once the consult is over, any session of the seat's
 * identity speaks for it.
 * @returns or why the actor may not act from a seat
 */
export function heldSeat(actor: Actor, consult: Consult): Seat | Refusal {
  const seat = seatOf(actor.identity, consult);
  if (seat === undefined) return withoutSeat(actor.identity, consult);
  if (isOver(consult) || seatHeldBy(consult, actor.sessionId) === seat) return seat;
  return new Refusal('not_joined');
}

/** Why an identity that has no seat in the consult is refused. */
export function withoutSeat(identity: Identity, consult: Consult): Refusal {
  if (!knowsOf(identity, consult)) return new Refusal('not_found');
  // Who may still accept is early rather than wrong.
  const isEarly = isWaiting(consult) && mayTake(identity, consult);
  return new Refusal(isEarly ? 'wrong_state' : 'forbidden');
}
