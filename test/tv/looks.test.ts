import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessibilityFaults,
  type Rules,
  wcag,
  withMoreContrast,
} from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { type BuiltFiles, buildTv } from './build.ts';
import { Gallery } from './gallery.ts';

let browser: Browser;
let files: BuiltFiles;

beforeAll(async () => {
  [browser, files] = await Promise.all([launchChromium(), buildTv('gallery.html')]);
});
afterAll(async () => {
  await browser.close();
});

/** What lies over or instead of a screen after a key, or after several. */
const afterKey = [
  { screen: 'call', key: 'Backspace' },
  { screen: 'waiting-offered', key: 'Backspace' },
  { screen: 'pairing', key: 'Enter' },
  { screen: 'guided-router', key: 'Backspace' },
  { screen: 'ringing', key: 'Backspace' },
  { screen: 'call-task', key: 'Backspace' },
  { screen: 'call-guest', key: 'ArrowUp' },
  { screen: 'call-guest', key: 'ArrowUp Enter' },
  { screen: 'call-four-guests', key: 'ArrowUp Enter ArrowDown Enter' },
  { screen: 'quiet-rings', key: 'ArrowDown Enter' },
  { screen: 'chat-photo', key: 'ArrowUp' },
  { screen: 'phone-number', key: '0 1 5 1 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5' },
  { screen: 'on-phone-return-entry', key: '4 8 2 9' },
] as const;

/** Shows every screen, and what a key makes of some, one after the other. */
async function* eachLook(gallery: Gallery): AsyncGenerator<string> {
  for (const screen of await gallery.screenNames()) {
    await gallery.show(screen);
    yield screen;
  }
  for (const { screen, key } of afterKey) {
    await gallery.show(screen);
    for (const each of key.split(' ')) await gallery.page.keyboard.press(each);
    yield `${screen} after ${key}`;
  }
}

/** A piece of text or a control that breaks a rule of the ten-foot screen, for the reader. */
interface Misfit {
  readonly screen: string;
  readonly what: string;
}

/** What lies in a corner of somebody else's page is no page of its own. */
const noPage = {
  'landmark-one-main': { enabled: false },
  'page-has-heading-one': { enabled: false },
};

function rulesOf(screen: string): Rules {
  const { tags, rules } = withMoreContrast(wcag);
  return { tags, rules: screen.startsWith('on-phone-badge') ? { ...rules, ...noPage } : rules };
}

describe.each(['dark', 'light'] as const)('in %s colours', (colorScheme) => {
  it('every screen passes axe, with the contrast of WCAG AAA', { timeout: 480_000 }, async () => {
    const gallery = await Gallery.open(browser, files, { colorScheme, reducedMotion: 'reduce' });
    const misfits: Misfit[] = [];
    for await (const screen of eachLook(gallery)) {
      const found = await accessibilityFaults(gallery.page, rulesOf(screen));
      misfits.push(...found.map((what) => ({ screen, what })));
    }
    expect(misfits).toEqual([]);
    expect(gallery.faults).toEqual([]);
    await gallery.close();
  });
});

describe.each([
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
])('on a panel of $width by $height', (viewport) => {
  it('every text is 28 lines of 1080 high or more, and all lies within the safe area', async () => {
    const gallery = await Gallery.open(browser, files, { viewport, reducedMotion: 'reduce' });
    const misfits: Misfit[] = [];
    for await (const screen of eachLook(gallery)) {
      const found = [
        ...(await gallery.audit('textsBelow', 28)),
        ...(await gallery.audit('misplaced', 0.05)),
      ];
      misfits.push(...found.map((what) => ({ screen, what })));
    }
    expect(misfits).toEqual([]);
    await gallery.close();
  });
});

/** Screens that go by themselves, and what lies in a corner of a service that has the keys. */
const needNoPress = new Set([
  'starting',
  'pairing-requesting',
  'on-phone-coming-back',
  'on-phone-badge',
  'on-phone-badge-absent',
]);

it('wherever there is something to press, exactly one control visibly has the focus', async () => {
  const gallery = await Gallery.open(browser, files, { reducedMotion: 'reduce' });
  const misfits: Misfit[] = [];
  for await (const screen of eachLook(gallery)) {
    const rings = await gallery.audit('focusRings');
    const controls = await gallery.page.locator('button').count();
    if (rings !== Math.min(controls, 1)) misfits.push({ screen, what: `${rings} rings` });
    if (controls === 0 && !needNoPress.has(screen)) {
      misfits.push({ screen, what: 'nothing to press' });
    }
  }
  expect(misfits).toEqual([]);
  await gallery.close();
});

it('stands still for those who asked for less motion', async () => {
  const gallery = await Gallery.open(browser, files, { reducedMotion: 'reduce' });
  await gallery.show('waiting-offered');
  expect(await gallery.audit('movingParts')).toBe(0);
  await gallery.close();
});
