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
  [browser, built] = await Promise.all([launchChromium(), buildGallery('guest')]);
});
afterAll(() => browser.close());

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };

interface Misfit {
  readonly screen: string;
  readonly what: string;
}

/** Shows every screen, and the question before leaving, one after the other. */
async function* eachLook(gallery: Gallery): AsyncGenerator<string> {
  for (const screen of await gallery.screenNames()) {
    await gallery.show(screen);
    yield screen;
  }
  await gallery.show('call');
  await gallery.page.getByTestId('leave').click();
  yield 'call after leave';
}

/** Colours do not depend on the window, nor the rest on the colours. */
const looks = [
  { on: 'a phone', viewport: phone, colorScheme: 'light', rules: withMoreContrast(wcag) },
  { on: 'a desktop', viewport: desktop, colorScheme: 'dark', rules: withMoreContrast(coloursOnly) },
] as const;

describe.each(looks)('on $on in $colorScheme colours', ({ viewport, colorScheme, rules }) => {
  it('every screen passes axe, with the contrast of WCAG AAA', { timeout: 120_000 }, async () => {
    const gallery = await Gallery.open(browser, built, { viewport, colorScheme });
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
const cutOff = `[...document.querySelectorAll('button, h1, h2, p, b, span, li')]
  .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.textContent)`;
/** Words that lie over each other's tile, in the page. */
const notesOutside = `[...document.querySelectorAll('.person')].flatMap((tile) => {
  const outer = tile.getBoundingClientRect();
  return [...tile.querySelectorAll('.initials, .person-cover p, .person-name')].filter((part) => {
    const inner = part.getBoundingClientRect();
    return inner.top < outer.top || inner.bottom > outer.bottom + 1;
  }).map((part) => part.textContent);
})`;
const wide = 'document.documentElement.scrollWidth > innerWidth';
const high = 'document.documentElement.scrollHeight > innerHeight';
/** Controls smaller than a finger, 44 pixels, in the page. */
const tooSmall = `[...document.querySelectorAll('button')].filter((button) => {
  const { width, height } = button.getBoundingClientRect();
  return width < 44 || height < 44;
}).map((button) => button.textContent)`;

describe.each<Look & { readonly mayScroll: boolean }>([
  { viewport: phone, textScale: 1, mayScroll: false },
  { viewport: phone, textScale: 2, mayScroll: true },
  { viewport: { width: 844, height: 390 }, textScale: 1, mayScroll: true },
  { viewport: desktop, textScale: 1, mayScroll: false },
  { viewport: desktop, textScale: 2, mayScroll: true },
])('in a window of $viewport.width by $viewport.height, text times $textScale', (look) => {
  it('every screen holds its layout', { timeout: 60_000 }, async () => {
    const gallery = await Gallery.open(browser, built, look);
    const misfits: Misfit[] = [];
    const find = async (screen: string, problem: string, script: string) => {
      const found: unknown = await gallery.page.evaluate(script);
      const texts = Array.isArray(found) ? found : found === true ? [''] : [];
      misfits.push(...texts.map((text) => ({ screen, what: `${problem} ${text}` })));
    };
    for await (const screen of eachLook(gallery)) {
      await find(screen, 'cut off:', cutOff);
      await find(screen, 'outside of its tile:', notesOutside);
      await find(screen, 'too small for a finger:', tooSmall);
      await find(screen, 'wider than the window', wide);
      if (!look.mayScroll) await find(screen, 'higher than the window', high);
    }
    expect(misfits).toEqual([]);
    await gallery.close();
  });
});

describe.each([
  { on: 'a phone', viewport: phone },
  { on: 'a desktop', viewport: desktop },
])('the call on $on', ({ viewport }) => {
  it('gives the others most of the window, and covers nobody with the guest’s own picture', async () => {
    const gallery = await Gallery.open(browser, built, { viewport });
    for (const screen of ['call-one', 'call', 'call-three', 'call-five']) {
      await gallery.show(screen);
      const people = await gallery.page.locator('.people').boundingBox();
      expect(people?.height, screen).toBeGreaterThan(viewport.height / 2);
      const own = await gallery.page.locator('.own').boundingBox();
      const isAbove = (own?.y ?? 0) + (own?.height ?? 0) <= (people?.y ?? 0);
      const isBelow = (own?.y ?? 0) >= (people?.y ?? 0) + (people?.height ?? 0);
      expect(isAbove || isBelow, screen).toBe(true);
    }
    await gallery.close();
  });
});

it('stands still for those who asked for less motion', async () => {
  const gallery = await Gallery.open(browser, built, { viewport: phone });
  await gallery.show('call-reconnecting');
  expect(await gallery.page.evaluate('document.getAnimations().length')).toBe(0);
  await gallery.close();
});
