import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { bothShow, openAgent, timelineTypes } from '../support/consultPages.ts';
import { PhoneDay } from '../support/phoneDay.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

/* What goes wrong on the way to the phone: the consult goes on where it was, and people are told. */

const soon = { timeout: 30_000 };

vi.setConfig({ testTimeout: 180_000 });

/** The phone never gets as far as sending: the move stays in the middle. */
const stuck = `RTCPeerConnection.prototype.setRemoteDescription = () => new Promise(() => {});`;

/** A phone whose camera is not there. */
const withoutCamera = `
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wanted) =>
    wanted.video
      ? Promise.reject(new DOMException('There is none.', 'NotFoundError'))
      : ask(wanted);`;

let browser: Browser;
let day: PhoneDay;

beforeAll(async () => {
  browser = await launchChromium();
  day = await PhoneDay.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'auto' });
});
beforeEach(async () => {
  await day.day.call();
});
afterEach(async () => {
  await day.closePhones();
  const end = day.agent.getByTestId('end');
  // The consult may be about to end by itself.
  if (await end.isVisible()) await end.click({ timeout: 5_000 }).catch(() => {});
  await bothShow(day.tv, day.agent, 'ended');
});
afterAll(async () => {
  await day?.end();
  await browser?.close();
});

const shows = (page: Page, screen: string) =>
  page.locator(`[data-screen="${screen}"]`).waitFor(soon);

async function types(type: string): Promise<void> {
  await expect.poll(() => timelineTypes(day.agent), soon).toContain(type);
}

/** A phone that has pressed Start and gets no further. */
async function stuckPhone(): Promise<Page> {
  await day.askFor('move');
  const phone = await day.openPhone(await day.scan(), stuck);
  await day.agent.getByTestId('admit-phone').click(soon);
  await day.prepare(phone);
  await phone.getByTestId('start').click();
  await types('shift-begun');
  return phone;
}

describe('a code', () => {
  it('lets one phone in, and tells the second', async () => {
    await day.askFor('add');
    const link = await day.scan();
    const first = await day.letIn(link);
    await shows(first, 'consult');
    const second = await day.openPhone(link);
    await second.getByText('Another phone has used this code').waitFor(soon);
    await seesCamera(day.agent);
  });

  it('is void once the TV shows another', async () => {
    await day.askFor('add');
    const old = await day.scan();
    await day.closePanel();
    await day.askFor('add');
    await expect.poll(() => day.scan(), soon).not.toBe(old);
    const phone = await day.openPhone(old);
    await phone.getByText('It is wrong or too old.').waitFor(soon);
  });

  it('leads nowhere once the consult is over', async () => {
    await day.askFor('move');
    const link = await day.scan();
    await day.agent.getByTestId('end').click();
    await bothShow(day.tv, day.agent, 'ended');
    const phone = await day.openPhone(link);
    await phone.getByText('It is wrong or too old.').waitFor(soon);
  });
});

describe('a phone', () => {
  it('that the physician refuses is told so and learns nothing', async () => {
    await day.askFor('move');
    const phone = await day.openPhone(await day.scan());
    await shows(phone, 'admission');
    await day.agent.getByTestId('refuse-phone').click();
    await shows(phone, 'out');
    expect(await phone.content()).not.toMatch(/Anna|Bianchi|Rossi/);
    await seesCamera(day.agent);
  });

  it('that waits when the consult ends is told so and learns nothing', async () => {
    await day.askFor('move');
    const phone = await day.openPhone(await day.scan());
    await shows(phone, 'admission');
    await day.agent.getByTestId('end').click();
    await shows(phone, 'ended');
    expect(await phone.content()).not.toMatch(/Anna|Bianchi|Rossi/);
  });

  it('without a camera takes the call over by sound alone', async () => {
    await day.askFor('move');
    const phone = await day.openPhone(await day.scan(), withoutCamera);
    await day.agent.getByTestId('admit-phone').click(soon);
    await day.prepare(phone);
    await phone.getByTestId('media-audio').check({ force: true });
    await phone.getByTestId('start').click();
    await day.isAt(phone, 'mobile');
    await seesCamera(phone);
    await types('shifted');
  });
});

describe('in the middle of a move', () => {
  it('a phone that does not make it in time leaves the call on the TV', async () => {
    const phone = await stuckPhone();
    await types('shift-failed');
    await phone.getByTestId('start').waitFor(soon);
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  });

  it('a phone that dies leaves the call on the TV', async () => {
    const phone = await stuckPhone();
    await phone.context().close();
    await types('shift-failed');
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  });

  it('a TV that dies leaves the call on the phone, and finds it there when it is back', async () => {
    await day.askFor('move');
    const phone = await day.letIn(await day.scan());
    await day.prepare(phone);
    await phone.getByTestId('start').click();
    await day.tv.goto('about:blank');
    await day.isAt(phone, 'mobile');
    await Promise.all([seesCamera(phone), seesCamera(day.agent)]);
    await day.tv.goto(`${day.day.housecall.url}/tv/`);
    await day.tv.getByTestId('on-phone').waitFor(soon);
  });

  it('a server that is killed loses nothing: the call goes on, and the phone can try again', async () => {
    const phone = await stuckPhone();
    const before = await timelineTypes(day.agent);
    await day.day.housecall.end('SIGKILL');
    await day.day.housecall.launch();
    await types('shift-failed');
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    const after = await timelineTypes(day.agent);
    expect(after.slice(0, before.length)).toEqual(before);
    await phone
      .getByTestId('start')
      .or(phone.locator('[data-screen="consult"]'))
      .first()
      .waitFor(soon);
  });
});

describe('the telephone', () => {
  it('reaches the consult by the digits that the caller says', async () => {
    const { housecall } = day.day;
    const admin = await openAgent(browser, housecall.url, 'admin@demo.test');
    await admin.goto(`${housecall.url}/agent/#clinic`);
    await admin.getByTestId('call-in').fill('+49 30 901820');
    await admin.getByTestId('settings-save').click();
    await admin.getByText('Saved').waitFor(soon);
    await admin.context().close();

    await day.askFor('add');
    await day.press('phone-call-clinic', day.tv.getByTestId('phone-reference'));
    expect(await day.tv.getByTestId('phone-call-in').textContent()).toContain('901820');
    const said = (await day.tv.getByTestId('phone-reference').textContent()) ?? '';
    await day.agent.getByTestId('tab-phone').click();
    await day.agent.getByTestId('reference').fill(said.replace(/\D/g, ''));
    await day.agent.getByTestId('reference-confirm').click();
    await day.agent.getByTestId('telephone-connected').waitFor(soon);
    await types('telephone-connected');
  });

  it('is dialled at the number that the patient types on the TV', async () => {
    await day.askFor('add');
    await day.press('phone-number', day.tv.getByTestId('typed-number'));
    for (const digit of '01712345678') await day.tv.keyboard.press(digit);
    const callMe = day.tv.getByTestId('phone-call-me');
    await day.press('number-go-on', callMe.or(panel('call-asked')).first());
    if (await callMe.isVisible()) await day.press('phone-call-me', panel('call-asked'));
    await day.agent.getByTestId('tab-phone').click();
    const number = day.agent.getByTestId('telephone').locator('a[href="tel:+491712345678"]');
    await number.waitFor(soon);
    await day.agent.getByTestId('dial').click();
    await types('dialled');
  });

  const panel = (at: string) => day.tv.locator(`[data-testid="phone-panel"][data-value="${at}"]`);
});
