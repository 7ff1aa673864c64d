import type { Limiter } from '../limiter.ts';
import { type Params, type PhoneUse, Refusal } from '../protocol/index.ts';
import type { Codes } from './codes.ts';
import { type DeflectionLimits, perConsult } from './limits.ts';
import type { MailThreads } from './mailThreads.ts';
import {
  consultMail,
  hiddenEmail,
  linkMail,
  linkSms,
  type MailMessage,
  type MessageSender,
  type SmsMessage,
} from './messages.ts';
import type {
  Actor,
  BesideDesk,
  ConsultForDeflection,
  MobileDesk,
  PhoneCounts,
  PhoneDirectory,
} from './ports.ts';
import { hiddenNumber, readNumber } from './telephoneNumber.ts';

/** Who delivers messages; `null` where the deployment has nobody who does. */
export interface Senders {
  readonly sms: MessageSender<SmsMessage> | null;
  readonly email: MessageSender<MailMessage> | null;
}

export interface OutgoingDeps {
  readonly senders: Senders;
  readonly counts: PhoneCounts;
  readonly desk: Pick<MobileDesk, 'linkSent'> & Pick<BesideDesk, 'mailSent'>;
  readonly directory: PhoneDirectory;
  readonly codes: Codes;
  readonly mails: MailThreads;
  readonly limiter: Limiter<keyof DeflectionLimits>;
  /** Where the phone finds a code's page. */
  readonly linkTo: (code: string) => string;
}

type Recipient = Params<'deflection.sendLink'>['to'];

/** A way to somebody, and what they may be shown of it. */
interface Addressed {
  readonly hidden: string;
  deliver(clinic: string, url: string): Promise<void>;
}

/** What goes to the patient by SMS and e-mail. */
export class Outgoing {
  readonly #deps: OutgoingDeps;

  constructor(deps: OutgoingDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a link that works once.
   * @returns to whom, mostly hidden
   * @throws Refusal `way_unavailable`, `number_invalid`, `rate_limited`, `message_not_sent`
   */
  async sendLink(
    actor: Actor,
    consult: ConsultForDeflection,
    use: PhoneUse,
    to: Recipient,
  ): Promise<string> {
    const { codes, desk, directory, limiter, linkTo } = this.#deps;
    const { clinicId, consultId } = consult;
    const addressed = await this.#addressed(clinicId, to);
    await this.#counting(consultId, 'links', perConsult.links, async () => {
      await limiter.count('linksPerClinic', clinicId);
      const { code } = await codes.issue('sent', consult, { use, way: to.way });
      await addressed.deliver(await directory.clinicName(clinicId), linkTo(code));
    });
    await desk.linkSent(actor, consultId, { way: to.way, to: addressed.hidden });
    return addressed.hidden;
  }

  /** @throws Refusal `way_unavailable`, `rate_limited`, `message_not_sent` */
  async sendMail(
    actor: Actor,
    consult: ConsultForDeflection,
    { email, text }: { readonly email: string; readonly text: string },
  ): Promise<void> {
    const { desk, directory, mails, senders } = this.#deps;
    const { clinicId, consultId } = consult;
    const sender = senders.email;
    if (sender === null) throw new Refusal('way_unavailable');
    await this.#counting(consultId, 'mails', perConsult.mails, async () => {
      const replyTo = await mails.open(consult);
      const clinic = await directory.clinicName(clinicId);
      const mail = consultMail(clinic, text, replyTo !== undefined);
      await sender.send({ email, ...mail, ...(replyTo !== undefined && { replyTo }) });
    });
    await desk.mailSent(actor, consultId, { to: hiddenEmail(email), text });
  }

  async #addressed(clinicId: string, to: Recipient): Promise<Addressed> {
    const { directory, senders } = this.#deps;
    switch (to.way) {
      case 'sms': {
        const sender = senders.sms;
        if (sender === null) throw new Refusal('way_unavailable');
        const { country } = await directory.phonesOf(clinicId);
        const { e164: number } = readNumber(to.number, country, 'sms');
        return {
          hidden: hiddenNumber(number),
          deliver: (clinic, url) => sender.send({ number, text: linkSms(clinic, url) }),
        };
      }
      case 'email': {
        const sender = senders.email;
        if (sender === null) throw new Refusal('way_unavailable');
        const { email } = to;
        return {
          hidden: hiddenEmail(email),
          deliver: (clinic, url) => sender.send({ email, ...linkMail(clinic, url) }),
        };
      }
    }
  }

  /** What was not sent does not count. @throws Refusal `rate_limited`, or what the work threw */
  async #counting(
    consultId: string,
    what: string,
    most: number,
    work: () => Promise<void>,
  ): Promise<void> {
    const { counts } = this.#deps;
    if ((await counts.add(consultId, what, most)) === undefined) {
      throw new Refusal('rate_limited', 'Nothing more can be sent in this consult.');
    }
    try {
      await work();
    } catch (error) {
      await counts.takeBack(consultId, what);
      throw error;
    }
  }
}
