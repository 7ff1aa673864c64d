import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGallery, Gallery } from '../support/appGallery.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  const [launched, built] = await Promise.all([launchChromium(), buildGallery('mobile')]);
  browser = launched;
  gallery = await Gallery.open(browser, built, { viewport: { width: 390, height: 844 } });
});
afterAll(() => browser.close());

const get = (testId: string) => gallery.page.getByTestId(testId);
const has = (testId: string) => get(testId).count();
const given = () => gallery.page.locator('html').getAttribute('data-given');
const says = (text: string | RegExp) => gallery.page.getByText(text).first().waitFor();

describe('what can be pressed', () => {
  it.each([
    ['start-explains', 'open-media', 'openMedia'],
    ['start-explains', 'not-now', 'stay'],
    ['start', 'media-audio', 'setMedia'],
    ['start', 'turn-camera', 'turnCamera'],
    ['start', 'start', 'start'],
    ['start-refused', 'open-media', 'openMedia'],
    ['start-connecting', 'not-now', 'stay'],
    ['start-failed', 'start', 'start'],
    ['chat', 'tab-call', 'openTab'],
    ['chat', 'send-again', 'sendAgain'],
    ['chat', 'discard', 'discard'],
    ['chat', 'load-again', 'loadAgain'],
    ['chat-writing', 'say', 'say'],
    ['known', 'answer-did-not-help', 'answerTask'],
    ['call-at-tv', 'wish-move', 'wish'],
    ['call-at-tv', 'wish-split', 'wish'],
    ['call', 'microphone', 'setMicrophoneOn'],
    ['call', 'camera', 'setCameraOn'],
    ['split', 'turn-camera', 'turnCamera'],
    ['call', 'back-to-tv', 'openReturn'],
    ['call', 'tab-chat', 'openTab'],
    ['return', 'stay-on-phone', 'closeReturn'],
  ])('%s: %s', async (screen, testId, action) => {
    await gallery.show(screen);
    await get(testId).click();
    expect(await gallery.pressed()).toBe(action);
  });

  it.each([
    ['call', 'hang-up', 'hangUp'],
    ['call-at-tv', 'leave', 'leave'],
  ])('%s: %s only after a question, which Escape answers with no', async (screen, name, action) => {
    await gallery.show(screen);
    await get(name).click();
    await get(`${name}-yes`).waitFor();
    await gallery.page.keyboard.press('Escape');
    await get(`${name}-yes`).waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBeNull();
    await get(name).click();
    await get(`${name}-yes`).click();
    expect(await gallery.pressed()).toBe(action);
  });

  it('is nothing more than the browser’s own question while that is open', async () => {
    await gallery.show('start-asking');
    expect(await gallery.page.locator('button').count()).toBe(0);
  });

  it('is nothing of the call while nobody has answered', async () => {
    await gallery.show('call-not-answered');
    expect(await has('wish-move')).toBe(0);
    await says('Nobody has answered yet');
  });

  it('is no camera where only sound is sent', async () => {
    for (const screen of ['call-sound-only', 'split-sound-only']) {
      await gallery.show(screen);
      expect(await has('camera')).toBe(0);
      expect(await has('turn-camera')).toBe(0);
      expect(await has('microphone')).toBe(1);
      await says('Only your voice goes out');
    }
  });
});

describe('the code', () => {
  it('is typed as people type, and sent as the TV shows it', async () => {
    await gallery.show('code');
    await get('code').fill(' bcdf ghjk');
    await get('connect').click();
    expect(await gallery.pressed()).toBe('enterCode');
    expect(await given()).toBe('BCDF-GHJK');
  });

  it('is not sent where it cannot be right, and the page says why', async () => {
    await gallery.show('code');
    await get('code').fill('BCDF');
    await get('connect').click();
    await says('A code has eight letters');
    await get('code').fill('ABCDEFGH');
    await get('connect').click();
    await says('Something here is in no code');
    expect(await gallery.pressed()).toBeNull();
  });

  it.each([
    ['code-used', 'Another phone has used this code'],
    ['code-void', 'It is wrong or too old. Please ask for a new code on the TV.'],
    ['code-broken', 'This link is not complete'],
    ['code-elsewhere', 'The call is on another phone'],
  ])('can be typed anew: %s', async (screen, words) => {
    await gallery.show(screen);
    await says(words);
    expect(await has('code')).toBe(1);
  });
});

describe('the check', () => {
  it('takes a date of birth in three fields', async () => {
    await gallery.show('check-birth-date');
    await get('day').fill('7');
    await get('month').fill('3');
    await get('year').fill('1942');
    await get('prove').click();
    expect(await gallery.pressed()).toBe('prove');
    expect(await given()).toBe('1942-03-07');
  });

  it('spends no try on a day that there is not', async () => {
    await gallery.show('check-birth-date');
    await get('day').fill('31');
    await get('month').fill('2');
    await get('year').fill('1942');
    await get('prove').click();
    await says('There is no such day');
    expect(await gallery.pressed()).toBeNull();
  });

  it('takes a PIN, and tells how many tries are left', async () => {
    await gallery.show('check-pin');
    await get('pin').fill('12');
    await get('prove').click();
    await says('A PIN has four to eight digits.');
    await get('pin').fill('1234');
    await get('prove').click();
    expect(await given()).toBe('1234');
    await gallery.show('check-wrong');
    await says('You can try once more');
  });
});

