import { Limiter } from '../limiter.ts';
import type { Logger } from '../log.ts';
import {
  type MobileIdentity,
  type Params,
  type PhoneUse,
  Refusal,
  type Result,
} from '../protocol/index.ts';
import { grouped } from '../protocol/letterCode.ts';
import { PhoneChecks } from './checks.ts';
import { Codes, type RandomBytes } from './codes.ts';
import { DigitCodes } from './digitCodes.ts';
import { type DeflectionLimits, defaultDeflectionLimits } from './limits.ts';
import { type InboundMail, MailThreads } from './mailThreads.ts';
import { Outgoing, type Senders } from './outgoing.ts';
import { PhoneLinks, type ShownCode } from './phoneLinks.ts';
import type {
  Actor,
  BesideDesk,
  DeflectionSeat,
  DeflectionStore,
  MobileDesk,
  PhoneDirectory,
  PhoneProofs,
  Seated,
} from './ports.ts';
import { readNumber, writtenIn } from './telephoneNumber.ts';

export interface DeflectionDeps {
  readonly store: DeflectionStore;
  readonly desk: MobileDesk;
  readonly beside: BesideDesk;
  readonly directory: PhoneDirectory;
  readonly proofs: PhoneProofs;
  readonly senders: Senders;
  /** The address to which answers to e-mails go; `null`: there are none. */
  readonly replyTo: string | null;
  /** Under which browsers reach the server, such as `https://clinic.example`. */
  readonly origin: () => string;
  /** HMAC under the deployment's key, hex. */
  readonly hashCode: (code: string) => string;
  /** SHA-256, hex, for secrets of full entropy. */
  readonly hashSecret: (secret: string) => string;
  readonly randomBytes: RandomBytes;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
  readonly limits?: DeflectionLimits;
}

/** The ways from a consult on the TV to the patient's phone, and back. */
export class Deflection {
  readonly #deps: DeflectionDeps;
  readonly #codes: Codes;
  readonly #digits: DigitCodes;
  readonly #checks: PhoneChecks;
  readonly #links: PhoneLinks;
  readonly #mails: MailThreads;
  readonly #outgoing: Outgoing;

