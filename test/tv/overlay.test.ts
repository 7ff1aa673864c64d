import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TvOverlay } from '../pages/tv-overlay-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';

/* The app in a corner of somebody else's page, while the call goes on on the phone. */

let browser: Browser;
let overlay: ModulePage<TvOverlay>;

beforeAll(async () => {
  browser = await launchChromium();
  const moduleUrl = new URL('../pages/tv-overlay.ts', import.meta.url);
  overlay = await openModulePage<TvOverlay>(browser, moduleUrl);
  await overlay.call('prepare');
});
afterAll(() => browser?.close());

const key = async (name: string) => {
  await overlay.page.keyboard.press(name);
  return overlay.call('heard');
};

it('the app has the keys and the focus while it is over the page', async () => {
  await overlay.call('show', 'prompt');
  expect(await key('ArrowRight')).toEqual([]);
  expect(await overlay.call('hasFocus')).toBe(false);
});

it('the page has both back while the app says in a corner that the call is on the phone', async () => {
  await overlay.call('show', 'on-phone-badge');
  await overlay.page.getByText('Continues on your phone').waitFor();
  expect(await key('ArrowRight')).toEqual(['ArrowRight']);
  expect(await overlay.call('hasFocus')).toBe(true);
  expect(await overlay.call('under')).toBe('page');
  expect(await overlay.page.getByRole('button').count()).toBe(1);
});

it('the app takes them again when it is opened from there', async () => {
  await overlay.call('show', 'prompt');
  expect(await key('ArrowRight')).toEqual([]);
  await overlay.call('show', 'hidden');
  expect(await key('ArrowRight')).toEqual(['ArrowRight']);
  expect(await overlay.call('hasFocus')).toBe(true);
  expect(await overlay.page.locator('[data-housecall]').count()).toBe(0);
});
