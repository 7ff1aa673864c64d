import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { buildGallery, Gallery } from './gallery.ts';

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  const [launched, files] = await Promise.all([launchChromium(), buildGallery()]);
  browser = launched;
  gallery = await Gallery.open(browser, files);
});
afterAll(() => browser.close());

describe('diagnostics', () => {
  const reading = (chart: string) =>
    gallery.page.locator(`[data-chart="${chart}"] .chart-now`).textContent();

  it('reads each chart in its unit and draws its last minute', async () => {
    await gallery.show('call');
    expect(await reading('round-trip')).toBe('21 ms');
    expect(await reading('sends')).toBe('1.57 Mbit/s');
    expect(await reading('resolution')).toBe('1280 × 720');
    expect(await gallery.page.getByTestId('diagnostics').getAttribute('data-samples')).toBe('60');
  });

  it('leaves a gap where nothing was measured', async () => {
    await gallery.show('call');
    const lines = gallery.page.locator('[data-chart="round-trip"] .sparkline-line');
    expect(await lines.count()).toBe(2);
  });

  it('says so while there are no samples', async () => {
    await gallery.show('call-connecting');
    expect(await reading('round-trip')).toBe('–');
    expect(await gallery.page.getByTestId('diagnostics').textContent()).toContain('No samples yet');
  });
});

describe('what is told in words', () => {
  it.each([
    ['ended-ended-by-patient', 'The patient ended the call.'],
    ['ended-ended-by-agent', 'You ended the call.'],
    ['ended-cancelled-by-patient', 'The patient cancelled the request.'],
    ['ended-tv-lost', 'The TV lost its connection and did not come back.'],
    ['ended-agent-lost', 'The physician’s browser lost its connection and did not come back.'],
    ['ended-nobody-came', 'Nobody answered in time.'],
    ['ended-all-declined', 'Every physician who was asked declined.'],
    ['ended-device-unpaired', 'The TV was unpaired, which ended the consult.'],
  ])('%s: %s', async (screen, sentence) => {
    await gallery.show(screen);
    expect(await gallery.page.getByTestId('outcome').textContent()).toBe(sentence);
    expect(
      await gallery.page.getByTestId('timeline').locator('[data-type]').count(),
    ).toBeGreaterThan(2);
  });

  it('why there is no picture, at the picture and at the TV', async () => {
    await gallery.show('call-tv-no-camera');
    const stage = gallery.page.locator('.stage-words');
    expect(await stage.textContent()).toBe('No picture: the TV’s camera is unplugged.');
    expect(await gallery.page.locator('.facts').first().textContent()).toContain('unplugged');
  });

  it('that the server cannot be reached, whatever page is shown', async () => {
    await gallery.show('call-server-gone');
    expect(await gallery.page.getByRole('alert').textContent()).toContain('Reconnecting…');
    const connection = gallery.page.getByTestId('connection');
    expect(await connection.getAttribute('data-value')).toBe('reconnecting');
  });

  it('that another physician was faster', async () => {
    await gallery.show('idle-earlier');
    expect(await gallery.page.locator('.notice').textContent()).toBe(
      'Maria Conti: Another physician was faster.',
    );
    expect(await gallery.page.getByTestId('notice').allTextContents()).toEqual([
      'The patient ended the call.',
      'The patient cancelled the request.',
      'Dr. Paul Bianchi answered.',
    ]);
  });
});

describe('the patient’s field', () => {
  const field = () => gallery.page.getByTestId('patient-name');
  const meaning = () => gallery.page.locator('#patient-choice').textContent();

  it('finds patients by the beginnings of words, without regard to accents', async () => {
    await gallery.show('pair-found');
    await field().fill('zoe fea');
    const options = gallery.page.getByRole('option');
    expect(await options.allTextContents()).toEqual([
      'Zoë Featherstonehaugh-Cholmondeley2 TVs',
      'Add “zoe fea” as a new patient',
    ]);
    await field().press('ArrowDown');
    await field().press('Enter');
    expect(await field().inputValue()).toBe('Zoë Featherstonehaugh-Cholmondeley');
    expect(await meaning()).toBe('Patient of this clinic, has 2 TVs already.');
    expect(await gallery.pressed()).toBeNull();
  });

  it('takes a name that nobody has as a new patient, and Enter confirms it', async () => {
    await gallery.show('pair-found');
    await field().fill('Anna Bianchi');
    expect(await meaning()).toBe('A new patient will be added.');
    await field().press('Enter');
    expect(await gallery.pressed()).toBe('confirm');
  });

  it('lets the confirmation be pressed while its list is open', async () => {
    await gallery.show('pair-found');
    await field().fill('Mari');
    await gallery.page.getByRole('listbox').waitFor();
    await gallery.page.getByTestId('pair-confirm').click({ timeout: 2_000 });
    expect(await gallery.pressed()).toBe('confirm');
  });

  it('closes its list by Escape and keeps what was typed', async () => {
    await gallery.show('pair-found');
    await field().fill('Mari');
    await field().press('Escape');
    expect(await gallery.page.getByRole('option').count()).toBe(0);
    expect(await field().inputValue()).toBe('Mari');
  });
});

describe('unpairing', () => {
  it('asks first, and does nothing when it is dismissed', async () => {
    await gallery.show('patients');
    const { page } = gallery;
    await page.getByRole('button', { name: 'Unpair Samsung QE55Q80B of Maria Conti' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBeNull();

    await page.getByRole('button', { name: 'Unpair Samsung QE55Q80B of Maria Conti' }).click();
    await page.getByTestId('unpair-confirm').click();
    expect(await gallery.pressed()).toBe('unpair');
  });
});
