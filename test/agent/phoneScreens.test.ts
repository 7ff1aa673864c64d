import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentScreen, buildGallery, Gallery } from '../support/appGallery.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  const [launched, built] = await Promise.all([launchChromium(), buildGallery('agent')]);
  browser = launched;
  gallery = await Gallery.open(browser, built, { viewport: agentScreen });
});
afterAll(() => browser.close());

const byId = (name: string) => gallery.page.getByTestId(name);
const textOf = (name: string) => byId(name).first().textContent();
const pressed = () => gallery.pressed();

describe('a phone that wants to join', () => {
  it('is told as what it is, from where, how it came and what for', async () => {
    await gallery.show('phone-wants');
    expect(await gallery.page.getByRole('alert').textContent()).toBe(
      'A phone wants to join: iPhone, Safari 18',
    );
    expect(await textOf('phone-card')).toContain('10.0.0.5 · same network as the TV');
    expect(await textOf('phone-card')).toContain('by the QR code');
    await gallery.show('phone-wants-far');
    const near = byId('phone-card').getByTestId('phone-near');
    expect(await near.getAttribute('data-value')).toBe('far');
    expect(await near.textContent()).toBe('another network than the TV');
  });

  it('is let in or refused with one press', async () => {
    await gallery.show('phone-wants');
    await byId('admit-phone').click();
    expect(await pressed()).toBe('admit-phone');
    await byId('refuse-phone').click();
    await expect.poll(pressed).toBe('refuse-phone');
  });

  it('waits outside until it has proved itself, unless nothing is on record', async () => {
    await gallery.show('phone-check-open');
    expect(await textOf('phone-check')).toBe(
      'The phone is asked for the date of birth. 2 tries are left.',
    );
    expect(await byId('admit-phone').isDisabled()).toBe(true);
    expect(await byId('refuse-phone').isEnabled()).toBe(true);
    await gallery.show('phone-check-passed');
    expect(await byId('admit-phone').isEnabled()).toBe(true);
    await gallery.show('phone-check-unknown');
    expect(await textOf('phone-check')).toContain('ask the patient for it');
    expect(await byId('admit-phone').isEnabled()).toBe(true);
  });

  it('is put out afterwards, with a question where the call is on it', async () => {
    await gallery.show('phone-beside');
    expect(await byId('phone-card').count()).toBe(0);
    await byId('put-out-phone').click();
    expect(await pressed()).toBe('put-out-phone');
    await gallery.show('phone-split');
    await byId('put-out-phone').click();
    expect(await pressed()).toBeNull();
    await byId('put-out-confirm').click();
    expect(await pressed()).toBe('put-out-phone');
  });
});

describe('where the patient is', () => {
  it.each([
    ['call', 'tv', 'On the TV'],
    ['phone-split', 'both', 'TV and phone'],
    ['phone-moved', 'mobile', 'On the phone'],
  ])('%s: %s', async (screen, value, words) => {
    await gallery.show(screen);
    expect(await byId('patient-at').getAttribute('data-value')).toBe(value);
    expect(await textOf('patient-at')).toBe(words);
    expect(await byId('remote-video').count()).toBe(1);
  });

  it.each([
    ['phone-shifting', 'shifting', 'The call moves to the phone… 0:12'],
    ['phone-returning', 'shifting', 'The call goes back to the TV… 0:09'],
    ['phone-shift-failed', 'past', 'The call did not go over: nothing came in time.'],
    ['phone-declined', 'past', 'The patient would rather not'],
    ['phone-beside-absent', 'phone-absent', 'it is kept for two minutes'],
    ['phone-hidden', 'phone-hidden', 'The phone is locked, rings, or shows something else.'],
    ['phone-tv-absent', 'tv-absent', 'The call goes on, on the phone.'],
  ])('%s is told beside the picture', async (screen, value, words) => {
    await gallery.show(screen);
    expect(await byId('phone-news').getAttribute('data-value')).toBe(value);
    expect(await textOf('phone-news')).toContain(words);
  });

  it('is dismissed where it is past', async () => {
    await gallery.show('phone-shift-failed');
    await byId('phone-news').getByRole('button').click();
    await byId('phone-news').waitFor({ state: 'detached' });
  });

  it('is told at the picture where the phone that has the call is lost or gone', async () => {
    const words = gallery.page.locator('.stage-words');
    await gallery.show('phone-absent');
    expect(await words.textContent()).toContain('The phone lost its connection.');
    await gallery.show('phone-gone');
    expect(await words.textContent()).toContain('The TV asks the patient');
  });

  it('is a calm sign where the phone sends sound alone', async () => {
    await gallery.show('phone-sound');
    expect(await textOf('sound-only')).toContain('On the phone with sound alone');
    expect(await gallery.page.locator('.stage-words').count()).toBe(0);
  });
});

