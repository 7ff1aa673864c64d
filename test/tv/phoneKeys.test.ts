import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type BuiltFiles, buildTv } from './build.ts';
import { Gallery } from './gallery.ts';

let browser: Browser;
let files: BuiltFiles;
let gallery: Gallery;

beforeAll(async () => {
  [browser, files] = await Promise.all([launchChromium(), buildTv('gallery.html')]);
  gallery = await Gallery.open(browser, files);
  await gallery.page.clock.install();
});
afterAll(async () => {
  await browser.close();
});

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await gallery.page.keyboard.press(key);
};
/** What has just come to the screen takes no OK for a moment. */
const settle = () => gallery.page.clock.fastForward(1_000);
const typed = () => gallery.page.getByTestId('typed-number').locator('span').last().textContent();

describe('about the phone each step does by arrows, OK, Back and digits alone', () => {
  it.each([
    { screen: 'call', keys: ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'], does: 'open' },
    { screen: 'waiting-offered', keys: ['ArrowRight', 'Enter'], does: 'open' },
    { screen: 'guided-between', keys: ['ArrowRight', 'Enter'], does: 'open' },
    { screen: 'phone-question', keys: ['Enter'], does: 'choose move' },
    { screen: 'phone-question', keys: ['ArrowDown', 'Enter'], does: 'choose split' },
    { screen: 'phone-question', keys: ['ArrowDown', 'ArrowDown', 'Enter'], does: 'choose add' },
    {
      screen: 'phone-question',
      keys: ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'],
      does: 'decline',
    },
    { screen: 'phone-question', keys: ['Backspace'], does: 'decline' },
    { screen: 'phone-question-tasks', keys: ['Enter'], does: 'choose move' },
    { screen: 'waiting-phone', keys: ['Enter'], does: 'choose move' },
    { screen: 'guided-phone', keys: ['Enter'], does: 'choose move' },
    { screen: 'phone-proposed-camera', keys: ['Enter'], does: 'choose split' },
    { screen: 'phone-proposed-quality', keys: ['ArrowDown', 'Enter'], does: 'decline' },
    { screen: 'phone-proposed-by-physician', keys: ['Backspace'], does: 'decline' },
    { screen: 'phone-code', keys: ['Enter'], does: 'back' },
    { screen: 'phone-code', keys: ['ArrowUp', 'ArrowLeft', 'Enter'], does: 'call-clinic' },
    { screen: 'phone-code', keys: ['ArrowUp', 'ArrowRight', 'Enter'], does: 'enter-number' },
    { screen: 'phone-code', keys: ['Backspace'], does: 'back' },
    { screen: 'phone-code-failed', keys: ['ArrowUp', 'ArrowUp', 'Enter'], does: 'try-again' },
    { screen: 'phone-reference', keys: ['Enter'], does: 'back' },
    { screen: 'phone-number', keys: ['Backspace'], does: 'back' },
    { screen: 'phone-number', keys: [...'0151', 'Enter'], does: 'number-entered 0151' },
    { screen: 'phone-number', keys: [...'0151', 'Backspace', 'Enter'], does: 'number-entered 015' },
    {
      screen: 'phone-number',
      keys: [...'01', 'Backspace', 'Backspace', 'Backspace'],
      does: 'back',
    },
    { screen: 'phone-number-use', keys: ['Enter'], does: 'call-me' },
    { screen: 'phone-number-use', keys: ['ArrowDown', 'Enter'], does: 'send-link' },
    { screen: 'phone-number-use', keys: ['Backspace'], does: 'back' },
    { screen: 'phone-link-sent', keys: ['Enter'], does: 'close' },
    { screen: 'phone-here-waits', keys: ['Enter'], does: 'close' },
    { screen: 'phone-here-ready', keys: ['ArrowDown', 'Enter'], does: 'another' },
    { screen: 'both-films', keys: ['ArrowRight', 'Enter'], does: 'bring-back' },
    { screen: 'both-absent', keys: ['ArrowRight', 'Enter'], does: 'go-on-here' },
    { screen: 'on-phone', keys: ['Enter'], does: 'bring-back' },
    { screen: 'on-phone-absent', keys: ['Enter'], does: 'go-on-here' },
    { screen: 'on-phone-gone', keys: ['Enter'], does: 'go-on-here' },
    { screen: 'on-phone-return', keys: ['Enter'], does: 'show-return-code' },
    { screen: 'on-phone-return', keys: ['ArrowDown', 'Enter'], does: 'enter-return-code' },
    { screen: 'on-phone-return-entry', keys: [...'482913'], does: 'return 482913' },
    { screen: 'on-phone-return-entry', keys: ['4', 'Backspace', ...'48291'], does: null },
    { screen: 'chat-photo', keys: ['ArrowUp', 'Enter'], does: 'enlarge 3' },
    { screen: 'chat-photo-large', keys: ['Enter'], does: 'shrink' },
    { screen: 'chat-photo-large', keys: ['Backspace'], does: 'shrink' },
  ])('$screen: $keys → $does', async ({ screen, keys, does }) => {
    await gallery.show(screen);
    await settle();
    await press(...keys);
    expect(await gallery.pressed()).toBe(does === null ? null : `phone ${does}`);
  });
});

describe('a slip costs nothing', () => {
  it('an OK that was meant for the call answers no question that comes up over it', async () => {
    await gallery.show('phone-proposed-camera');
    await press('Enter');
    expect(await gallery.pressed()).toBeNull();
    await settle();
    await press('Enter');
    expect(await gallery.pressed()).toBe('phone choose split');
  });

  it('a finger that stays on a digit types it once', async () => {
    await gallery.show('phone-number');
    await press('5');
    await gallery.audit('pressKey', '5', 53, true);
    expect(await typed()).toBe('5');
  });

  it('a call whose phone is gone is hung up only after a question', async () => {
    await gallery.show('on-phone-gone');
    await settle();
    await press('ArrowRight', 'Enter');
    expect(await gallery.focused()).toBe('No, stay');
    await press('ArrowRight', 'Enter');
    expect(await gallery.pressed()).toBe('hangUp');
  });

  it('a digit means nothing where nothing is typed', async () => {
    await gallery.show('prompt');
    await press(...'0123456789');
    expect(await gallery.pressed()).toBeNull();
    expect(await gallery.focused()).toBe('Yes');
  });
});

describe('digits', () => {
  it.each([
    { remote: 'with names', key: '7', keyCode: 55 },
    { remote: 'without', key: 'Unidentified', keyCode: 55 },
    { remote: 'of a keyboard’s block, without names', key: '', keyCode: 103 },
  ])('are those of a remote whose keys are $remote', async ({ key, keyCode }) => {
    await gallery.show('phone-number');
    await gallery.audit('pressKey', key, keyCode, false);
    expect(await typed()).toBe('7');
  });

  it('are on the screen, for remotes that have none', async () => {
    await gallery.show('phone-number');
    await settle();
    await press('Enter', 'ArrowRight', 'Enter', 'ArrowDown', 'Enter');
    expect(await typed()).toBe('125');
    await press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter');
    expect(await typed()).toBe('12');
    expect(await gallery.page.getByTestId('number-go-on').isDisabled()).toBe(true);
  });

  it('are no more than a telephone number has', async () => {
    await gallery.show('phone-number');
    await press(...'01234567890123456789');
    expect(await typed()).toBe('012345678901234567');
  });

  it('of a number that is none are said to be wrong until they are changed', async () => {
    await gallery.show('phone-number-invalid');
    expect(await gallery.page.getByTestId('phone-trouble').isVisible()).toBe(true);
    await press('5');
    expect(await gallery.page.getByTestId('phone-trouble').count()).toBe(0);
  });
});

describe('while something about the phone is open', () => {
  it('the physician stays in view, and the patient knows who sees them', async () => {
    await gallery.show('phone-code');
    const picture = await gallery.page.getByTestId('remote-video').boundingBox();
    const panel = await gallery.page.getByTestId('phone-panel').boundingBox();
    expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0);
    expect(await gallery.page.getByTestId('seen-by').isVisible()).toBe(true);
  });

  it('nothing below it can be pressed', async () => {
    await gallery.show('phone-question');
    expect(await gallery.page.getByTestId('hang-up').isVisible()).toBe(false);
    await gallery.show('waiting-phone');
    expect(await gallery.page.getByTestId('cancel').isVisible()).toBe(false);
    expect(await gallery.page.getByText('Nobody sees you yet').isVisible()).toBe(true);
  });
});
