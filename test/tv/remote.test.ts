import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

describe('each screen does by arrows, OK and Back alone', () => {
  it.each([
    { screen: 'prompt', keys: ['Enter'], action: 'ask' },
    { screen: 'prompt', keys: ['ArrowRight', 'Enter'], action: 'stayQuiet' },
    { screen: 'prompt', keys: ['ArrowRight', 'ArrowLeft', 'Enter'], action: 'ask' },
    { screen: 'prompt', keys: ['Backspace'], action: 'stayQuiet' },
    { screen: 'help-stalled', keys: ['Enter'], action: 'acceptHelp' },
    { screen: 'help-stalled', keys: ['ArrowRight', 'Enter'], action: 'declineHelp' },
    { screen: 'help-stalled', keys: ['Backspace'], action: 'declineHelp' },
    { screen: 'quiet', keys: ['Enter'], action: 'showPrompt' },
    { screen: 'quiet', keys: ['Escape'], action: 'leaveApp' },
    { screen: 'permission', keys: ['Enter'], action: 'cancel' },
    { screen: 'waiting-offered', keys: ['Enter'], action: 'cancel' },
    { screen: 'waiting-offered', keys: ['Backspace'], action: null },
    { screen: 'waiting-offered', keys: ['Backspace', 'Enter'], action: null },
    { screen: 'waiting-offered', keys: ['Backspace', 'ArrowRight', 'Enter'], action: 'cancel' },
    { screen: 'call', keys: ['Enter'], action: 'hangUp' },
    { screen: 'call', keys: ['ArrowRight', 'Enter'], action: 'setMicrophoneOn' },
    { screen: 'call', keys: ['ArrowRight', 'ArrowRight', 'Enter'], action: 'setCameraOn' },
    { screen: 'call', keys: ['Backspace'], action: null },
    { screen: 'call', keys: ['Backspace', 'Backspace'], action: null },
    { screen: 'call', keys: ['Backspace', 'ArrowRight', 'Enter'], action: 'hangUp' },
    { screen: 'call-reconnecting', keys: ['Enter'], action: 'hangUp' },
    { screen: 'ended-nobody-came', keys: ['Enter'], action: 'askAgain' },
    { screen: 'ended-nobody-came', keys: ['ArrowRight', 'Enter'], action: 'askCallback' },
    {
      screen: 'ended-nobody-came',
      keys: ['ArrowRight', 'ArrowRight', 'Enter'],
      action: 'stayQuiet',
    },
    { screen: 'ended-nobody-came', keys: ['Backspace'], action: 'stayQuiet' },
    { screen: 'ended-ended-by-agent', keys: ['Enter'], action: 'stayQuiet' },
    { screen: 'ended-callback-asked', keys: ['Enter'], action: 'stayQuiet' },
    { screen: 'ended-patient-did-not-answer', keys: ['Enter'], action: 'askAgain' },
    { screen: 'ended-patient-did-not-answer', keys: ['Backspace'], action: 'stayQuiet' },
    { screen: 'ended-solved', keys: ['Enter'], action: 'stayQuiet' },
    { screen: 'waiting-third', keys: ['ArrowRight', 'Enter'], action: 'askCallback' },
    { screen: 'waiting-nobody', keys: ['Enter'], action: 'askCallback' },
    { screen: 'waiting-nobody', keys: ['ArrowRight', 'Enter'], action: 'cancel' },
    { screen: 'guided-router', keys: ['Enter'], action: 'answerTask done' },
    { screen: 'guided-router', keys: ['ArrowRight', 'Enter'], action: 'answerTask did-not-help' },
    {
      screen: 'guided-router',
      keys: ['ArrowRight', 'ArrowRight', 'Enter'],
      action: 'answerTask need-person',
    },
    { screen: 'guided-router', keys: ['Backspace', 'Enter'], action: null },
    { screen: 'guided-router', keys: ['Backspace', 'ArrowRight', 'Enter'], action: 'cancel' },
    { screen: 'guided-over-service', keys: ['ArrowRight', 'Enter'], action: 'stepAside' },
    { screen: 'guided-looking', keys: ['Enter'], action: 'goOn' },
    { screen: 'guided-works', keys: ['Enter'], action: 'goOn' },
    { screen: 'guided-fails', keys: ['Enter'], action: 'goOn' },
    { screen: 'guided-finding', keys: ['Enter'], action: 'answerTask done' },
    { screen: 'guided-between', keys: ['Enter', 'Enter'], action: null },
    { screen: 'guided-between', keys: ['Enter', 'ArrowRight', 'Enter'], action: 'cancel' },
    { screen: 'ringing', keys: ['Enter'], action: 'acceptCall' },
    { screen: 'ringing', keys: ['ArrowRight', 'Enter'], action: 'declineCall' },
    { screen: 'ringing', keys: ['Backspace', 'Enter'], action: null },
    { screen: 'ringing', keys: ['Backspace', 'ArrowRight', 'Enter'], action: 'declineCall' },
    { screen: 'ringing-answers-itself', keys: ['Enter'], action: 'declineCall' },
    { screen: 'ringing-answers-itself', keys: ['ArrowLeft', 'Enter'], action: 'acceptCall' },
    { screen: 'quiet-rings', keys: ['Enter'], action: 'showPrompt' },
    { screen: 'quiet-rings', keys: ['ArrowDown', 'Enter', 'Enter'], action: null },
    {
      screen: 'quiet-rings',
      keys: ['ArrowDown', 'Enter', 'ArrowRight', 'Enter'],
      action: 'setAnswersItself true',
    },
    {
      screen: 'quiet-answers-itself',
      keys: ['ArrowDown', 'Enter', 'Enter'],
      action: 'setAnswersItself false',
    },
    { screen: 'refused-store_unavailable', keys: ['Enter'], action: 'askAgain' },
    { screen: 'refused-store_unavailable', keys: ['Backspace'], action: 'stayQuiet' },
    { screen: 'unpaired', keys: ['Enter'], action: 'pairAnew' },
    { screen: 'pairing', keys: ['Enter', 'Enter', 'Backspace'], action: 'leaveApp' },
    { screen: 'pairing-denied', keys: ['Enter'], action: 'pairAnew' },
    { screen: 'unreachable', keys: ['Enter'], action: 'restart' },
    { screen: 'elsewhere', keys: ['Enter'], action: 'restart' },
  ])('$screen: $keys → $action', async ({ screen, keys, action }) => {
    await gallery.show(screen);
    await press(...keys);
    expect(await gallery.pressed()).toBe(action);
  });
});

