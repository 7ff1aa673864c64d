import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ask, bothShow, openAgent, openMobile, openTv, pair } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';
import { withExif } from './exif.ts';

/* A patient goes on with their phone: the three apps as their people use them. */

let browser: Browser;
let housecall: HousecallProcess;
let tv: Page;
let agent: Page;
let phone: Page;

const soon = { timeout: 20_000 };

beforeAll(async () => {
  [browser, housecall] = await Promise.all([launchChromium(), HousecallProcess.start()]);
  [tv, agent] = await Promise.all([
    openTv(browser, housecall.url),
    openAgent(browser, housecall.url),
  ]);
  await pair(tv, agent, 'Maria Conti');
  await ask(tv, agent);
  await agent.getByTestId('accept').click();
  await bothShow(tv, agent, 'active');
});
afterAll(async () => {
  await Promise.all([tv, agent, phone].map((page) => page?.context().close()));
  await housecall?.close();
  await browser?.close();
});

const on = (testId: string) => phone.getByTestId(testId);
const shows = (selector: string) => phone.locator(selector).first().waitFor(soon);
const isAt = (place: 'tv' | 'both' | 'mobile') =>
  shows(`[data-screen="consult"] [data-at="${place}"]`);

async function codeFromTv(use: 'add' | 'move' | 'split'): Promise<string> {
  await tv.getByTestId('phone').click();
  await tv.getByTestId(`phone-${use}`).click();
  return (await tv.getByTestId('phone-code').textContent(soon)) ?? '';
}

/** How many elements of the phone are to be heard. */
const sounding = () =>
  phone
    .locator('video')
    .evaluateAll((videos) => videos.filter((video) => !Reflect.get(video, 'muted')).length);

it('refuses a wrong code in plain words, and takes the right one as people type it', async () => {
  phone = await openMobile(browser, `${housecall.url}/m`);
  await shows('[data-screen="code"]');
  await on('code').fill('BBBB BBBB');
  await on('connect').click();
  await phone.getByText('It is wrong or too old.').waitFor(soon);
  const code = await codeFromTv('add');
  await on('code').fill(code.toLowerCase().replace('-', ' '));
  await on('connect').click();
  await shows('[data-screen="admission"]');
});

it('tells the phone nothing before the physician lets it in', async () => {
  expect(await phone.content()).not.toMatch(/Maria|Conti|Physician/);
  await agent.getByTestId('admit-phone').click(soon);
  await isAt('tv');
});

it('carries a message, which nobody has to type twice', async () => {
  await on('draft').fill('I take two of these.');
  await on('say').click();
  await phone.locator('[data-testid="entry"][data-delivery="delivered"]').waitFor(soon);
  expect(await on('draft').inputValue()).toBe('');
  await on('tab-known').click();
  await phone.getByText('You asked for a doctor.').waitFor();
  await on('tab-chat').click();
});

it('carries a photo without where it was taken', async () => {
  const jpeg: unknown = await phone.evaluate(`(async () => {
    const canvas = new OffscreenCanvas(2000, 1500);
    canvas.getContext('2d').fillRect(100, 100, 400, 400);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`);
  const buffer = withExif(Buffer.from(Array.isArray(jpeg) ? jpeg : []), { orientation: 6 });
  await on('choose-photo').setInputFiles({ name: 'pills.jpg', mimeType: 'image/jpeg', buffer });
  await on('open-photo').waitFor(soon);
  const photo = phone.locator('[data-delivery="delivered"]', { has: on('open-photo') });
  await photo.waitFor(soon);
  const size = photo.locator('img');
  expect([await size.getAttribute('width'), await size.getAttribute('height')]).toEqual([
    '1200',
    '1600',
  ]);
});

it('takes the call over, and the TV hands it out of its hands only then', async () => {
  await on('tab-call').click();
  await on('wish-move').click();
  // The browser of the tests asks nothing: it was allowed before.
  await on('start').click(soon);
  await isAt('mobile');
  await seesCamera(phone, 'agent');
  await hearsMicrophone(phone, 'agent');
  await seesCamera(agent);
  await tv.getByTestId('on-phone').waitFor(soon);
  expect(await sounding()).toBe(1);
});

