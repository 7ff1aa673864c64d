import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/protocol/index.ts';
import type { MailReceiver } from '../../src/web/mailRoutes.ts';
import { type Answer, Browser, openWeb, refusalOf, type TestWeb } from './support.ts';

const secret = 'a secret of the provider’s';

type InboundMail = Parameters<MailReceiver['receiveMail']>[0];

let web: TestWeb;
let received: InboundMail[];
let trouble: Refusal | undefined;
beforeEach(async () => {
  received = [];
  trouble = undefined;
  web = await openWeb({
    limits: { mailPerAddress: { points: 20, seconds: 60 } },
    mail: {
      secret,
      receiver: {
        receiveMail: async (mail) => {
          if (trouble !== undefined) throw trouble;
          received.push(mail);
        },
      },
    },
  });
});
afterEach(() => web.close());

/** As Postmark sends it, the rest of it included. */
const mail = {
  FromName: 'Ada Quist',
  From: 'ada.quist@example.org',
  FromFull: { Email: 'ada.quist@example.org', Name: 'Ada Quist', MailboxHash: '' },
  To: 'consult+0af3@clinic.example',
  OriginalRecipient: 'consult+0af3@clinic.example',
  Subject: 'Re: A message',
  MessageID: '22c74902-a0c1-4511-804f-341342852c90',
  MailboxHash: '0af3',
  TextBody: 'Better.\n\n> How do you feel?',
  HtmlBody: '<p>Better.</p>',
  StrippedTextReply: 'Better.',
  Headers: [{ Name: 'X-Spam-Status', Value: 'No' }],
  Attachments: [],
};

function basic(credentials: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function post(
  body: unknown,
  headers: Record<string, string> = basic(`postmark:${secret}`),
): Promise<Answer> {
  return new Browser(web.url).send('POST', '/api/mail/inbound', JSON.stringify(body), {
    'content-type': 'application/json',
    ...headers,
  });
}

describe('an e-mail that comes in', () => {
  it('goes where its address says, with the answer alone', async () => {
    expect(await post(mail)).toMatchObject({ status: 200, body: {} });
    expect(received).toEqual([
      { token: '0af3', messageId: '22c74902-a0c1-4511-804f-341342852c90', text: 'Better.' },
    ]);
  });

  it('has its whole text where the answer in it cannot be told', async () => {
    await post({ ...mail, StrippedTextReply: '' });
    expect(received[0]?.text).toBe(mail.TextBody);
  });

  it('has its address read where the provider did not', async () => {
    await post({ ...mail, MailboxHash: '', OriginalRecipient: 'a+b+0AF3@clinic.example' });
    await post({ ...mail, MailboxHash: '', OriginalRecipient: 'nobody@clinic.example' });
    await post({ ...mail, MailboxHash: '', OriginalRecipient: 'nobody' });
    expect(received.map(({ token }) => token)).toEqual(['0AF3', '', '']);
  });

  it('is brought again where it could not be kept', async () => {
    trouble = new Refusal('store_unavailable');
    expect(await post(mail)).toMatchObject({ status: 503 });
  });

  it.each([
    ['without a password', {}],
    ['with a wrong one', basic('postmark:wrong')],
    ['with a beginning of it', basic(`postmark:${secret.slice(0, -1)}`)],
    ['with the password as its user', basic(secret)],
    [
      'with another scheme',
      { authorization: `Bearer ${Buffer.from(`a:${secret}`).toString('base64')}` },
    ],
    ['with a scheme alone', { authorization: 'Basic' }],
  ])('is refused %s, before it is read', async (_, headers) => {
    expect(await post({ ...mail, TextBody: 'x'.repeat(1_000_000) }, headers)).toMatchObject({
      status: 401,
      body: refusalOf('unauthenticated'),
    });
    expect(received).toEqual([]);
  });

  it('is no larger than 256 kilobytes', async () => {
    expect(await post({ ...mail, HtmlBody: 'x'.repeat(300_000) })).toMatchObject({ status: 413 });
    expect(await post({ ...mail, HtmlBody: 'x'.repeat(200_000) })).toMatchObject({ status: 200 });
  });

  it.each([
    ['no id', { ...mail, MessageID: undefined }],
    ['a text that is none', { ...mail, TextBody: { html: '<b>' } }],
    ['an address without end', { ...mail, MailboxHash: 'x'.repeat(10_000) }],
    ['nothing', null],
    ['a list', [mail]],
  ])('is refused with %s', async (_, body) => {
    expect([400, 413]).toContain((await post(body)).status);
    expect(received).toEqual([]);
  });

  it('is one of so many from one address', async () => {
    for (let count = 0; count < 20; count += 1) await post(mail, basic('guess:guess'));
    expect(await post(mail)).toMatchObject({ status: 429, body: refusalOf('rate_limited') });
  });

  it('leaves nothing of itself in the log', async () => {
    await post(mail);
    await post({ ...mail, TextBody: 1 });
    expect(web.log.join('')).not.toMatch(/ada\.quist|0af3|Better|Practice/i);
  });

  it('has no way in where the deployment takes none', async () => {
    await web.close();
    web = await openWeb();
    expect((await post(mail)).status).not.toBe(200);
    expect(received).toEqual([]);
  });
});
