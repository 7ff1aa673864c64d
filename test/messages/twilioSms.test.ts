import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TwilioSms } from '../../src/messages/twilioSms.ts';
import { outcomeOf } from '../consult/world.ts';
import { answering, hanging, Receiver } from '../integration/receiver.ts';

let receiver: Receiver;
let lines: string[];
beforeEach(async () => {
  receiver = await Receiver.start();
  receiver.answer = answering(201);
  lines = [];
});
afterEach(() => receiver.close());

function sender(url = `http://127.0.0.1:${receiver.port}/`): TwilioSms {
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const account = { account: 'AC42', token: 'the token', from: '+4930901820' };
  return new TwilioSms({ ...account, url, log, timeoutMs: 500 });
}

const sms = { number: '+491712345678', text: 'Open https://clinic.example/m/#BCDF & «go on»' };

describe('an SMS', () => {
  it('is handed over as Twilio takes it', async () => {
    await sender().send(sms);
    const [received] = receiver.received;
    expect(received?.path).toBe('/2010-04-01/Accounts/AC42/Messages.json');
    expect(received?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('AC42:the token').toString('base64')}`,
      'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
    });
    expect(Object.fromEntries(new URLSearchParams(received?.body))).toEqual({
      To: sms.number,
      From: '+4930901820',
      Body: sms.text,
    });
  });

  it.each([
    ['refuses it', answering(400)],
    ['has trouble', answering(503)],
    ['sends it elsewhere', answering(307, { location: 'http://127.0.0.1:1/' })],
    ['does not answer', hanging],
    ['breaks off', (response: { destroy(): void }) => response.destroy()],
  ])('is not sent where the service %s, and the log names nobody', async (_, answer) => {
    receiver.answer = answer;
    expect(await outcomeOf(sender().send(sms))).toBe('message_not_sent');
    expect(receiver.received).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/1712345678|BCDF|the token/);
  });

  it('is not sent where nobody listens', async () => {
    const { port } = receiver;
    await receiver.close();
    receiver = await Receiver.start();
    expect(await outcomeOf(sender(`http://127.0.0.1:${port}`).send(sms))).toBe('message_not_sent');
  });
});
