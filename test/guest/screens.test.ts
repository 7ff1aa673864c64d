import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGallery, Gallery } from '../support/appGallery.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  const [launched, built] = await Promise.all([launchChromium(), buildGallery('guest')]);
  browser = launched;
  gallery = await Gallery.open(browser, built, { viewport: { width: 390, height: 844 } });
});
afterAll(() => browser.close());

const has = (testId: string) => gallery.page.getByTestId(testId).count();
const place = (name: string) =>
  gallery.page.locator(`[data-testid="person"][data-place="${name}"]`);

describe('what can be pressed', () => {
  it.each([
    ['lobby-explains', 'open-media', 'openMedia'],
    ['lobby-explains', 'join-without', 'join'],
    ['lobby', 'join', 'join'],
    ['lobby-refused', 'join', 'join'],
    ['lobby-refused', 'open-media', 'openMedia'],
    ['call', 'microphone', 'setMicrophoneOn'],
    ['call', 'camera', 'setCameraOn'],
    ['call-on-a-phone', 'turn-camera', 'turnCamera'],
    ['call-without-media', 'open-media', 'openMedia'],
  ])('%s: %s', async (screen, testId, action) => {
    await gallery.show(screen);
    await gallery.page.getByTestId(testId).click();
    expect(await gallery.pressed()).toBe(action);
  });

  it('leaves only after a question, which Escape answers with no', async () => {
    await gallery.show('call');
    await gallery.page.getByTestId('leave').click();
    await gallery.page.getByTestId('leave-yes').waitFor();
    await gallery.page.keyboard.press('Escape');
    await gallery.page.getByTestId('leave-yes').waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBeNull();
    await gallery.page.getByTestId('leave').click();
    await gallery.page.getByTestId('leave-yes').click();
    expect(await gallery.pressed()).toBe('leave');
  });

  it('is nothing more than the browser’s own question while that is open', async () => {
    await gallery.show('lobby-asking');
    expect(await gallery.page.locator('button').count()).toBe(0);
  });

  it('turns the camera only where it can be turned', async () => {
    await gallery.show('call');
    expect(await has('turn-camera')).toBe(0);
  });
});

describe('what is told', () => {
  it('why the browser is about to ask, ahead of its question', async () => {
    await gallery.show('lobby-explains');
    await gallery.page.getByText('Your browser will ask').waitFor();
    expect(await gallery.page.locator('video').count()).toBe(0);
  });

  it('what is missing of camera and microphone, and what helps', async () => {
    for (const screen of ['lobby-refused', 'call-refused']) {
      await gallery.show(screen);
      await gallery.page.getByText('The camera is not allowed').waitFor();
      await gallery.page.getByText('The microphone is not allowed').waitFor();
    }
  });

  it('who speaks, whose camera and microphone are off, and who is away', async () => {
    await gallery.show('call-three');
    expect(await place('agent').textContent()).toContain('Speaking');
    expect(await place('tv').textContent()).not.toContain('Speaking');
    await gallery.show('call-four');
    const colleague = gallery.page.getByTestId('person').last();
    expect(await colleague.textContent()).toMatch(/Camera is off.*Microphone is off/);
    await gallery.show('call-away');
    expect(await place('agent').textContent()).toContain('Connection lost');
  });

  it('in a mirror how the guest looks, and as it is what lies before them', async () => {
    const mirrored = () =>
      gallery.page
        .getByTestId('self-video')
        .evaluate((video) => video.classList.contains('video-mirrored'));
    await gallery.show('call');
    expect(await mirrored()).toBe(true);
    await gallery.show('call-on-a-phone');
    expect(await mirrored()).toBe(false);
  });
});

it('asks for a touch where the browser plays no sound by itself, and then plays it', async () => {
  await gallery.page.addInitScript(`
    const { play } = HTMLMediaElement.prototype;
    let touched = false;
    addEventListener('click', () => { touched = true; }, { capture: true });
    HTMLMediaElement.prototype.play = function () {
      if (touched || this.muted) return play.call(this);
      this.pause();
      return Promise.reject(new DOMException('not touched', 'NotAllowedError'));
    };`);
  await gallery.show('call');
  await gallery.page.getByTestId('sound-on').click();
  await gallery.page.getByTestId('sound-on').waitFor({ state: 'detached' });
  const silent = gallery.page.locator('video[data-testid="remote-video"]');
  await expect
    .poll(() =>
      silent.evaluateAll((videos) => videos.filter((video) => Reflect.get(video, 'muted'))),
    )
    .toEqual([]);
});