describe('the Back of every platform', () => {
  it.each([
    { platform: 'Tizen', key: 'XF86Back', keyCode: 10009 },
    { platform: 'Tizen without a name for it', key: 'Unidentified', keyCode: 10009 },
    { platform: 'webOS', key: 'GoBack', keyCode: 461 },
    { platform: 'webOS without a name for it', key: '', keyCode: 461 },
    { platform: 'Android TV', key: 'GoBack', keyCode: 166 },
    { platform: 'a keyboard', key: 'Escape', keyCode: 27 },
  ])('of $platform asks whether to hang up', async ({ key, keyCode }) => {
    await gallery.show('call');
    await gallery.audit('pressKey', key, keyCode, false);
    await gallery.page.getByRole('dialog').waitFor();
    expect(await gallery.focused()).toBe('No, stay');
  });
});

describe('a slip costs nothing', () => {
  it('a finger that stays on OK answers one question, not the next one too', async () => {
    await gallery.show('call');
    await press('Backspace', 'ArrowRight');
    await gallery.audit('pressKey', 'Enter', 13, true);
    expect(await gallery.pressed()).toBeNull();
    expect(await gallery.focused()).toBe('Yes, hang up');
  });

  it('a pointer pressed beside the controls leaves the focus where it was', async () => {
    await gallery.show('prompt');
    await press('ArrowRight');
    await gallery.page.mouse.click(960, 1000);
    expect(await gallery.focused()).toBe('No');
  });

  it('an arrow into nowhere leaves the focus where it was', async () => {
    await gallery.show('prompt');
    await press('ArrowUp', 'ArrowLeft', 'ArrowDown');
    expect(await gallery.focused()).toBe('Yes');
  });

  it('the focus comes back to where it was when a question goes away', async () => {
    await gallery.show('call');
    await press('ArrowRight', 'Backspace');
    expect(await gallery.focused()).toBe('No, stay');
    await press('Enter');
    expect(await gallery.focused()).toBe('Turn off microphone');
  });
});

describe('the controls of a call', () => {
  beforeEach(async () => {
    await gallery.show('call');
    await gallery.page.clock.fastForward(11_000);
    await gallery.page.locator('.call-plain').waitFor();
  });

  it('hide after a while, and the first key only brings them back', async () => {
    await press('Enter');
    await gallery.page.locator('.call-plain').waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBeNull();
    await press('Enter');
    expect(await gallery.pressed()).toBe('hangUp');
  });

  it('leave the sign that the patient is seen, and the state, on the screen', async () => {
    const sign = gallery.page.getByTestId('seen-by');
    expect(await sign.textContent()).toBe('Dr. Rossi sees and hears you');
    expect(await sign.isVisible()).toBe(true);
    expect(await gallery.page.getByTestId('consult-state').getAttribute('data-value')).toBe(
      'active',
    );
  });

  it('tell at once who no longer hears the patient', async () => {
    await press('ArrowRight', 'ArrowRight', 'Enter');
    expect(await gallery.page.getByTestId('seen-by').textContent()).toBe(
      'Dr. Rossi sees you, but does not hear you',
    );
    expect(await gallery.focused()).toBe('Turn on microphone');
  });
});

