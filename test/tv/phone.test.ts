import type { Browser, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connector } from '../../clients/connector/connector.ts';
import type { MobileMedia, PatientAt, PhoneUse } from '../../src/protocol/index.ts';
import { SignedIn } from '../connector/support/demo.ts';
import { launchChromium } from '../support/chromium.ts';
import { openTv } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';

/*
 * From the TV to the phone and back: the app as it is shipped, the real server, and nothing but a
 * remote control. The physician and the phone are sessions without a screen.
 */

let housecall: HousecallProcess;
let browser: Browser;
let tv: Page;
let physician: SignedIn;
let desk: Connector;
let consultId: string;
const phones: Connector[] = [];
const faults: string[] = [];

beforeAll(async () => {
  const [house, chromium] = await Promise.all([HousecallProcess.start(), launchChromium()]);
  housecall = house;
  browser = chromium;
  physician = await SignedIn.at(house.url);
  desk = new Connector({
    url: socketUrl(),
    endpoint: 'agent',
    WebSocket: physician.WebSocket,
  });
  desk.start();
  tv = await openTv(browser, house.url);
  tv.on('pageerror', (error) => faults.push(error.message));
  await shown('pairing-code');
  await physician.confirm((await tv.getByTestId('pairing-code').textContent()) ?? '', 'Maria');
  await shown('prompt-yes');
});
afterAll(async () => {
  for (const phone of phones) await phone.leave();
  await desk?.leave();
  await browser?.close();
  await housecall?.close();
});

const socketUrl = () => `${housecall.url.replace(/^http/, 'ws')}/signaling`;
const waiting = () => desk.consults.value.find(({ consult }) => consult.state === 'offered');
const consult = () => desk.consult(consultId)?.consult;
const shown = (testId: string) => tv.getByTestId(testId).waitFor({ timeout: 15_000 });
const see = (words: string) => tv.getByText(words).first().waitFor({ timeout: 15_000 });
const stepIs = (step: string) =>
  tv.locator(`[data-testid="phone-step"][data-value="${step}"]`).waitFor({ timeout: 15_000 });
const focusOn = (testId: string) =>
  expect
    .poll(() => tv.locator(':focus').getAttribute('data-testid'), { timeout: 15_000 })
    .toBe(testId);

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await tv.keyboard.press(key);
}

/** Presses OK until what it leads to is there: what has just come takes none for a moment. */
async function okUntil(isThere: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await isThere()) return true;
        await press('Enter');
        return await isThere();
      },
      { timeout: 15_000 },
    )
    .toBe(true);
}

const isAt = (at: string) => async () =>
  (await tv.locator(`[data-testid="phone-panel"][data-value="${at}"]`).count()) > 0;
const isClosed = async () => (await tv.getByTestId('phone-panel').count()) === 0;

/** Moves the focus to a control, by arrows. */
async function reach(testId: string, arrow: string): Promise<void> {
  for (let presses = 0; presses < 8; presses++) {
    if ((await tv.locator(':focus').getAttribute('data-testid')) === testId) return;
    await press(arrow);
  }
  await focusOn(testId);
}

/** Chooses what the phone is for. @returns the code on the screen */
async function codeFor(use: PhoneUse): Promise<string> {
  await reach('phone', 'ArrowRight');
  await okUntil(isAt('question'));
  await reach(`phone-${use}`, 'ArrowDown');
  await okUntil(isAt('code'));
  await shown('phone-code');
  return (await tv.getByTestId('phone-code').textContent()) ?? '';
}

/** A phone reads the code and takes its place. */
async function phoneWith(code: string): Promise<Connector> {
  const claim = newId() + newId();
  const phone = new Connector({
    url: socketUrl(),
    endpoint: 'mobile',
    token: () => code,
    claim: () => claim,
  });
  phones.push(phone);
  phone.start();
  await expect.poll(() => phone.connection.value.name, { timeout: 15_000 }).toBe('open');
  await phone.request('consult.join', { consultId });
  return phone;
}

async function admit(): Promise<void> {
  const mobileId = consult()?.mobile?.id ?? '';
  await desk.request('deflection.admit', { consultId, mobileId });
}