describe('ways to the phone', () => {
  it('are a question on the TV, for whichever use', async () => {
    await gallery.show('phone-ways');
    await byId('use-split').click();
    await byId('propose').click();
    expect(await pressed()).toBe('propose-split');
    await gallery.show('phone-proposed');
    expect(await byId('propose').count()).toBe(0);
    expect(await textOf('proposed')).toContain('The TV asks the patient now');
  });

  it('are a link by SMS or e-mail, by what was typed', async () => {
    await gallery.show('phone-ways');
    await byId('link-to').fill('0170 1234567');
    await byId('link-send').click();
    expect(await pressed()).toBe('link-move-sms');
    await gallery.page.getByText('A link is on its way to +49 … 67.').waitFor();
    await byId('use-add').click();
    await byId('link-to').fill('maria@example.org');
    await byId('link-to').press('Enter');
    await expect.poll(pressed).toBe('link-add-email');
  });

  it('say at the field what is wrong with it', async () => {
    await gallery.show('phone-refused');
    const alert = byId('phone-panel').getByRole('alert');
    await byId('link-to').fill('Maria');
    await byId('link-to').press('Enter');
    expect(await alert.textContent()).toBe('Neither a number nor an e-mail address.');
    expect(await pressed()).toBeNull();
    await byId('link-to').fill('0170 1');
    expect(await alert.count()).toBe(0);
    await byId('link-to').press('Enter');
    await expect.poll(() => alert.textContent()).toContain('This is no telephone number.');
  });

  it('are those that the clinic has', async () => {
    await gallery.show('phone-ways-email');
    await byId('link-to').fill('0170 1234567');
    await byId('link-to').press('Enter');
    await byId('phone-panel').getByText('This is no e-mail address.').waitFor();
    await gallery.show('phone-ways-none');
    expect(await byId('link-to').count()).toBe(0);
    expect(await byId('mail').count()).toBe(0);
    expect(await textOf('phone-panel')).toContain('neither SMS nor e-mails');
  });

  it('are a number that the patient gave', async () => {
    await gallery.show('telephone-wanted');
    const link = byId('telephone').getByRole('link');
    expect(await link.getAttribute('href')).toBe('tel:+491701234567');
    await byId('dial').click();
    expect(await pressed()).toBe('dial');
    await gallery.show('telephone-dialled');
    expect(await byId('dial').count()).toBe(0);
  });

  it('are a reference that a caller says, also while the patient waits', async () => {
    await gallery.show('phone-ways');
    await byId('reference').fill('12345');
    expect(await byId('reference-confirm').isDisabled()).toBe(true);
    await byId('reference').fill('123456');
    expect(await byId('reference').inputValue()).toBe('123 456');
    await byId('reference').press('Enter');
    expect(await pressed()).toBe('reference-123456');
    await gallery.page.getByText('Maria Conti is on the telephone.').waitFor();
    await gallery.show('waiting');
    await byId('reference').fill('654321');
    await byId('reference').press('Enter');
    await byId('caller').getByText('is on the telephone.').waitFor();
  });

  it('are an e-mail, whose address is looked at before it goes', async () => {
    await gallery.show('phone-ways');
    await byId('mail').click();
    await byId('mail-address').fill('maria@');
    await byId('mail-text').fill('Twice a day.');
    await byId('mail-send').click();
    await gallery.page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await pressed()).toBeNull();
    await byId('mail-address').fill('maria@example.org');
    await byId('mail-send').click();
    await gallery.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await pressed()).toBe('mail-maria@example.org');
  });
});

