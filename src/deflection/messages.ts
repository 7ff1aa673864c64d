/** An SMS to a number of E.164. */
export interface SmsMessage {
  readonly number: string;
  readonly text: string;
}

export interface MailMessage {
  readonly email: string;
  /** Who it comes from, beside the deployment's address. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  /** Where an answer goes; without it there is none. */
  readonly replyTo?: string;
}

/** Hands a message over to whoever delivers it. */
export interface MessageSender<Message> {
  /** @throws Refusal `message_not_sent` */
  send(message: Message): Promise<void>;
}

/** Short enough for one SMS with most clinics' names and addresses. */
export function linkSms(clinic: string, url: string): string {
  return `${clinic}: continue your video consult here: ${url} Works once, 15 min. Do not pass it on.`;
}

export function linkMail(
  clinic: string,
  url: string,
): Pick<MailMessage, 'fromName' | 'subject' | 'text'> {
  return {
    fromName: clinic,
    subject: 'Your video consult on your phone',
    text: [
      'Open this link on the phone that you want to use:',
      '',
      url,
      '',
      'It works once, for 15 minutes. Do not pass it on: whoever opens it first is in your consult.',
      'If you did not ask for it, you need not do anything.',
      '',
      clinic,
      '',
    ].join('\n'),
  };
}

export function consultMail(
  clinic: string,
  text: string,
  canAnswer: boolean,
): Pick<MailMessage, 'fromName' | 'subject' | 'text'> {
  const ending = canAnswer
    ? 'You can answer this e-mail until your consult is over. Attachments do not reach us.'
    : 'This e-mail cannot be answered.';
  return {
    fromName: clinic,
    subject: `A message from ${clinic}`,
    text: [text, '', '– ', clinic, ending, ''].join('\n'),
  };
}

/** Enough to know one's own address by: `a···@example.org`. */
export function hiddenEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}···${email.slice(at)}`;
}