describe('what is told', () => {
  it('why the browser is about to ask, ahead of its question', async () => {
    await gallery.show('start-explains');
    await says('The phone will ask for camera and microphone. Press «Allow».');
    expect(await gallery.page.locator('video').count()).toBe(0);
  });

  it('that the TV goes on while the call comes, and where it does not come', async () => {
    await gallery.show('start-connecting');
    await says('Until then it goes on at the TV.');
    await gallery.show('start-failed');
    await says('The call goes on at the TV.');
    expect(await get('start').textContent()).toBe('Try again');
  });

  it.each([
    ['chat-offline', 'Connection lost, coming back'],
    ['chat-agent-away', 'Dr. Elena Rossi has lost the connection'],
    ['chat-tv-away', 'The TV is not connected just now'],
    ['call-reconnecting', 'Connection lost, coming back'],
    ['call-goes-back', 'The call is going back to the TV'],
    ['split', 'You see Dr. Elena Rossi on the TV.'],
    ['return-wrong', 'Please look again. You can try once more.'],
    ['number-given', 'The clinic has your number +39 02 1234 5678'],
    ['number-invalid', 'That is no telephone number'],
    ['admission', 'The clinic sees that a phone wants to join'],
    ['ended', 'The picture was good most of the time.'],
    ['check-out', 'this phone cannot join'],
  ])('%s: %s', async (screen, words) => {
    await gallery.show(screen);
    await says(words);
  });

  it('what is new while something else is in front', async () => {
    await gallery.show('call-at-tv');
    expect(await get('news-chat').textContent()).toContain('2 new messages');
    await gallery.show('chat');
    expect(await has('news-chat')).toBe(0);
    await gallery.show('known');
    expect(await get('news-known').textContent()).toContain('1 open task');
  });

  it('what was wrong, where, and what became of each task', async () => {
    await gallery.show('known');
    expect(await get('why').textContent()).toBe('The film has stopped.');
    await says('The camera of the TV was unplugged. This is over.');
    await says('Lakeside TV, Episode 3');
    const tasks = get('task');
    expect(await tasks.nth(0).textContent()).toContain('The TV has seen that it works');
    expect(await tasks.nth(2).textContent()).toContain('Being sent');
    expect(await tasks.nth(3).textContent()).toContain('Did not help');
  });

  it('how far each message and photo is', async () => {
    await gallery.show('chat');
    await says('Being sent: 40 %');
    await says('Not sent.');
    await says('The photo did not come.');
    await get('open-photo').first().click();
    await get('close-photo').click();
    await get('close-photo').waitFor({ state: 'detached' });
  });
});

it('takes a photo from the camera and from the library', async () => {
  await gallery.show('chat');
  expect(await get('take-photo').getAttribute('capture')).toBe('environment');
  expect(await get('choose-photo').getAttribute('capture')).toBeNull();
  await get('choose-photo').setInputFiles({
    name: 'pills.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('photo'),
  });
  expect(await gallery.pressed()).toBe('sendPhoto');
});

it('takes the digits of the TV, or shows some for it', async () => {
  await gallery.show('return-digits');
  expect(await get('return-code').textContent()).toContain('428 193');
  await get('return-instead').click();
  expect(await given()).toBe('type');
  await gallery.show('return');
  await get('return-instead').click();
  expect(await given()).toBe('show');
  await gallery.show('return');
  await get('tv-digits').fill('123');
  await get('return').click();
  await says('There are six digits on the TV.');
  expect(await gallery.pressed()).toBeNull();
  await get('tv-digits').fill('123 456');
  await get('return').click();
  expect(await gallery.pressed()).toBe('typeReturn');
  expect(await given()).toBe('123456');
});

describe('the sound', () => {
  const sounding = () =>
    gallery.page
      .locator('video')
      .evaluateAll((videos) => videos.filter((video) => !Reflect.get(video, 'muted')).length);

  it('comes from the phone where the call is on it alone, also beside messages', async () => {
    for (const screen of ['call', 'call-chat', 'call-known', 'return']) {
      await gallery.show(screen);
      expect(await sounding(), screen).toBe(1);
    }
  });

  it('comes from the TV alone where the TV plays', async () => {
    for (const screen of ['split', 'split-chat', 'start', 'start-connecting', 'chat']) {
      await gallery.show(screen);
      expect(await sounding(), screen).toBe(0);
    }
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
  await get('sound-on').click();
  await get('sound-on').waitFor({ state: 'detached' });
  await expect
    .poll(() =>
      gallery.page
        .getByTestId('remote-video')
        .evaluateAll((videos) => videos.filter((video) => Reflect.get(video, 'muted'))),
    )
    .toEqual([]);
});
