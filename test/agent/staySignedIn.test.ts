import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';

describe('an app that stays open', () => {
  let browser: Browser;
  let housecall: HousecallProcess;

  beforeAll(async () => {
    [browser, housecall] = await Promise.all([launchChromium(), HousecallProcess.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await housecall.close();
  });

  it('keeps its sign-in alive while nobody touches it, and stops when signed out', async () => {
    const page = await browser.newPage();
    await page.clock.install();
    await page.goto(`${housecall.url}/agent/`);
    await page.getByTestId('email').fill('staff@demo.test');
    await page.getByTestId('password').fill(demoPassword);
    await page.getByTestId('sign-in').click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();

    const asked = page.waitForRequest('**/api/me');
    await page.clock.fastForward('31:00');
    expect((await (await asked).response())?.status()).toBe(200);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByTestId('email').waitFor();
    const later: string[] = [];
    page.on('request', (request) => later.push(request.url()));
    await page.clock.fastForward('31:00');
    expect(later.filter((url) => url.endsWith('/api/me'))).toEqual([]);
  });
});