describe('the chat', () => {
  const counted = () => byId('tab-chat').locator('.count').count();

  it('is sent by Enter, and Shift and Enter begin a new line', async () => {
    await gallery.show('chat');
    const field = byId('chat-text');
    await field.fill('Please wait');
    await field.press('Shift+Enter');
    await field.pressSequentially('a moment.');
    expect(await pressed()).toBeNull();
    await field.press('Enter');
    expect(await pressed()).toBe('say-Please wait\na moment.');
    expect(await field.inputValue()).toBe('');
    await field.press('Enter');
    expect(await byId('chat-send').isDisabled()).toBe(true);
  });

  it('counts and tells what is new, until it is looked at', async () => {
    await gallery.show('chat-unread');
    expect(await byId('tab-chat').locator('.count').textContent()).toContain('1');
    expect(await textOf('chat-news')).toBe('Maria Conti writes: Since Sunday. It itches at night.');
    await byId('tab-chat').click();
    await expect.poll(counted).toBe(0);
    await byId('tab-request').click();
    expect(await counted()).toBe(0);
  });

  it('shows photos in small, and large until Escape', async () => {
    await gallery.show('chat');
    await byId('photo').click();
    const large = gallery.page.getByRole('dialog').getByRole('img');
    await large.waitFor();
    expect(await large.getAttribute('alt')).toContain('Photo from Maria Conti');
    await gallery.page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
  });

  it('marks e-mails, and says what did not arrive', async () => {
    await gallery.show('chat-trouble');
    const mails = gallery.page.locator('[data-type="mail"]');
    expect(await mails.first().textContent()).toContain('E-mail to m…@example.org');
    expect(await mails.nth(1).textContent()).toContain('Answer by e-mail');
    await byId('chat').getByText('The photo could not be loaded.').waitFor();
    await byId('send-again').click();
    expect(await pressed()).toBe('send-again');
    await byId('discard').click();
    expect(await pressed()).toBe('discard');
  });
});

describe('what a phone has to prove', () => {
  it('is set for the clinic, with a number that can be called', async () => {
    await gallery.show('clinic');
    await byId('phone-check-pin').check();
    await byId('call-in').fill('030 901820');
    await gallery.page.getByRole('alert').waitFor();
    expect(await byId('settings-save').isDisabled()).toBe(true);
    await byId('call-in').fill('+49 (0) 30');
    await byId('country').fill('ch');
    await gallery.page.getByText('Switzerland').waitFor();
    await byId('settings-save').click();
    expect(await pressed()).toBe('save');
  });

  it('is put on record with a patient who is new, and only then', async () => {
    await gallery.show('pair-found');
    await byId('patient-name').fill('Anna Bianchi');
    await byId('pin').fill('12');
    expect(await byId('pair-confirm').isDisabled()).toBe(true);
    await byId('pin').fill('1234');
    await byId('birth-date').fill('1941-07-15');
    await byId('pair-confirm').click();
    expect(await pressed()).toBe('confirm');
    await byId('patient-name').fill('Maria Conti');
    expect(await byId('pin').count()).toBe(0);
  });

  it('is told with the patients, and set there', async () => {
    await gallery.show('patients');
    const rows = byId('patient');
    expect(await rows.nth(0).textContent()).toContain('Date of birth, PIN');
    await byId('proofs').nth(1).click();
    await byId('pin').fill('0042');
    await byId('proofs-save').click();
    expect(await pressed()).toBe('proofs');
  });
});
