import { createTransport, type Transporter } from 'nodemailer';
import type { MailMessage, MessageSender } from '../deflection/messages.ts';
import type { Logger } from '../log.ts';
import { Refusal } from '../protocol/index.ts';

export interface SmtpMailOptions {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** The address that e-mails come from. */
  readonly from: string;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

/** Sends e-mails by the clinic's mail server. */
export class SmtpMail implements MessageSender<MailMessage> {
  readonly #transporter: Transporter;
  readonly #options: SmtpMailOptions;

  constructor(options: SmtpMailOptions) {
    const { timeoutMs = 10_000, url } = options;
    this.#options = options;
    this.#transporter = createTransport({
      url,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // A text is a text, whatever it says.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ email, fromName, replyTo, subject, text }: MailMessage): Promise<void> {
    const { from, log } = this.#options;
    try {
      await this.#transporter.sendMail({
        from: { name: fromName, address: from },
        to: { name: '', address: email },
        subject,
        text,
        ...(replyTo !== undefined && { replyTo: { name: fromName, address: replyTo } }),
      });
    } catch (error) {
      // The server's words quote the address.
      const code =
        error instanceof Error && 'code' in error && typeof error.code === 'string'
          ? error.code
          : 'unknown';
      log.warn({ reason: code }, 'an e-mail was not sent');
      throw new Refusal('message_not_sent');
    }
  }
}
