import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { timelineTypes } from '../support/consultPages.ts';

let browser: Browser;
let day: ClinicDay;

beforeAll(async () => {
  browser = await launchChromium();
  day = await ClinicDay.begin(browser);
});
afterAll(async () => {
  await day?.end();
  await browser?.close();
});

it('ends the consult where it stays away, and the physician is told', async () => {
  await day.call();
  await day.tv.context().close();
  await day.agent
    .getByTestId('timeline')
    .locator('[data-type="endpoint-lost"]')
    .waitFor({ timeout: 15_000 });
  await day.agent
    .locator('[data-testid="consult-state"][data-value="ended"]')
    .waitFor({ state: 'attached', timeout: 105_000 });
  expect(await timelineTypes(day.agent)).toContain('ended');
}, 150_000);
