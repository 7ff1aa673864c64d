import type { Logger } from '../log.ts';
import type { RandomBytes } from './codes.ts';
import type { BesideDesk, ConsultForDeflection, MailThreadStore, MobileDesk } from './ports.ts';

export interface MailThreadsDeps {
  readonly store: MailThreadStore;
  readonly desk: Pick<MobileDesk, 'facts'> & Pick<BesideDesk, 'mailReceived'>;
  readonly hashSecret: (secret: string) => string;
  readonly randomBytes: RandomBytes;
  /** The address to which answers go, such as `consult@clinic.example`; `null`: there are none. */
  readonly replyTo: string | null;
  readonly log: Logger;
}

/** An e-mail that has come in, as far as it matters. */
export interface InboundMail {
  /** What stood behind the `+` of the address that it was sent to. */
  readonly token: string;
  /** The provider's own id of it. */
  readonly messageId: string;
  readonly text: string;
}

/** As much as the timeline takes. */
const maxText = 2_000;
const cut = '\n[The rest of this e-mail was cut off.]';
const empty = '[This e-mail held no text.]';

/** Answers to e-mails find their consult by a secret in the address that they are sent to. */
export class MailThreads {
  readonly #deps: MailThreadsDeps;

  constructor(deps: MailThreadsDeps) {
    this.#deps = deps;
  }

  /** A new address for answers. Mail systems may change its case, so it is in lower case alone. */
  async open({ consultId }: ConsultForDeflection): Promise<string | undefined> {
    const { hashSecret, randomBytes, replyTo, store } = this.#deps;
    if (replyTo === null) return undefined;
    const token = Buffer.from(randomBytes(16)).toString('hex');
    await store.open(hashSecret(token), consultId);
    const at = replyTo.lastIndexOf('@');
    return `${replyTo.slice(0, at)}+${token}${replyTo.slice(at)}`;
  }

  /**
   * Puts an answer into the timeline of its consult. What belongs to none, or to one that is over,
   * is dropped: whoever sent it would only send it again.
   */
  async receive({ token, messageId, text }: InboundMail): Promise<void> {
    const { desk, hashSecret, log, store } = this.#deps;
    const consultId = await store.consultOf(hashSecret(token.toLowerCase()));
    const consult = consultId === undefined ? undefined : await desk.facts(consultId);
    if (consult === undefined || consult.isOver) {
      log.info({ consultId }, 'an e-mail came in for no consult');
      return;
    }
    if (!(await store.receive(consult.consultId, messageId))) return;
    try {
      await desk.mailReceived(consult.consultId, fitting(text));
    } catch (error) {
      await store.forgetReceived(consult.consultId, messageId);
      throw error;
    }
  }
}

function fitting(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return empty;
  if (trimmed.length <= maxText) return trimmed;
  const kept = trimmed.slice(0, maxText - cut.length);
  // A letter of two halves, such as an emoji, is not cut in two.
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}${cut}`;
}
