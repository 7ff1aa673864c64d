import { type Identity, type Place, Refusal } from '../protocol/index.ts';
import type { Actor } from './ports.ts';
import { answeredIn, type Consult, isOver, placeHeldBy } from './state.ts';

/** Who follows a consult: every session of these. */
interface Audience {
  readonly deviceId: string;
  /** Physicians: those at whom it rings, then the one who accepted. */
  readonly personIds: readonly string[];
  /** The clinic whose staff see it, read-only. */
  readonly staffOfClinicId: string;
}

/** Who sees a consult and is told of its changes. */
function audienceOf(consult: Consult): Audience {
  const { phase, facts } = consult;
  const answered = answeredIn(consult);
  const ringing = phase.state === 'offered' ? phase.to : [];
  return {
    deviceId: facts.device.id,
    personIds: (answered ? [answered.physician] : ringing).map((person) => person.id),
    staffOfClinicId: facts.clinicId,
  };
}

/** Whether this identity sees the consult, as it is now. */
export function follows(identity: Identity, consult: Consult): boolean {
  const audience = audienceOf(consult);
  if (identity.kind === 'tv') return identity.deviceId === audience.deviceId;
  switch (identity.role) {
    case 'physician':
      return audience.personIds.includes(identity.personId);
    case 'staff':
      return identity.clinic.id === audience.staffOfClinicId;
    case 'admin':
      return false;
  }
}

/** Whether this identity may know that the consult exists: it follows it, or was once asked. */
export function knowsOf(identity: Identity, consult: Consult): boolean {
  if (follows(identity, consult)) return true;
  return (
    identity.kind === 'agent' &&
    identity.role === 'physician' &&
    consult.facts.askedOf.includes(identity.personId)
  );
}

/** The place that belongs to this identity, whichever of its sessions holds it. */
export function placeOf(identity: Identity, consult: Consult): Place | undefined {
  if (identity.kind === 'tv') {
    return identity.deviceId === consult.facts.device.id ? 'tv' : undefined;
  }
  return answeredIn(consult)?.physician.id === identity.personId ? 'agent' : undefined;
}

/**
 * The place that the actor's own session holds. Once the consult is over, any session of the
 * place's identity speaks for it.
 * @returns or why the actor may not act from a place
 */
export function heldPlace(actor: Actor, consult: Consult): Place | Refusal {
  const place = placeOf(actor.identity, consult);
  if (place === undefined) return withoutPlace(actor.identity, consult);
  if (isOver(consult) || placeHeldBy(consult, actor.sessionId) === place) return place;
  return new Refusal('not_joined');
}

/** Why an identity that has no place in the consult is refused. */
export function withoutPlace(identity: Identity, consult: Consult): Refusal {
  if (!knowsOf(identity, consult)) return new Refusal('not_found');
  // A physician who may still accept is early rather than wrong.
  const ringsHere = consult.phase.state === 'offered' && follows(identity, consult);
  const early = ringsHere && identity.kind === 'agent' && identity.role === 'physician';
  return new Refusal(early ? 'wrong_state' : 'forbidden');
}
