import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Connector } from '../../clients/connector/connector.ts';
import { SignedIn } from '../connector/support/demo.ts';
import { launchChromium } from '../support/chromium.ts';
import { openTv } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';

/*
 * One evening with the TV: the app as it is shipped, the real server, and nothing but a remote
 * control. The physician is a session without a screen: media is shown elsewhere.
 */

let housecall: HousecallProcess;
let browser: Browser;
let tv: Page;
let physician: SignedIn;
let desk: Connector;
const faults: string[] = [];

beforeAll(async () => {
  const [house, chromium] = await Promise.all([HousecallProcess.start(), launchChromium()]);
  housecall = house;
  browser = chromium;
  physician = await SignedIn.at(house.url);
  desk = new Connector({
    url: `${house.url.replace(/^http/, 'ws')}/signaling`,
    endpoint: 'agent',
    WebSocket: physician.WebSocket,
  });
  desk.start();
  tv = await openTv(browser, house.url);
  tv.on('pageerror', (error) => faults.push(error.message));
});
afterAll(async () => {
  await desk?.leave();
  await browser?.close();
  await housecall?.close();
});

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await tv.keyboard.press(key);
};
const see = (words: string) => tv.getByText(words).first().waitFor({ timeout: 15_000 });
const shown = (testId: string) => tv.getByTestId(testId).waitFor({ timeout: 15_000 });
const state = () => tv.getByTestId('consult-state').getAttribute('data-value');
const pairedBy = async (name: string) => {
  await shown('pairing-code');
  return physician.confirm((await tv.getByTestId('pairing-code').textContent()) ?? '', name);
};
const openConsult = () =>
  desk.consults.value.find((record) => record.left === null && record.consult.endedAt === null);
let deviceId: string;

it('is paired by its code, and asks its question', async () => {
  deviceId = await pairedBy('Maria Bianchi');
  await shown('prompt-yes');
  await see('Would you like to start a consult with');
  expect(await state()).toBe('idle');
  expect(await tv.getByTestId('self-video').count()).toBe(0);
});

it('takes No, and rests until OK is pressed', async () => {
  await press('ArrowRight', 'Enter');
  await see('Press OK when you need your doctor');
  expect(await state()).toBe('idle');
  await press('Enter');
  await shown('prompt-yes');
});

it('calls on Yes, shows the patient to nobody but themselves, and asks before it stops', async () => {
  await press('Enter');
  await expect.poll(state, { timeout: 15_000 }).toBe('offered');
  await shown('self-video');
  await see('Nobody sees you yet');
  await press('Backspace');
  await see('Stop calling?');
  await press('Enter');
  expect(await state()).toBe('offered');
  await press('Backspace', 'ArrowRight', 'Enter');
  await see('The call was cancelled');
  expect(await state()).toBe('cancelled');
  await expect.poll(openConsult).toBeUndefined();
});

it('tells when the physician says no, and offers to call again', async () => {
  await press('Enter', 'Enter', 'Enter');
  await expect.poll(openConsult, { timeout: 15_000 }).toBeDefined();
  await desk.request('consult.decline', { consultId: openConsult()?.consult.id ?? '' });
  await see('Your doctor cannot talk just now');
  expect(await state()).toBe('expired');
});

it('goes into the call when the physician answers, and says who can see and hear the patient', async () => {
  await press('Enter');
  await expect.poll(openConsult, { timeout: 15_000 }).toBeDefined();
  await desk.request('consult.accept', { consultId: openConsult()?.consult.id ?? '' });
  await shown('seen-by');
  expect(await state()).toBe('accepted');
  // The camera may still be opening.
  await expect
    .poll(() => tv.getByTestId('seen-by').textContent())
    .toContain('can see and hear you');
});

it('goes back into the call by itself after a reload', async () => {
  await tv.reload();
  await shown('remote-video');
  expect(await state()).toBe('accepted');
  await expect
    .poll(() => tv.getByTestId('seen-by').textContent())
    .toContain('can see and hear you');
});

it('hangs up by Back and Yes, and the camera is closed', async () => {
  await press('Backspace', 'ArrowRight', 'Enter');
  await see('You have hung up');
  expect(await state()).toBe('ended');
  await expect.poll(openConsult).toBeUndefined();
  await press('Enter');
  await see('The camera is off');
  expect(await tv.locator('video').count()).toBe(0);
});

it('tells when the clinic takes it off, and can be paired anew', async () => {
  await physician.unpair(deviceId);
  await see('no longer connected to a clinic');
  await press('Enter');
  await pairedBy('Maria Bianchi');
  await shown('prompt-yes');
  expect(faults).toEqual([]);
});

it('keeps nothing of anybody but the token and the id of the device', async () => {
  const kept = await tv.context().storageState();
  const names = kept.origins.flatMap((origin) => origin.localStorage.map((entry) => entry.name));
  expect(names.sort()).toEqual(['housecall.deviceToken', 'housecall.hardwareId']);
  expect(JSON.stringify(kept)).not.toContain('Maria');
});

it('says so when the clinic cannot be reached, and goes on by itself', async () => {
  await housecall.end('SIGKILL');
  await see('cannot be reached');
  await housecall.launch();
  await shown('prompt-yes');
});
