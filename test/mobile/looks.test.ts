import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessibilityFaults,
  coloursOnly,
  wcag,
  withMoreContrast,
} from '../support/accessibility.ts';
import { type BuiltGallery, buildGallery, Gallery, type Look } from '../support/appGallery.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let built: BuiltGallery;

beforeAll(async () => {
  [browser, built] = await Promise.all([launchChromium(), buildGallery('mobile')]);
});
afterAll(() => browser.close());

const phone = { width: 390, height: 844 };

interface Misfit {
  readonly screen: string;
  readonly what: string;
}

/** What opens over a screen. */
const opened = [
  ['call', 'hang-up'],
  ['call-at-tv', 'leave'],
  ['chat', 'open-photo'],
] as const;

/** Shows every screen, and what opens over them, one after the other. */
async function* eachLook(gallery: Gallery): AsyncGenerator<string> {
  for (const screen of await gallery.screenNames()) {
    await gallery.show(screen);
    yield screen;
  }
  for (const [screen, testId] of opened) {
    await gallery.show(screen);
    await gallery.page.getByTestId(testId).first().click();
    yield `${screen} after ${testId}`;
  }
}

describe.each([
  { colorScheme: 'light', rules: withMoreContrast(wcag) },
  { colorScheme: 'dark', rules: withMoreContrast(coloursOnly) },
] as const)('in $colorScheme colours', ({ colorScheme, rules }) => {
  it('every screen passes axe, with the contrast of WCAG AAA', { timeout: 240_000 }, async () => {
    const gallery = await Gallery.open(browser, built, { viewport: phone, colorScheme });
    const misfits: Misfit[] = [];
    for await (const screen of eachLook(gallery)) {
      const found = await accessibilityFaults(gallery.page, rules);
      misfits.push(...found.map((what) => ({ screen, what })));
    }
    expect(misfits).toEqual([]);
    expect(gallery.faults).toEqual([]);
    await gallery.close();
  });
});

/** Text that its box cuts off, in the page. */
const cutOff = `[...document.querySelectorAll('button, label, h1, h2, p, b, span, li, dt, dd')]
  .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent)`;
const wide = 'document.documentElement.scrollWidth > innerWidth';
const high = 'document.documentElement.scrollHeight > innerHeight';
/** Controls smaller than a thumb, 48 pixels, in the page. */
const tooSmall = `[...document.querySelectorAll('button, input, textarea, .photo-button, .switch-choice')]
  .filter((control) => !control.closest('.photo-button, .switch-choice') || !control.matches('input'))
  .filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return width < 48 || height < 48;
  }).map((control) => control.outerHTML.slice(0, 80))`;

/** Screens with as much on them as there is to read. */
const mayBeHigh = /^(chat|call-chat|split-chat|known|call-known|call-at-tv|number|return)/;

describe.each<Look & { readonly mayScroll: boolean }>([
  { viewport: phone, textScale: 1, mayScroll: false },
  { viewport: phone, textScale: 2, mayScroll: true },
  { viewport: { width: 320, height: 568 }, textScale: 1, mayScroll: true },
  { viewport: { width: 844, height: 390 }, textScale: 1, mayScroll: true },
])('in a window of $viewport.width by $viewport.height, text times $textScale', (look) => {
  it('every screen holds its layout', { timeout: 120_000 }, async () => {
    const gallery = await Gallery.open(browser, built, look);
    const misfits: Misfit[] = [];
    const find = async (screen: string, problem: string, script: string) => {
      const found: unknown = await gallery.page.evaluate(script);
      const texts = Array.isArray(found) ? found : found === true ? [''] : [];
      misfits.push(...texts.map((text) => ({ screen, what: `${problem} ${text}` })));
    };
    for await (const screen of eachLook(gallery)) {
      await find(screen, 'cut off:', cutOff);
      await find(screen, 'too small for a thumb:', tooSmall);
      await find(screen, 'wider than the window', wide);
      if (!look.mayScroll && !mayBeHigh.test(screen)) {
        await find(screen, 'higher than the window', high);
      }
    }
    expect(misfits).toEqual([]);
    await gallery.close();
  });
});

describe('one thumb', () => {
  it('reaches what is pressed most: it lies in the lower half', async () => {
    const gallery = await Gallery.open(browser, built, { viewport: phone });
    const low = [
      ['start-explains', 'open-media'],
      ['start', 'start'],
      ['call', 'microphone'],
      ['call', 'hang-up'],
      ['split', 'back-to-tv'],
      ['chat', 'say'],
      ['chat', 'take-photo'],
      ['known', 'tab-call'],
    ] as const;
    for (const [screen, testId] of low) {
      await gallery.show(screen);
      const box = await gallery.page.getByTestId(testId).boundingBox();
      expect(box?.y, `${screen}: ${testId}`).toBeGreaterThan(phone.height / 2);
    }
    await gallery.close();
  });

  it('finds the newest message and what is to be known beside it', async () => {
    const gallery = await Gallery.open(browser, built, { viewport: phone });
    await gallery.show('chat-offline');
    const inWindow = async (text: string) => {
      const box = await gallery.page.getByText(text).last().boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= phone.height;
    };
    expect(await inWindow('I take one in the morning')).toBe(true);
    expect(await inWindow('Connection lost, coming back')).toBe(true);
    await gallery.close();
  });
});

it('gives the physician most of the window, and the patient’s own picture no face', async () => {
  const gallery = await Gallery.open(browser, built, { viewport: phone });
  await gallery.show('call');
  const people = await gallery.page.locator('.people').boundingBox();
  expect(people?.height).toBeGreaterThan(phone.height / 2);
  const own = await gallery.page.locator('.own').boundingBox();
  expect((own?.y ?? 0) + (own?.height ?? 0)).toBeLessThan(phone.height / 3);
  await gallery.close();
});

it('stands still for those who asked for less motion', async () => {
  const gallery = await Gallery.open(browser, built, { viewport: phone });
  await gallery.show('call-reconnecting');
  expect(await gallery.page.evaluate('document.getAnimations().length')).toBe(0);
  await gallery.close();
});
