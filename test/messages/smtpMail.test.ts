import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SmtpMail } from '../../src/messages/smtpMail.ts';
import { outcomeOf } from '../consult/world.ts';
import { MailServer } from './smtp.ts';

let server: MailServer;
let lines: string[];
beforeEach(async () => {
  server = await MailServer.start();
  lines = [];
});
afterEach(() => server.close());

function sender(url = server.url()): SmtpMail {
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  return new SmtpMail({ url, from: 'consult@clinic.example', log, timeoutMs: 2_000 });
}

const mail = {
  email: 'ada.quist@example.org',
  fromName: 'Practice on the Square',
  subject: 'Your video consult',
  text: 'Open https://clinic.example/m/#BCDFGHJKLMNPQRST\n\nGrüße',
};

describe('an e-mail', () => {
  it('arrives as text, from the clinic, at whom it is for', async () => {
    await sender().send({ ...mail, replyTo: 'answers+0af3@clinic.example' });
    const [received] = server.received;
    expect(received?.text?.trim()).toBe(mail.text);
    expect(received?.html).toBe(false);
    expect(received?.subject).toBe(mail.subject);
    expect(received?.from?.value).toEqual([
      { address: 'consult@clinic.example', name: 'Practice on the Square' },
    ]);
    expect(received?.replyTo?.value).toMatchObject([{ address: 'answers+0af3@clinic.example' }]);
    expect(server.recipients).toEqual(['ada.quist@example.org']);
  });

  it('has one recipient and one subject, whatever somebody typed', async () => {
    await sender().send({
      ...mail,
      fromName: 'A\r\nBcc: mallory@example.org',
      subject: 'Hello\r\nBcc: mallory@example.org\r\n\r\nBuy this',
    });
    expect(server.recipients).toEqual(['ada.quist@example.org']);
    expect(server.received[0]?.bcc).toBeUndefined();
    expect(server.received[0]?.text?.trim()).toBe(mail.text);
  });

  it.each([
    [
      'the server refuses the recipient',
      async () => {
        server.refusal = 'No such user ada.quist@example.org';
        return sender();
      },
    ],
    ['the password is wrong', async () => sender(server.url('wrong'))],
    [
      'nobody listens',
      async () => {
        const url = server.url();
        await server.close();
        server = await MailServer.start();
        return sender(url);
      },
    ],
  ])('is not sent where %s, and the log names nobody', async (_, prepare) => {
    const broken = await prepare();
    expect(await outcomeOf(broken.send(mail))).toBe('message_not_sent');
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/ada\.quist|BCDFGHJK|secret/);
  });
});
