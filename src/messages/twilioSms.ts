import type { MessageSender, SmsMessage } from '../deflection/messages.ts';
import type { Logger } from '../log.ts';
import { Refusal } from '../protocol/index.ts';

/** An account of Twilio's, or of a service that speaks the same. */
export interface TwilioSmsOptions {
  /** Such as `https://api.twilio.com`. */
  readonly url: string;
  readonly account: string;
  readonly token: string;
  /** The sender: a number of E.164, or a name where the network takes one. */
  readonly from: string;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

/** Sends SMS by Twilio's message resource (twilio.com/docs/messaging/api/message-resource). */
export class TwilioSms implements MessageSender<SmsMessage> {
  readonly #options: TwilioSmsOptions;

  constructor(options: TwilioSmsOptions) {
    this.#options = options;
  }

  async send({ number, text }: SmsMessage): Promise<void> {
    const { account, from, log, timeoutMs = 10_000, token, url } = this.#options;
    const base = url.replace(/\/+$/, '');
    const credentials = Buffer.from(`${account}:${token}`).toString('base64');
    let status: number;
    try {
      const response = await fetch(
        `${base}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`,
        {
          method: 'POST',
          headers: { authorization: `Basic ${credentials}` },
          body: new URLSearchParams({ To: number, From: from, Body: text }),
          // A redirect would carry the number and the link to somebody else.
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        },
      );
      status = response.status;
      // What it answers quotes the message.
      await response.body?.cancel();
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'an SMS was not sent');
      throw new Refusal('message_not_sent');
    }
    if (status < 200 || status > 299) {
      log.warn({ status }, 'an SMS was refused');
      throw new Refusal('message_not_sent');
    }
  }
}

/** The error's code, or its name: its message may quote what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') {
    return cause.code;
  }
  return error.name;
}
