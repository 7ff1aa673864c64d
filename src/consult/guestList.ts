import {
  type ConsultUpdate,
  type GuestIdentity,
  type GuestRef,
  type Invitation,
  Refusal,
} from '../protocol/index.ts';
import { actFrom, isAgent, isSeat } from './acting.ts';
import type { Ledger } from './ledger.ts';
import type {
  Actor,
  CareDirectory,
  ConsultStore,
  GuestAuthentication,
  InvitationStore,
} from './ports.ts';
import type { ConsultReader } from './reader.ts';
import { isAnswered } from './state.ts';

export interface GuestListParts {
  readonly store: Pick<ConsultStore, 'find'>;
  readonly ledger: Ledger;
  readonly reader: ConsultReader;
  readonly invitations: InvitationStore;
  readonly directory: Pick<CareDirectory, 'clinicName'>;
  readonly newId: () => string;
  /** A new secret token, and the hash under which a token is kept. */
  readonly makeToken: () => string;
  readonly hashToken: (token: string) => string;
  readonly now: () => Date;
}

/** How long an invitation can be used, in milliseconds. */
const invitedForMs = 30 * 60_000;

/** Who is invited into consults besides patient and agent, and who they are when they come. */
export class GuestList implements GuestAuthentication {
  readonly #parts: GuestListParts;

  constructor(parts: GuestListParts) {
    this.#parts = parts;
  }

  /**
   * Invites a guest. The token is told here and nowhere else.
   * @throws Refusal `too_many_guests`
   */
  async invite(
    actor: Actor,
    consultId: string,
    invitation: Invitation,
  ): Promise<{ guest: GuestRef; token: string; expiresAt: string }> {
    const { ledger, invitations, newId, makeToken, hashToken, now } = this.#parts;
    const guest = { id: newId(), ...invitation };
    const token = makeToken();
    const expiresAt = new Date(now().getTime() + invitedForMs).toISOString();
    await actFrom(ledger, actor, consultId, isAgent, () => ({ type: 'invite-guest', guest }));
    await invitations.insert({
      guestId: guest.id,
      consultId,
      tokenHash: hashToken(token),
      expiresAt,
    });
    return { guest, token, expiresAt };
  }

  /** Sends a guest away, or makes an invitation void. */
  async remove(actor: Actor, consultId: string, guestId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isAgent, () => ({
      type: 'remove-guest',
      guestId,
      reason: 'removed',
    }));
  }

  /** A guest comes in, in this session. */
  async join(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { ledger, reader } = this.#parts;
    const { identity, sessionId } = actor;
    if (identity.kind !== 'guest' || identity.consultId !== consultId) {
      throw new Refusal('not_found');
    }
    const { guestId } = identity;
    const consult = await ledger.apply(consultId, async () => ({
      type: 'join-guest',
      guestId,
      sessionId,
    }));
    return await reader.update(identity, consult, 0);
  }

  /** A guest leaves for good. */
  async leave(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isSeat, (seat) => ({
      type: 'remove-guest',
      guestId: seat.slice('guest:'.length),
      reason: 'left',
    }));
  }

  /** @throws Refusal `link_used` where the token was used, has expired, or never was */
  async guestByToken(token: string): Promise<GuestIdentity> {
    const { invitations, hashToken, now } = this.#parts;
    const used = await invitations.use(hashToken(token), now().toISOString());
    const identity = used && (await this.#identityOf(used.consultId, used.guestId));
    if (identity === undefined) throw new Refusal('link_used');
    return identity;
  }

  async guest(guestId: string): Promise<GuestIdentity | undefined> {
    const consultId = await this.#parts.invitations.consultOf(guestId);
    return consultId === undefined ? undefined : await this.#identityOf(consultId, guestId);
  }

  /** Makes what is left of the invitations into a consult void. */
  async forget(consultId: string): Promise<void> {
    await this.#parts.invitations.remove(consultId);
  }

  async #identityOf(consultId: string, guestId: string): Promise<GuestIdentity | undefined> {
    const consult = await this.#parts.store.find(consultId);
    if (!consult || !isAnswered(consult)) return undefined;
    const guest = consult.facts.guests.find(({ id }) => id === guestId);
    if (guest === undefined) return undefined;
    const { clinicId } = consult.facts;
    const name = await this.#parts.directory.clinicName(clinicId);
    return { kind: 'guest', guestId, consultId, name: guest.name, clinic: { id: clinicId, name } };
  }
}
