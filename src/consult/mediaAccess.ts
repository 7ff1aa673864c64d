import { type Place, Refusal } from '../protocol/index.ts';
import { follows, heldPlace, placeOf, withoutPlace } from './access.ts';
import type { Actor } from './ports.ts';
import { roomIdOf } from './rooms.ts';
import { type Consult, isAnswered, isOver } from './state.ts';

/** The relay room that an actor may use, as whom, and whether media may flow in it. */
export interface RelayPlace {
  readonly roomId: string;
  readonly place: Place;
  readonly admitted: boolean;
}

/**
 * The session at the other end of a direct path.
 * @throws Refusal `stale_epoch` where that epoch's media has been replaced, `endpoint_absent`
 */
export function peerIn(consult: Consult, actor: Actor, epoch: number): string {
  const place = heldPlace(actor, consult);
  if (place instanceof Refusal) throw place;
  if (!isAnswered(consult)) throw new Refusal('wrong_state');
  const { path, tv } = consult.facts;
  if (path.epoch !== epoch) throw new Refusal('stale_epoch');
  if (path.kind !== 'direct') throw new Refusal('wrong_state');
  const other = place === 'tv' ? consult.phase.agent : tv;
  if (other.absentUntil !== null) throw new Refusal('endpoint_absent');
  return other.sessionId;
}

/**
 * Lets pass who has a place in the consult, in whichever session, and at whom it rings.
 * @throws Refusal `wrong_state` where it is over
 */
export function requireMediaRightIn(consult: Consult, actor: Actor): void {
  const { identity } = actor;
  if (placeOf(identity, consult) === undefined && !ringsAt(actor, consult)) {
    throw withoutPlace(identity, consult);
  }
  if (isOver(consult)) throw new Refusal('wrong_state');
}

/**
 * Where an actor may connect to the relay: the TV from the request on, a physician while it rings
 * or once they have accepted.
 * @throws Refusal `stale_epoch` where that epoch's media has been replaced
 */
export function relayPlaceIn(consult: Consult, actor: Actor, epoch: number): RelayPlace {
  const place = ringsAt(actor, consult) ? 'agent' : heldPlace(actor, consult);
  if (place instanceof Refusal) throw place;
  if (isOver(consult)) throw new Refusal('wrong_state');
  const { path, id } = consult.facts;
  if (path.epoch !== epoch) throw new Refusal('stale_epoch');
  if (path.kind !== 'relay') throw new Refusal('wrong_state');
  return { roomId: roomIdOf(id, epoch), place, admitted: isAnswered(consult) };
}

function ringsAt({ identity }: Actor, consult: Consult): boolean {
  if (identity.kind !== 'agent' || identity.role !== 'physician') return false;
  return consult.phase.state === 'offered' && follows(identity, consult);
}