  constructor(deps: DeflectionDeps) {
    const { beside, desk, store } = deps;
    const limiter = new Limiter(deps.limits ?? defaultDeflectionLimits);
    const both = {
      linkSent: desk.linkSent.bind(desk),
      facts: desk.facts.bind(desk),
      mailSent: beside.mailSent.bind(beside),
      mailReceived: beside.mailReceived.bind(beside),
    };
    this.#deps = deps;
    this.#codes = new Codes({ ...deps, store: store.codes });
    this.#digits = new DigitCodes({ ...deps, codes: this.#codes, limiter });
    this.#checks = new PhoneChecks({ ...deps, counts: store.counts });
    this.#links = new PhoneLinks({ ...deps, codes: this.#codes, checks: this.#checks, limiter });
    this.#mails = new MailThreads({ ...deps, store: store.mails, desk: both });
    this.#outgoing = new Outgoing({
      ...deps,
      counts: store.counts,
      desk: both,
      codes: this.#codes,
      mails: this.#mails,
      limiter,
      linkTo: this.#linkTo.bind(this),
    });
  }

  /** Which ways there are. */
  async ways(actor: Actor, consultId: string): Promise<Result<'deflection.ways'>> {
    const { directory, origin, senders } = this.#deps;
    const { clinicId } = await this.#seated(actor, consultId, ['tv', 'agent']);
    const { callIn, country } = await directory.phonesOf(clinicId);
    return {
      address: `${new URL(origin()).host}/m`,
      sms: senders.sms !== null,
      email: senders.email !== null,
      callIn: callIn && writtenIn(country, callIn),
      country,
    };
  }

  /** A new code for the QR picture and for typing; the one before is void. */
  async openCode(
    actor: Actor,
    consultId: string,
    use: PhoneUse,
  ): Promise<Result<'deflection.openCode'>> {
    const consult = await this.#open(actor, consultId, ['tv']);
    const { code, expiresAt } = await this.#codes.issue('link', consult, { use });
    return { code: grouped(code), url: this.#linkTo(code), expiresAt };
  }

  /** @throws Refusal `way_unavailable`, `number_invalid`, `rate_limited`, `message_not_sent` */
  async sendLink(
    actor: Actor,
    { consultId, use, to }: Params<'deflection.sendLink'>,
  ): Promise<Result<'deflection.sendLink'>> {
    const consult = await this.#open(actor, consultId, ['tv', 'agent']);
    return { to: await this.#outgoing.sendLink(actor, consult, use, to) };
  }

  /** The number to call, and the digits to say. @throws Refusal `way_unavailable` */
  async openReference(
    actor: Actor,
    consultId: string,
  ): Promise<Result<'deflection.openReference'>> {
    const consult = await this.#open(actor, consultId, ['tv']);
    const { callIn, country } = await this.#deps.directory.phonesOf(consult.clinicId);
    if (callIn === null) throw new Refusal('way_unavailable');
    const { code: reference, expiresAt } = await this.#digits.open('reference', consult);
    return { number: writtenIn(country, callIn), reference, expiresAt };
  }

  /** An agent has the patient on the telephone. @throws Refusal `phone_code_void`, `rate_limited` */
  async confirmReference(
    actor: Actor,
    reference: string,
  ): Promise<Result<'deflection.confirmReference'>> {
    const { identity } = actor;
    if (identity.kind !== 'agent') throw new Refusal('forbidden');
    const { clinic, personId } = identity;
    const consultId = await this.#digits.refer(clinic.id, personId, reference, (meant) =>
      this.#deps.beside.telephoneConnected(actor, meant),
    );
    return { consultId };
  }

  /** The patient wishes to be called. @throws Refusal `number_invalid` */
  async giveNumber(
    actor: Actor,
    consultId: string,
    typed: string,
  ): Promise<Result<'deflection.giveNumber'>> {
    const { clinicId } = await this.#open(actor, consultId, ['tv', 'mobile']);
    const { country } = await this.#deps.directory.phonesOf(clinicId);
    const { e164, written } = readNumber(typed, country, 'call');
    await this.#deps.desk.numberGiven(actor, consultId, e164);
    return { number: written };
  }

  /** An agent calls the patient's number. */
  async dial(actor: Actor, consultId: string): Promise<void> {
    await this.#deps.beside.dialled(actor, consultId);
  }

  /** @throws Refusal `way_unavailable`, `rate_limited`, `message_not_sent` */
  async sendMail(
    actor: Actor,
    { consultId, email, text }: Params<'deflection.sendMail'>,
  ): Promise<void> {
    const consult = await this.#open(actor, consultId, ['agent']);
    await this.#outgoing.sendMail(actor, consult, { email, text });
  }

  /** An e-mail has come in; what belongs to no consult is dropped. */
  async receiveMail(mail: InboundMail): Promise<void> {
    await this.#mails.receive(mail);
  }

  /** The phone's answer to the clinic's check. @throws Refusal `wrong_state`, `too_many_tries` */
  async prove(
    actor: Actor,
    consultId: string,
    answer: string,
  ): Promise<Result<'deflection.prove'>> {
    const consult = await this.#seated(actor, consultId, ['mobile']);
    if (consult.isOver) throw new Refusal('wrong_state');
    return await this.#checks.prove(consult, answer);
  }

  /** Six digits that the other of TV and phone takes. */
  async openReturn(actor: Actor, consultId: string): Promise<Result<'deflection.openReturn'>> {
    return await this.#digits.open('return', await this.#away(actor, consultId));
  }

  /**
   * Brings the call back to the TV. A TV whose phone is away needs no digits.
   * @throws Refusal `phone_code_void`, `too_many_tries`, `endpoint_absent`
   */
  async return(actor: Actor, consultId: string, digits: string | undefined): Promise<void> {
    const consult = await this.#away(actor, consultId);
    const begin = () => this.#deps.desk.beginReturn(actor, consultId);
    if (digits !== undefined) return await this.#digits.comeBack(consult, digits, begin);
    if (consult.seat !== 'tv' || consult.mobile?.present === true) {
      throw new Refusal('phone_code_void', 'The other screen shows six digits for that.');
    }
    await begin();
  }

  /**
   * Links the phone that shows this code.
   * @throws Refusal `phone_code_void`, `phone_code_used`, `rate_limited`; `wrong_state` where the
   * call is on another phone
   */
  async mobileByCode(shown: ShownCode): Promise<MobileIdentity> {
    return await this.#links.link(shown);
  }

  /** The phone again, as at a resumption; `undefined` once it has no place any more. */
  async mobile(mobileId: string): Promise<MobileIdentity | undefined> {
    return await this.#links.find(mobileId);
  }

  /** Voids what a consult has given out, once it is over. */
  async forget(consultId: string): Promise<void> {
    const { codes, counts, mails, photos } = this.#deps.store;
    await codes.remove(consultId);
    await mails.remove(consultId);
    await counts.remove(consultId);
    await photos.removeUnfinished(consultId);
  }

  /** Browsers keep a fragment to themselves, so the code reaches no server's log. */
  #linkTo(code: string): string {
    return `${this.#deps.origin()}/m/#${code}`;
  }

  /** @throws Refusal `phone_not_admitted` for a phone that nobody has let in, too */
  async #open(actor: Actor, consultId: string, seats: readonly DeflectionSeat[]): Promise<Seated> {
    const consult = await this.#seated(actor, consultId, seats);
    if (consult.isOver) throw new Refusal('wrong_state');
    if (consult.seat === 'mobile' && consult.mobile?.admitted !== true) {
      throw new Refusal('phone_not_admitted');
    }
    return consult;
  }

  /** A consult whose call is not on the TV alone. */
  async #away(actor: Actor, consultId: string): Promise<Seated> {
    const consult = await this.#open(actor, consultId, ['tv', 'mobile']);
    if (consult.patientAt === 'tv') throw new Refusal('wrong_state', 'The call is on the TV.');
    return consult;
  }

  #seated(actor: Actor, consultId: string, seats: readonly DeflectionSeat[]): Promise<Seated> {
    return this.#deps.desk.seated(actor, consultId, seats);
  }
}