/** Of the camera and the microphone behind a picture, as the page itself sees them. */
const keepTracks = `
  window.kept = document.querySelector('[data-testid="self-video"]').srcObject.getTracks();
  undefined;
`;
const keptStates = 'window.kept.map(({ readyState }) => readyState)';

async function putOut(): Promise<void> {
  const mobileId = consult()?.mobile?.id ?? '';
  await desk.request('deflection.refuse', { consultId, mobileId });
}

/** The physician's screen has shown the first frame of where the patient is next. */
async function confirm(to: PatientAt): Promise<void> {
  await expect.poll(() => consult()?.shift?.to, { timeout: 15_000 }).toBe(to);
  await desk.request('deflection.confirm', { consultId, to });
}

async function begin(phone: Connector, use: 'move' | 'split', media: MobileMedia): Promise<void> {
  await phone.request('deflection.begin', { consultId, use, media });
}

let phone: Connector;

it('a call is under way', async () => {
  await press('Enter');
  await expect.poll(waiting, { timeout: 15_000 }).toBeDefined();
  consultId = waiting()?.consult.id ?? '';
  await desk.request('consult.accept', { consultId });
  await shown('seen-by');
});

describe('on to the phone', () => {
  it('the code stands beside the call, which goes on', async () => {
    const code = await codeFor('move');
    expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(await tv.getByTestId('phone-address').textContent()).toBe(
      `${new URL(housecall.url).host}/m`,
    );
    expect(await tv.getByRole('img', { name: 'QR code' }).isVisible()).toBe(true);
    expect(await tv.getByTestId('remote-video').isVisible()).toBe(true);
    expect(await tv.getByTestId('seen-by').textContent()).toContain('see and hear you');
    phone = await phoneWith(code);
  });

  it('the TV tells how it stands with the phone, until the call is there', async () => {
    await stepIs('waits');
    await see('Dr. Chiara Rossi lets it in');
    await admit();
    await stepIs('start');
    await begin(phone, 'move', 'video');
    await stepIs('shifting');
    expect(await tv.getByTestId('self-video').isVisible()).toBe(true);
    await confirm('mobile');
    await shown('on-phone');
    await see('Continues on your phone');
    expect(await tv.locator('video').count()).toBe(0);
  });
});

describe('back to the TV', () => {
  it('a wrong code is said to be wrong, with the tries that are left', async () => {
    await focusOn('bring-back');
    await okUntil(isAt('return'));
    await reach('return-type', 'ArrowDown');
    await okUntil(isAt('return-entry'));
    const { code } = await phone.request('deflection.openReturn', { consultId });
    const wrong = code === '111111' ? '222222' : '111111';
    await press(...wrong);
    await see('That code is not right. You can try 4 more times.');
  });

  it('the code that the phone shows brings the call back, and the camera opens', async () => {
    const { code } = await phone.request('deflection.openReturn', { consultId });
    await press(...code);
    await see('The call is coming back');
    await confirm('tv');
    await shown('self-video');
    await expect.poll(() => tv.getByTestId('seen-by').textContent()).toContain('see and hear you');
  });
});

