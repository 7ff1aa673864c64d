import {
  type CheckStatus,
  type ConsultUpdate,
  type MobileMedia,
  type MobileRef,
  type PatientAt,
  type PhoneUse,
  type ProposalReason,
  Refusal,
} from '../protocol/index.ts';
import { heldSeat } from './access.ts';
import {
  actFrom,
  actOnceAdmitted,
  isAgent,
  isMobile,
  isPatients,
  isPlace,
  isTv,
} from './acting.ts';
import type { Ledger } from './ledger.ts';
import type { Actor, ConsultStore, Presence } from './ports.ts';
import type { ConsultReader } from './reader.ts';
import { type Consult, isAnswered, isOver } from './state.ts';

export interface MobilesParts {
  readonly store: Pick<ConsultStore, 'find'>;
  readonly ledger: Ledger;
  readonly reader: ConsultReader;
  readonly presence: Pick<Presence, 'addressOf'>;
}

/** A consult as far as the way to a phone needs to know it. */
export interface ConsultForDeflection {
  readonly consultId: string;
  readonly clinicId: string;
  readonly patientId: string;
  readonly isOver: boolean;
  readonly isAnswered: boolean;
  readonly mobile: {
    readonly id: string;
    readonly admitted: boolean;
    readonly check: CheckStatus | null;
    /** Whether it is connected. */
    readonly present: boolean;
  } | null;
  readonly patientAt: PatientAt;
  /** The network address from which the TV is connected, while it is. */
  readonly tvAddress: string | undefined;
}

type DeflectionSeat = 'tv' | 'mobile' | 'agent';

/** The patient's phone in a consult: let in or put out, and the call's way to it and back. */
export class Mobiles {
  readonly #parts: MobilesParts;

  constructor(parts: MobilesParts) {
    this.#parts = parts;
  }

  /**
   * Who asks from which seat, and how the consult stands. A phone that is not admitted passes.
   * @throws Refusal `not_found`, `forbidden`, `not_joined`
   */
  async seated(
    actor: Actor,
    consultId: string,
    seats: readonly DeflectionSeat[],
  ): Promise<ConsultForDeflection & { readonly seat: DeflectionSeat }> {
    const consult = await this.#parts.reader.find(consultId);
    const seat = heldSeat(actor, consult);
    if (seat instanceof Refusal) throw seat;
    const allowed = seats.find((each) => each === seat);
    if (allowed === undefined) throw new Refusal('forbidden');
    return { ...(await this.#factsOf(consult)), seat: allowed };
  }

  /** How a consult stands, for nobody in particular. */
  async facts(consultId: string): Promise<ConsultForDeflection | undefined> {
    const consult = await this.#parts.store.find(consultId);
    return consult && (await this.#factsOf(consult));
  }

  /** The clinic asks the patient, or the TV does by itself. */
  async propose(
    actor: Actor,
    consultId: string,
    { use, reason }: { readonly use: PhoneUse; readonly reason: ProposalReason },
  ): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isPlace, (seat) => {
      const by = seat === 'agent' ? 'agent' : reason === 'wished' ? 'patient' : 'system';
      return { type: 'propose-phone', proposal: { use, reason, by } };
    });
  }

  /** The patient would rather not. */
  async decline(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isTv, () => ({ type: 'decline-phone' }));
  }

  /**
   * A phone has shown its code: it waits to be let in.
   * @throws Refusal `wrong_state` where the consult is over, or the call is on another phone
   */
  async link(
    consultId: string,
    mobile: MobileRef & { readonly use: PhoneUse },
    check: CheckStatus | null,
  ): Promise<void> {
    await this.#parts.ledger.apply(consultId, async () => ({ type: 'link-mobile', mobile, check }));
  }

  /** What the phone answered to the clinic's check. */
  async proved(
    consultId: string,
    mobileId: string,
    outcome: { readonly passed: boolean; readonly triesLeft: number },
  ): Promise<void> {
    await this.#parts.ledger.apply(consultId, async () => ({
      type: 'check-mobile',
      mobileId,
      ...outcome,
    }));
  }

  /** The phone takes its seat in this session. */
  async join(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { ledger, reader } = this.#parts;
    const { identity, sessionId } = actor;
    if (identity.kind !== 'mobile' || identity.consultId !== consultId) {
      throw new Refusal('not_found');
    }
    const { mobileId } = identity;
    const consult = await ledger.apply(consultId, async () => ({
      type: 'join-mobile',
      mobileId,
      sessionId,
    }));
    return await reader.update(identity, consult, 0);
  }

  /** The agent lets a phone in. @throws Refusal `not_found`, `wrong_state` before its check */
  async admit(actor: Actor, consultId: string, mobileId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isAgent, () => ({
      type: 'admit-mobile',
      mobileId,
    }));
  }

  /** The agent puts a phone out, let in or not. */
  async refuse(actor: Actor, consultId: string, mobileId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isAgent, () => ({
      type: 'remove-mobile',
      mobileId,
      reason: 'refused',
    }));
  }

  /** The phone leaves. */
  async leave(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isMobile, (_seat, { facts }) => {
      if (facts.mobile === null) throw new Refusal('not_found');
      return { type: 'remove-mobile', mobileId: facts.mobile.id, reason: 'left' };
    });
  }

  /**
   * The phone is ready to take the call, or to be the TV's camera and microphone.
   * @throws Refusal `phone_not_admitted`, `wrong_state`
   */
  async begin(
    actor: Actor,
    consultId: string,
    { use, media }: { readonly use: 'move' | 'split'; readonly media: MobileMedia },
  ): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isMobile, () => ({
      type: 'begin-shift',
      to: use === 'move' ? 'mobile' : 'both',
      media,
    }));
  }

  /** The call goes back to the TV. @throws Refusal `endpoint_absent` where the TV is away */
  async beginReturn(actor: Actor, consultId: string): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isPatients, () => ({
      type: 'begin-shift',
      to: 'tv',
      media: null,
    }));
  }

  /** The agent's screen shows the patient at the new place. */
  async confirm(actor: Actor, consultId: string, to: PatientAt): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isAgent, () => ({
      type: 'confirm-shift',
      to,
    }));
  }

  /** It stays where it is. */
  async abandon(actor: Actor, consultId: string): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isPatients, () => ({
      type: 'abandon-shift',
    }));
  }

  /** A link to the phone has been sent. @param sent to whom, mostly hidden */
  async linkSent(
    actor: Actor,
    consultId: string,
    sent: { readonly way: 'sms' | 'email'; readonly to: string },
  ): Promise<void> {
    await actFrom(this.#parts.ledger, actor, consultId, isPlace, (seat) => ({
      type: 'send-link',
      by: seat === 'agent' ? 'agent' : 'patient',
      ...sent,
    }));
  }

  /** @param number E.164 */
  async numberGiven(actor: Actor, consultId: string, number: string): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isPatients, () => ({
      type: 'give-number',
      number,
    }));
  }

  async #factsOf(consult: Consult): Promise<ConsultForDeflection> {
    const { facts } = consult;
    const { mobile } = facts;
    return {
      consultId: facts.id,
      clinicId: facts.clinicId,
      patientId: facts.patient.id,
      isOver: isOver(consult),
      isAnswered: isAnswered(consult),
      mobile: mobile && {
        id: mobile.id,
        admitted: mobile.admitted,
        check: mobile.check,
        present: mobile.place?.absentUntil === null,
      },
      patientAt: facts.patientAt,
      tvAddress: await this.#parts.presence.addressOf(facts.tv.sessionId),
    };
  }
}
