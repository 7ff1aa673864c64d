import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, coloursOnly, wcag } from '../support/accessibility.ts';
import { agentScreen, type BuiltGallery, buildGallery, Gallery } from '../support/appGallery.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let built: BuiltGallery;

beforeAll(async () => {
  [browser, built] = await Promise.all([launchChromium(), buildGallery('agent')]);
});
afterAll(() => browser.close());

interface Misfit {
  readonly screen: string;
  readonly what: string;
}

describe.each([
  { colorScheme: 'light', rules: wcag },
  { colorScheme: 'dark', rules: coloursOnly },
] as const)('in $colorScheme colours', ({ colorScheme, rules }) => {
  it('every screen passes axe and breaks no content security policy', {
    timeout: 600_000,
  }, async () => {
    const gallery = await Gallery.open(browser, built, { viewport: agentScreen, colorScheme });
    const misfits: Misfit[] = [];
    for (const screen of await gallery.screenNames()) {
      await gallery.show(screen);
      const found = await accessibilityFaults(gallery.page, rules);
      misfits.push(...found.map((what) => ({ screen, what })));
    }
    expect(misfits).toEqual([]);
    expect(gallery.faults).toEqual([]);
    await gallery.close();
  });
});

/** Text that its box cuts off without an ellipsis, in the page. */
const cutOff = `[...document.querySelectorAll('button, h1, h2, dt, dd, th, td, p, .segment span')]
  .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).textOverflow !== 'ellipsis')
  .map((element) => element.textContent)`;
const wide = 'document.documentElement.scrollWidth > innerWidth';
const high = 'document.documentElement.scrollHeight > innerHeight';

describe.each([
  { width: 1280, height: 720, mayScroll: false },
  { width: 800, height: 1000, mayScroll: true },
])('in a window of $width by $height', ({ mayScroll, ...viewport }) => {
  it('every screen holds its layout', { timeout: 300_000 }, async () => {
    const gallery = await Gallery.open(browser, built, { viewport });
    const misfits: Misfit[] = [];
    for (const screen of await gallery.screenNames()) {
      await gallery.show(screen);
      const texts: unknown = await gallery.page.evaluate(cutOff);
      if (Array.isArray(texts) && texts.length > 0) {
        misfits.push({ screen, what: `cut off: ${texts.join(' | ')}` });
      }
      if (await gallery.page.evaluate(wide))
        misfits.push({ screen, what: 'wider than the window' });
      if (!mayScroll && (await gallery.page.evaluate(high))) {
        misfits.push({ screen, what: 'higher than the window' });
      }
    }
    expect(misfits).toEqual([]);
    await gallery.close();
  });

  it('the call shows the patient’s picture, the way out and the timeline at once', async () => {
    const gallery = await Gallery.open(browser, built, { viewport });
    await gallery.show('call');
    const picture = await gallery.page.locator('.stage').boundingBox();
    expect(picture?.height).toBeGreaterThan(viewport.height / 3);
    const end = await gallery.page.getByTestId('end').boundingBox();
    expect((end?.y ?? Number.POSITIVE_INFINITY) + (end?.height ?? 0)).toBeLessThan(viewport.height);
    if (mayScroll) return;
    for (const name of ['diagnostics', 'timeline'] as const) {
      const box = await gallery.page.getByTestId(name).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    }
    await gallery.close();
  });
});