describe('beside the call', () => {
  it('what is written at the phone or by the physician stands there for a while', async () => {
    await phone.request('chat.say', { consultId, messageId: newId(), text: 'It itches here' });
    await see('It itches here');
    await desk.request('chat.say', { consultId, messageId: newId(), text: 'Please show me' });
    await see('Please show me');
  });

  it('a photo stands there, too, and is shown large by OK', async () => {
    const data = await tv.screenshot({
      type: 'jpeg',
      clip: { x: 0, y: 0, width: 320, height: 240 },
    });
    const photo = { id: newId(), width: 320, height: 240, sizeBytes: data.length };
    const part = { part: 0, data: data.toString('base64') };
    await phone.request('chat.sendPhoto', { consultId, photo, ...part });
    await shown('chat-photo');
    await reach('chat-photo', 'ArrowUp');
    await press('Enter');
    await shown('photo-close');
    const drawn = tv.getByRole('dialog').getByRole('img', { name: 'Your photo' });
    expect((await drawn.boundingBox())?.width).toBeGreaterThan(300);
    await press('Backspace');
    await tv.getByTestId('photo-close').waitFor({ state: 'detached' });
    await reach('hang-up', 'ArrowDown');
  });

  it('the physician proposes the phone, and No is heard', async () => {
    await desk.request('deflection.propose', { consultId, use: 'split', reason: 'wished' });
    await see('Dr. Chiara Rossi proposes it.');
    await reach('phone-no', 'ArrowDown');
    await okUntil(isClosed);
    await expect.poll(() => consult()?.proposal, { timeout: 15_000 }).toBeNull();
    expect(await tv.getByTestId('self-video').isVisible()).toBe(true);
  });

  it('a number is given by digits: wrong ones come back, right ones reach the physician', async () => {
    await reach('phone', 'ArrowRight');
    await okUntil(isAt('phone'));
    await reach('phone-another', 'ArrowDown');
    await okUntil(isAt('question'));
    await okUntil(isAt('code'));
    await shown('phone-number');
    await reach('phone-number', 'ArrowUp');
    await okUntil(isAt('number'));
    await press(...'0151');
    await focusOn('number-go-on');
    await okUntil(isAt('number-use'));
    await okUntil(isAt('number'));
    await see('That is no telephone number.');
    await press('Backspace', 'Backspace', ...'5112345678');
    await focusOn('number-go-on');
    await okUntil(isAt('number-use'));
    await okUntil(isAt('call-asked'));
    await expect.poll(() => consult()?.telephone?.state, { timeout: 15_000 }).toBe('wanted');
    await okUntil(isClosed);
  });
});

describe('the phone as the camera of the TV', () => {
  it('films, while the TV’s own camera is closed, and the TV says so', async () => {
    await tv.evaluate(keepTracks);
    await begin(phone, 'split', 'video');
    await confirm('both');
    await shown('phone-films');
    expect(await tv.evaluate(keptStates)).toEqual(['ended', 'ended']);
    expect(await tv.getByTestId('seen-by').textContent()).toContain('through your phone');
    expect(await tv.getByTestId('self-video').count()).toBe(0);
    expect(await tv.getByTestId('remote-video').isVisible()).toBe(true);
  });

  it('gives way to the TV’s own camera by a code that the TV shows', async () => {
    await reach('tv-camera', 'ArrowRight');
    await okUntil(isAt('return'));
    await okUntil(isAt('return-code'));
    await shown('return-code');
    const code = ((await tv.getByTestId('return-code').textContent()) ?? '').replace(' ', '');
    await phone.request('deflection.return', { consultId, code });
    await confirm('tv');
    await shown('self-video');
  });

  it('leaves the TV to film again as before, when it is put out', async () => {
    await begin(phone, 'split', 'video');
    await confirm('both');
    await shown('phone-films');
    await putOut();
    await see('Your phone is gone. The TV films and listens again.');
    await shown('self-video');
    expect(faults).toEqual([]);
  });
});

it('a call whose phone is gone is taken back by one press', async () => {
  phone = await phoneWith(await codeFor('move'));
  await admit();
  await begin(phone, 'move', 'audio');
  await confirm('mobile');
  await shown('bring-back');
  await putOut();
  await see('Your phone is gone. Go on here?');
  await focusOn('go-on-here');
  await press('Enter');
  await confirm('tv');
  await shown('self-video');
  expect(faults).toEqual([]);
});

it('a TV without a camera proposes the phone by itself', async () => {
  await desk.request('consult.end', { consultId });
  const bare = await launchChromium(['--use-fake-device-for-media-stream']);
  try {
    const other = await openTv(bare, housecall.url);
    await other.getByTestId('pairing-code').waitFor();
    await physician.confirm((await other.getByTestId('pairing-code').textContent()) ?? '', 'Ugo');
    await other.getByTestId('prompt-yes').waitFor();
    await other.keyboard.press('Enter');
    await expect.poll(waiting, { timeout: 15_000 }).toBeDefined();
    consultId = waiting()?.consult.id ?? '';
    await desk.request('consult.accept', { consultId });
    await other.getByText('Your TV has no camera that works.').waitFor({ timeout: 15_000 });
    expect(consult()?.proposal).toEqual({ use: 'split', reason: 'camera', by: 'system' });
  } finally {
    await bare.close();
  }
});
