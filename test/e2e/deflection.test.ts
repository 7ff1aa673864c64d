import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answering, Receiver } from '../integration/receiver.ts';
import { MailServer } from '../messages/smtp.ts';
import { launchChromium } from '../support/chromium.ts';
import { bothShow, timelineTypes } from '../support/consultPages.ts';
import { PhoneDay } from '../support/phoneDay.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

/* A consult goes on to the patient's phone and back, by each of the ways that lead there. */

let browser: Browser;
let sms: Receiver;
let mails: MailServer;
let day: PhoneDay;

beforeAll(async () => {
  browser = await launchChromium();
  sms = await Receiver.start();
  sms.answer = answering(201);
  mails = await MailServer.start();
  day = await PhoneDay.begin(browser, {
    HOUSECALL_DEMO_PATH_POLICY: 'relay',
    HOUSECALL_SMS_URL: `http://127.0.0.1:${sms.port}`,
    HOUSECALL_SMS_ACCOUNT: 'AC42',
    HOUSECALL_SMS_TOKEN: 'the token',
    HOUSECALL_SMS_FROM: '+4930901820',
    HOUSECALL_SMTP_URL: mails.url(),
    HOUSECALL_MAIL_FROM: 'consult@clinic.example',
    HOUSECALL_MAIL_REPLY_TO: 'consult@clinic.example',
    HOUSECALL_MAIL_INBOUND_SECRET: 'handed-over-by-the-provider',
  });
});
afterEach(async () => {
  await day.closePhones();
  await day.agent.getByTestId('end').click();
  await bothShow(day.tv, day.agent, 'ended');
});
afterAll(async () => {
  await day?.end();
  await Promise.all([sms?.close(), mails?.close(), browser?.close()]);
});

const linkIn = (text: string) => /https?:\/\/\S+\/m\/#[A-Z0-9]+/.exec(text)?.[0] ?? '';

/** How a phone comes to the consult; each leads to a page that waits to be let in. */
const ways: Readonly<Record<string, () => Promise<Page>>> = {
  async 'the QR picture, read from a photograph of the TV'() {
    await day.askFor('move');
    return await day.letIn(await day.scan());
  },

  async 'the code, typed into the phone'() {
    await day.askFor('move');
    const [address, code] = await Promise.all(
      ['phone-address', 'phone-code'].map((id) => day.tv.getByTestId(id).textContent()),
    );
    const phone = await day.openPhone(`http://${address}`);
    await phone.getByTestId('code').fill((code ?? '').toLowerCase());
    await phone.getByTestId('connect').click();
    await day.agent.getByTestId('admit-phone').click({ timeout: 20_000 });
    return phone;
  },

  async 'a link in an SMS'() {
    await day.askFor('move');
    const before = sms.received.length;
    await day.press('phone-number', day.tv.getByTestId('typed-number'));
    for (const digit of '01712345678') await day.tv.keyboard.press(digit);
    await day.press('number-go-on', day.tv.getByTestId('phone-send-link'));
    await day.press(
      'phone-send-link',
      day.tv.locator('[data-testid="phone-panel"][data-value="link-sent"]'),
    );
    await sms.have(before + 1);
    const message = new URLSearchParams(sms.received.at(-1)?.body);
    expect(message.get('To')).toBe('+491712345678');
    return await day.letIn(linkIn(message.get('Body') ?? ''));
  },

  async 'a link in an e-mail'() {
    const { agent } = day;
    const before = mails.received.length;
    await agent.getByTestId('tab-phone').click();
    await agent.getByTestId('link-to').fill('anna@example.org');
    await agent.getByTestId('link-send').click();
    await expect.poll(() => mails.received.length, { timeout: 20_000 }).toBe(before + 1);
    return await day.letIn(linkIn(mails.received.at(-1)?.text ?? ''));
  },
};

describe.each(Object.keys(ways))('a phone that comes by %s', (way) => {
  it('takes the call over, brings it back, is the camera of the TV, and is added', {
    timeout: 240_000,
  }, async () => {
    await day.day.call();
    await day.onTv();
    const phone = await (ways[way] ?? expect.unreachable)();
    await moved(phone);
    await day.bringBack(phone);
    await day.tv.getByTestId('on-phone').waitFor({ state: 'detached' });
    await day.onTv();
    await split(phone);
    await day.bringBack(phone, 'tv-camera');
    await day.onTv();
    await added(phone);
    expect(await timelineTypes(day.agent)).toEqual(
      expect.arrayContaining([
        'mobile-linked',
        'mobile-admitted',
        'shift-begun',
        'shifted',
        'said',
      ]),
    );
  });
});

async function moved(phone: Page): Promise<void> {
  const start = phone.getByTestId('start').or(phone.getByTestId('open-media')).first();
  const consult = phone.locator('[data-screen="consult"]');
  await start.or(consult).first().waitFor({ timeout: 20_000 });
  if (await consult.isVisible()) await day.wish(phone, 'move', 'mobile');
  else await day.start(phone, 'mobile');
  await day.tv.getByTestId('on-phone').waitFor();
  await day.onPhone(phone);
  // The TV has let go of its camera and shows nobody.
  expect(await day.tv.getByTestId('remote-video').count()).toBe(0);
}

async function split(phone: Page): Promise<void> {
  await day.wish(phone, 'split', 'both');
  // The TV shows, the phone films: the physician sees the phone's camera, the patient the TV.
  await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  expect(await playing(phone)).toEqual([]);
  expect(await playing(day.tv)).toEqual(['remote-video']);
}

async function added(phone: Page): Promise<void> {
  await phone.getByTestId('tab-chat').click();
  await phone.getByTestId('draft').fill('My knee hurts on the left.');
  await phone.getByTestId('say').click();
  await day.agent.getByTestId('tab-chat').click();
  await day.agent.getByTestId('chat').getByText('My knee hurts on the left.').waitFor();
  await day.agent.getByTestId('chat-text').fill('Please send a photo.');
  await day.agent.getByTestId('chat-send').click();
  await phone.getByText('Please send a photo.').waitFor();
  await day.tv.getByText('Please send a photo.').waitFor();
}

/** Which elements of a page are heard. */
async function playing(page: Page): Promise<unknown> {
  return await page.evaluate(`[...document.querySelectorAll('video')]
    .filter(({ muted, paused, srcObject }) => !muted && !paused && srcObject?.getAudioTracks().length > 0)
    .map(({ dataset }) => dataset.testid)`);
}
