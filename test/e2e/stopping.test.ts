import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

/* The server is told to stop in the middle of a call on the relay. */

let browser: Browser;
let day: ClinicDay;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await day.end();
});
afterAll(async () => {
  await browser.close();
});

async function inCall(): Promise<void> {
  day = await ClinicDay.begin(browser, {
    HOUSECALL_DEMO_PATH_POLICY: 'relay',
    HOUSECALL_DRAIN_SECONDS: '60',
  });
  await day.call();
  await seesCamera(day.tv);
}

const health = async () => (await fetch(`${day.housecall.url}/api/health`)).status;

it('waits for the call, takes no other, and stops once the call is over', async () => {
  await inCall();
  const ended = day.housecall.end('SIGTERM');
  await expect.poll(health).toBe(503);
  // The relay goes on, too: frames come one after the other.
  await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  await day.agent.getByTestId('end').click();
  expect(await ended).toBe(0);
});

it('does not wait any longer when it is told a second time', async () => {
  await inCall();
  const ended = day.housecall.end('SIGTERM');
  await expect.poll(health).toBe(503);
  const endedAgain = day.housecall.end('SIGTERM');
  expect(await Promise.all([ended, endedAgain])).toEqual([0, 0]);
});
