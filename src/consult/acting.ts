import { type AgentIdentity, type Identity, type PersonRef, Refusal } from '../protocol/index.ts';
import { heldSeat, isAskable, knowsOf, withoutSeat } from './access.ts';
import type { Command } from './commands.ts';
import type { Ledger } from './ledger.ts';
import type { Actor } from './ports.ts';
import type { Consult, Seat } from './state.ts';

/** Applies a command that only a session in one of these seats may give. */
export async function actFrom<S extends Seat>(
  ledger: Ledger,
  actor: Actor,
  consultId: string,
  isAllowed: (seat: Seat) => seat is S,
  command: (seat: S, consult: Consult) => Command,
): Promise<Consult> {
  return await ledger.apply(consultId, async (consult) => {
    if (consult === undefined) throw new Refusal('not_found');
    const seat = heldSeat(actor, consult);
    if (seat instanceof Refusal) throw seat;
    if (!isAllowed(seat)) throw new Refusal('forbidden');
    return command(seat, consult);
  });
}

/** As `actFrom`, and a phone has to have been let in. */
export async function actOnceAdmitted<S extends Seat>(
  ledger: Ledger,
  actor: Actor,
  consultId: string,
  isAllowed: (seat: Seat) => seat is S,
  command: (seat: S, consult: Consult) => Command,
): Promise<Consult> {
  return await actFrom(ledger, actor, consultId, isAllowed, (seat, consult) => {
    requireAdmitted(seat, consult);
    return command(seat, consult);
  });
}

/** @throws Refusal `phone_not_admitted` for a phone that nobody has let in */
export function requireAdmitted(seat: Seat, { facts }: Consult): void {
  if (seat === 'mobile' && facts.mobile?.admitted !== true) {
    throw new Refusal('phone_not_admitted');
  }
}

export function isTv(seat: Seat): seat is 'tv' {
  return seat === 'tv';
}

export function isAgent(seat: Seat): seat is 'agent' {
  return seat === 'agent';
}

export function isMobile(seat: Seat): seat is 'mobile' {
  return seat === 'mobile';
}

/** Either of the patient's devices. */
export function isPatients(seat: Seat): seat is 'tv' | 'mobile' {
  return seat === 'tv' || seat === 'mobile';
}

export function isPatientsOrAgent(seat: Seat): seat is 'tv' | 'mobile' | 'agent' {
  return isPatients(seat) || seat === 'agent';
}

export function isPlace(seat: Seat): seat is 'tv' | 'agent' {
  return seat === 'tv' || seat === 'agent';
}

export function isSeat(_seat: Seat): _seat is Seat {
  return true;
}

/** @throws Refusal for whoever answers nobody, or may not know of the consult */
export function asAnswerer(
  identity: Identity,
  consult: Consult | undefined,
): { readonly known: Consult; readonly person: PersonRef } {
  if (!consult || !knowsOf(identity, consult)) throw new Refusal('not_found');
  if (!isAskable(identity, consult)) throw new Refusal('forbidden');
  return { known: consult, person: refOf(asAgent(identity)) };
}

/** @throws Refusal `forbidden` for whoever takes part in no consults */
export function asAgent(identity: Identity): AgentIdentity {
  if (identity.kind !== 'agent' || identity.role === 'admin') throw new Refusal('forbidden');
  return identity;
}

export function refOf({ personId, name }: AgentIdentity): PersonRef {
  return { id: personId, name };
}

/** Why an identity is refused that follows no such consult, or has no seat in it. */
export function refusalOf(identity: Identity, consult: Consult | undefined): Refusal {
  return consult ? withoutSeat(identity, consult) : new Refusal('not_found');
}