it('plays on while messages are read, and tells of new ones', async () => {
  await on('tab-chat').click();
  expect(await sounding()).toBe(1);
  await seesCamera(phone, 'agent');
  await on('tab-call').click();
});

it('is in the call again after a reload, with what was switched off still off', async () => {
  await on('camera').click();
  await phone.getByText('Camera on').waitFor(soon);
  await phone.reload();
  await isAt('mobile');
  await phone.getByText('Camera on').waitFor(soon);
  await on('camera').click();
  await seesCamera(phone, 'agent');
  await seesCamera(agent);
});

it('comes back by itself when the server was killed and started anew', async () => {
  await housecall.end('SIGKILL');
  await phone.getByText('Connection lost, coming back').first().waitFor(soon);
  await housecall.launch();
  await isAt('mobile');
  await seesCamera(phone, 'agent');
  await seesCamera(agent);
});

it('goes on in another tab, and tells the first', async () => {
  const kept: unknown = await phone.evaluate('JSON.stringify({ ...sessionStorage })');
  const other = await phone.context().newPage();
  // As browsers do it for a tab that is duplicated.
  await other.addInitScript(`Object.assign(sessionStorage, ${String(kept)})`);
  await other.goto(`${housecall.url}/m/`);
  await shows('[data-screen="elsewhere"]');
  expect(await phone.content()).not.toContain('Physician');
  await other.locator('[data-screen="consult"] [data-at="mobile"]').first().waitFor(soon);
  await seesCamera(other, 'agent');
  await seesCamera(agent);
  await phone.getByRole('button', { name: 'Go on here' }).click();
  await isAt('mobile');
  await other.close();
  await seesCamera(agent);
});

it('brings the call back by the digits of the TV, and says where they are wrong', async () => {
  await tv.getByTestId('bring-back').click();
  await tv.getByTestId('return-show').click();
  const digits = (await tv.getByTestId('return-code').textContent(soon))?.replace(/\D/g, '') ?? '';
  await on('back-to-tv').click();
  await on('tv-digits').fill(digits === '000000' ? '000001' : '000000');
  await on('return').click();
  await phone.getByText('These are not the digits of the TV').waitFor(soon);
  await on('tv-digits').fill(digits);
  await on('return').click();
  await isAt('tv');
  await seesCamera(tv);
  await seesCamera(agent);
  expect(await phone.locator('video').count()).toBe(0);
});

it('becomes the camera of the TV, and plays nothing', async () => {
  await on('tab-call').click();
  await on('wish-split').click();
  await on('start').click(soon);
  await isAt('both');
  await phone.getByText('on the TV.').waitFor();
  expect(await sounding()).toBe(0);
  await on('self-video').waitFor();
  await seesCamera(agent);
  await seesCamera(tv);
});

it('brings the call back by digits that are typed on the TV', async () => {
  await on('back-to-tv').click();
  await on('return-instead').click();
  const digits = (await on('return-code').locator('span').first().textContent(soon)) ?? '';
  // The first key brings the TV's controls.
  await tv.keyboard.press('ArrowDown');
  await tv.getByTestId('tv-camera').click();
  await tv.getByTestId('return-type').click(soon);
  for (const digit of digits.replace(/\D/g, '')) await tv.keyboard.press(digit);
  await isAt('tv');
  await seesCamera(tv);
  await seesCamera(agent);
});

it('hangs up after a question; nothing of the consult stays on the phone', async () => {
  await on('tab-call').click();
  await on('wish-move').click();
  await on('start').click(soon);
  await isAt('mobile');
  await on('hang-up').click();
  await on('hang-up-yes').click();
  await shows('[data-screen="ended"]');
  const left = 'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])';
  await expect.poll(() => phone.evaluate(left), soon).toBe('[{},{},null]');
  expect(await phone.evaluate('caches.keys()')).toEqual([]);
  expect(await phone.content()).not.toMatch(/Maria|Physician|two of these/);
  await phone.goto('about:blank');
  await phone.goBack();
  await shows('[data-screen="code"], [data-screen="ended"]');
  expect(await phone.content()).not.toMatch(/Maria|Physician|two of these/);
});
