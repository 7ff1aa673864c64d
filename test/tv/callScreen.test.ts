import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { buildTv } from './build.ts';
import { Gallery } from './gallery.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  const [launched, files] = await Promise.all([launchChromium(), buildTv('gallery.html')]);
  browser = launched;
  gallery = await Gallery.open(browser, files);
  await gallery.page.clock.install();
});
afterAll(() => browser?.close());

/** By then a screen is drawn, and what comes at once with it is there. */
const drawnMs = 100;

/** Whether the patient's own picture is in its corner. */
function hasOwnPicture(): Promise<boolean> {
  return gallery.page.evaluate<boolean>(
    `document.querySelector('[data-testid="self-video"]').srcObject !== null`,
  );
}

function opacity(): Promise<string> {
  return gallery.page.evaluate<string>(
    `getComputedStyle(document.querySelector('[data-testid="remote-video"]')).opacity`,
  );
}

describe('the call on the TV', () => {
  it('draws the patient’s own picture after the one that they wait for, or soon without it', async () => {
    await gallery.page.clock.pauseAt(Date.now() + 60_000);
    await gallery.audit('showScreen', 'call-connecting');
    await gallery.page.clock.runFor(drawnMs);
    expect(await hasOwnPicture()).toBe(false);
    await gallery.page.clock.runFor(300);
    expect(await hasOwnPicture()).toBe(true);
    await gallery.audit('showScreen', 'call');
    await gallery.page.clock.runFor(drawnMs);
    expect(await hasOwnPicture()).toBe(true);
    await gallery.page.clock.resume();
  });

  it('dims a picture that stands, and no other', async () => {
    await gallery.show('call-connecting');
    expect(await opacity()).toBe('1');
    await gallery.show('call');
    expect(await opacity()).toBe('1');
    await gallery.show('call-reconnecting');
    expect(await opacity()).toBe('0.35');
  });
});