describe('tasks beside a call', () => {
  beforeEach(() => gallery.show('call-task'));

  it('take the focus off hanging up, and no OK that was meant for something else', async () => {
    expect(await gallery.focused()).toBe('Done');
    await press('Enter');
    expect(await gallery.pressed()).toBeNull();
    await gallery.page.clock.fastForward(1_000);
    await press('Enter');
    expect(await gallery.pressed()).toBe('answerTask done');
  });

  it('are reached by arrows, as are the controls below the picture', async () => {
    await gallery.page.clock.fastForward(1_000);
    await press('ArrowDown', 'Enter');
    expect(await gallery.pressed()).toBe('answerTask did-not-help');
    await press('ArrowDown', 'ArrowDown', 'ArrowLeft');
    expect(await gallery.focused()).toBe('Phone');
  });
});

describe('a call of three', () => {
  it('shows large who speaks, and small who does not', async () => {
    await gallery.show('call-guest-speaks');
    expect(await gallery.page.locator('.tile-large').getAttribute('data-place')).toBe('guest:1');
    expect(await gallery.page.locator('.tile-small').getAttribute('data-place')).toBe('agent');
  });

  it('keeps large whom the patient chose, two at most, and lets go by the same key', async () => {
    await gallery.show('call-guest');
    await press('ArrowUp', 'Enter');
    expect(await gallery.page.locator('.tile-large').getAttribute('data-place')).toBe('guest:1');
    await press('ArrowUp');
    expect(await gallery.focused()).toContain('Show Dr. Rossi large');
    await press('Enter');
    expect(await gallery.page.locator('.tile-half').count()).toBe(2);
    await press('Enter');
    expect(await gallery.page.locator('.tile-half').count()).toBe(0);
    expect(await gallery.page.locator('.tile-large').getAttribute('data-place')).toBe('guest:1');
  });

  it('takes no picture down to put it up elsewhere', async () => {
    await gallery.show('call-guest');
    const picture = await gallery.page.getByTestId('guest-video').elementHandle();
    await press('ArrowUp', 'Enter');
    expect(await picture?.evaluate((video) => video.isConnected)).toBe(true);
  });
});

it('takes a call by itself only when ten seconds are over', async () => {
  await gallery.show('ringing-answers-itself');
  expect(await gallery.page.getByText('The TV answers in 10 seconds').isVisible()).toBe(true);
  for (let second = 0; second < 9; second++) await gallery.page.clock.runFor(1_000);
  expect(await gallery.pressed()).toBeNull();
  for (let second = 0; second < 2; second++) await gallery.page.clock.runFor(1_000);
  await expect.poll(() => gallery.pressed()).toBe('acceptCall');
});

it('tells of a missed call until somebody has seen it', async () => {
  await gallery.show('ended-patient-did-not-answer');
  await gallery.page.clock.fastForward(3_600_000);
  expect(await gallery.pressed()).toBeNull();
});

it('goes back to the quiet screen by itself, long after the end', async () => {
  await gallery.show('ended-ended-by-agent');
  // A second passes in which the screen comes to count.
  await gallery.page.clock.runFor(1_000);
  await gallery.page.clock.fastForward(121_000);
  await expect.poll(() => gallery.pressed()).toBe('stayQuiet');
});

it('offers something to do when the start takes long', async () => {
  await gallery.show('starting');
  await gallery.page.clock.fastForward(9_000);
  await gallery.page.getByRole('button').waitFor();
  await press('Enter');
  expect(await gallery.pressed()).toBe('restart');
});

it('shows the pairing code larger and back again, and never changes it', async () => {
  await gallery.show('pairing');
  const code = gallery.page.getByTestId('pairing-code');
  const before = (await code.boundingBox())?.height ?? 0;
  await press('Enter');
  expect((await code.boundingBox())?.height).toBeGreaterThan(before * 1.5);
  expect(await code.textContent()).toBe('WDJB-MJHT');
  await press('Backspace');
  expect((await code.boundingBox())?.height).toBe(before);
});

it('shows the picture at once and gives the sound on OK, where the engine waits for a key', async () => {
  const engine = await Gallery.open(browser, files);
  await engine.audit('keepSilentUntilKey');
  await engine.show('call');
  await engine.page.getByRole('dialog').waitFor();
  await expect.poll(() => engine.audit('plays')).toEqual({ muted: true, paused: false });
  expect(await engine.focused()).toBe('Press OK for sound');
  await engine.page.keyboard.press('Enter');
  await expect.poll(() => engine.audit('plays')).toEqual({ muted: false, paused: false });
  expect(await engine.page.getByRole('dialog').count()).toBe(0);
  await engine.close();
});
