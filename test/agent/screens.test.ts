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

  it.each([
    ['call-picture-small', 'The TV shows your picture small: the small one is sent.'],
    ['call-picture-unseen', 'The TV does not show your picture now: the small one is sent.'],
    [
      'call-weak-decoder',
      'The TV cannot decode your large picture in time: the small one is sent.',
    ],
    ['call-narrow-line', 'The line to the TV carries only your small picture.'],
  ])('says why the patient sees a small picture: %s', async (screen, sentence) => {
    await gallery.show(screen);
    expect(await gallery.page.getByTestId('picture-note').textContent()).toBe(sentence);
  });

  it('says nothing of the picture while all of it arrives', async () => {
    await gallery.show('call');
    expect(await reading('decode-time')).toMatch(/^\d+ ms$/);
    expect(await gallery.page.getByTestId('picture-note').count()).toBe(0);
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
    ['ended-cancelled-by-agent', 'The clinic stopped calling.'],
    ['ended-declined-by-patient', 'The patient declined the call.'],
    ['ended-patient-did-not-answer', 'Nobody answered at the TV.'],
    ['ended-transferred', 'Dr. Paul Bianchi took over.'],
    ['ended-tv-lost', 'The TV lost its connection and did not come back.'],
    ['ended-mobile-lost', 'The patient’s phone lost its connection and did not come back.'],
    ['ended-agent-lost', 'The clinic’s browser lost its connection and did not come back.'],
    ['ended-nobody-came', 'Nobody answered in time.'],
    ['ended-all-declined', 'Everybody who may answer declined.'],
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
    expect(await gallery.page.getByRole('tabpanel', { name: 'TV' }).textContent()).toContain(
      'unplugged',
    );
  });

  it('that the server cannot be reached, whatever page is shown', async () => {
    await gallery.show('call-server-gone');
    expect(await gallery.page.getByRole('alert').textContent()).toContain('Reconnecting…');
    const connection = gallery.page.getByTestId('connection');
    expect(await connection.getAttribute('data-value')).toBe('reconnecting');
  });

  it('that a colleague was faster', async () => {
    await gallery.show('idle-earlier');
    expect(await gallery.page.locator('.notice').textContent()).toBe(
      'Maria Conti: A colleague was faster.',
    );
    expect(await gallery.page.getByTestId('notice').allTextContents()).toEqual([
      'The patient ended the call.',
      'The patient cancelled the request.',
      'Dr. Paul Bianchi answered.',
    ]);
  });
});

describe('the waiting room', () => {
  const { rows, press } = {
    rows: () => gallery.page.getByTestId('waiting'),
    press: (name: string) => gallery.page.getByTestId(name).first().click(),
  };

  it('has the urgent first, and says why each one asks, at whom it rings, what was answered', async () => {
    await gallery.show('waiting');
    expect(await rows().locator('.waiting-patient').allTextContents()).toEqual([
      'Tadeusz Wójcik',
      'Maria Conti',
      'Zoë Featherstonehaugh-Cholmondeley',
      'Anna Bianchi',
    ]);
    const texts = await rows().allTextContents();
    expect(texts[0]).toContain('Nobody who may answer is there');
    expect(texts[1]).toContain('The film stands still.');
    expect(texts[1]).toContain('player, stalled · Lago TV, buffering · Wi-Fi');
    expect(texts[1]).toContain('2 of 3 tasks answered');
    expect(texts[3]).toContain('Rings at Dr. Paul Bianchi');
  });

  it('lets anybody be admitted or given another priority', async () => {
    await gallery.show('waiting');
    await rows().nth(2).getByTestId('admit').click();
    expect(await gallery.pressed()).toBe('admit');
    await rows().nth(2).getByTestId('priority').selectOption('stat');
    expect(await gallery.pressed()).toBe('priority');
  });

  it('lets staff admit those of their own desks alone', async () => {
    await gallery.show('waiting-staff');
    expect(await rows().count()).toBe(3);
    expect(await gallery.page.getByTestId('admit').count()).toBe(1);
    expect(await rows().filter({ hasText: 'Maria Conti' }).getByTestId('admit').count()).toBe(1);
  });

  it('keeps those who wish to be called back', async () => {
    await gallery.show('waiting');
    const row = gallery.page.getByTestId('callback');
    expect(await row.textContent()).toContain('Luigi Ferrari');
    await press('callback-call');
    expect(await gallery.pressed()).toBe('call-back');
    await press('callback-done');
    expect(await gallery.pressed()).toBe('callback-done');
  });

  it('tells somebody whom the server believes away', async () => {
    await gallery.show('waiting-failed');
    const presence = gallery.page.getByTestId('presence');
    expect(await presence.getAttribute('data-value')).toBe('away');
    expect(await presence.textContent()).toContain('nobody was at this screen');
    await presence.locator('select').selectOption('do-not-disturb');
    expect(await gallery.pressed()).toBe('presence');
  });
});

describe('a call with others', () => {
  const byId = (name: string) => gallery.page.getByTestId(name);

  it('is handed to a colleague who is there, with a note', async () => {
    await gallery.show('call');
    await byId('transfer').click();
    const choices = byId('transfer-to');
    expect(await choices.count()).toBe(4);
    expect(await choices.filter({ hasText: 'Bianchi' }).locator('input').isDisabled()).toBe(true);
    expect(await byId('transfer-send').isDisabled()).toBe(true);
    await choices.filter({ hasText: 'Okafor' }).click();
    await byId('transfer-note').fill('She asks for you.');
    await byId('transfer-send').click();
    await gallery.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBe('transfer');
  });

  it('says at whom a transfer rings, and that it was declined', async () => {
    await gallery.show('call-transferring');
    expect(await byId('transfer-state').textContent()).toContain('Rings at Dr. Adaeze Okafor 0:21');
    expect(await byId('transfer').isDisabled()).toBe(true);
    await gallery.show('call-transfer-declined');
    expect(await byId('transfer-state').textContent()).toContain('Jonas Keller declined');
  });

  it('comes to a colleague as a ring with the note', async () => {
    await gallery.show('incoming-transfer');
    const card = byId('incoming');
    expect(await card.textContent()).toContain('Dr. Paul Bianchi hands over to you');
    expect(await byId('transfer-note').textContent()).toContain('Blood pressure is fine.');
    await byId('accept').click();
    expect(await gallery.pressed()).toBe('accept');
  });

  it('takes guests by a link that is shown once', async () => {
    await gallery.show('call');
    await byId('invite').click();
    await byId('guest-name').fill('Ilse Brandt');
    await byId('invite-send').click();
    expect(await byId('guest-link').inputValue()).toContain('/guest/#');
    await gallery.page.keyboard.press('Escape');
    await gallery.page.getByRole('dialog').waitFor({ state: 'detached' });
    await gallery.show('call-guests');
    expect(await byId('guests').getByTestId('guest').count()).toBe(3);
    await byId('remove-guest').first().click();
    expect(await gallery.pressed()).toBe('remove-guest');
  });

  it('shows all others alike, or up to two of them large', async () => {
    await gallery.show('call-guests');
    const width = async (index: number) =>
      Math.round((await byId('tile').nth(index).boundingBox())?.width ?? 0);
    expect(await width(0)).toBe(await width(1));
    await byId('pin').nth(1).click();
    expect(await width(1)).toBeGreaterThan(2 * (await width(0)));
    await byId('pin').nth(0).click();
    expect(await width(0)).toBe(await width(1));
    await byId('pin').nth(2).click();
    const pressed = await byId('pin').evaluateAll((pins) =>
      pins.map((pin) => pin.getAttribute('aria-pressed')),
    );
    expect(pressed).toEqual(['true', 'false', 'true']);
    expect(await gallery.page.locator('[data-place="tv"]').getAttribute('data-speaking')).toBe(
      'true',
    );
  });

  it('goes back to the waiting room only after a question', async () => {
    await gallery.show('call');
    await byId('return').click();
    await gallery.page.getByRole('dialog').waitFor();
    expect(await gallery.pressed()).toBeNull();
    await byId('return-confirm').click();
    expect(await gallery.pressed()).toBe('return');
  });
});

describe('what the patient asked for', () => {
  const byId = (name: string) => gallery.page.getByTestId(name);

  it('is told with what was measured, what came before, and what became of each task', async () => {
    await gallery.show('call-support');
    const panel = await byId('service-request').textContent();
    for (const words of ['The film stands still.', '14 s', '1.3 Mbit/s', 'Weak internet']) {
      expect(panel).toContain(words);
    }
    expect(
      await byId('task-state').evaluateAll((states) =>
        states.map((state) => state.getAttribute('data-value')),
      ),
    ).toEqual(['did-not-help', 'done', 'open']);
    expect(await byId('noticed').count()).toBe(2);
  });

  it('is answered with one click', async () => {
    await gallery.show('call-suggestions');
    expect(await byId('suggestion').count()).toBe(2);
    await byId('send-suggestion').first().click();
    await expect.poll(() => gallery.pressed()).toBe('ignore');
  });

  it('is answered by hand, in the patient’s language', async () => {
    await gallery.show('call-suggestions');
    await byId('diagnose').click();
    expect(await byId('composer').textContent()).toContain('Write Italian');
    expect(await byId('diagnose-send').isDisabled()).toBe(true);
    await byId('finding').fill('Il Wi-Fi è debole.');
    await byId('task-text').fill('Apra la porta.');
    await byId('diagnose-send').click();
    await byId('composer').waitFor({ state: 'detached' });
    expect(await gallery.pressed()).toBe('diagnose');
  });

  it('ends with a verdict on the connection', async () => {
    await gallery.show('ended-ended-by-patient');
    expect(await byId('verdict').textContent()).toContain('blocked UDP; the call went over TCP.');
  });
});

describe('a call from the clinic', () => {
  it('begins at the patient, and says why it did not come to a ring', async () => {
    await gallery.show('patients-staff');
    expect(await gallery.page.getByTestId('call-patient').count()).toBe(3);
    await gallery.page.getByTestId('call-patient').first().click();
    expect(await gallery.pressed()).toBe('call-patient');
    expect(await gallery.page.getByRole('alert').textContent()).toContain(
      'The TV is off or not connected.',
    );
  });

  it('can be stopped while it rings', async () => {
    await gallery.show('calling');
    await gallery.page.getByTestId('cancel-call').click();
    expect(await gallery.pressed()).toBe('cancel-call');
  });
});

describe('what admins set', () => {
  const byId = (name: string) => gallery.page.getByTestId(name);

  it('says what is wrong with a rule at its place, and saves nothing wrong', async () => {
    await gallery.show('playbook-wrong');
    expect(await byId('rule').first().textContent()).toContain('to be put right');
    expect(await byId('rule-problem').allTextContents()).toEqual([
      expect.stringContaining('lower-case words with hyphens'),
      expect.stringContaining('all.2.operator'),
    ]);
    expect(await byId('playbook-save').isDisabled()).toBe(true);
  });

  it('lets texts be written per language', async () => {
    await gallery.show('playbook');
    await gallery.page.getByRole('radio', { name: 'German' }).check({ force: true });
    const finding = gallery.page.getByLabel('Finding 1', { exact: true });
    expect(await finding.inputValue()).toBe('Das WLAN in Ihrem Zimmer ist schwach.');
    await finding.fill('Das WLAN ist schwach.');
    expect(await gallery.pressed()).toBe('draft');
  });

  it('tells that somebody else saved, and lets one’s own be saved over it', async () => {
    await gallery.show('playbook-conflict');
    await byId('playbook-save-over').click();
    expect(await gallery.pressed()).toBe('save-over');
  });

  it('tries a draft with a request that is right', async () => {
    await gallery.show('playbook-try');
    await gallery.page.getByLabel('Evidence (JSON)').fill('{');
    await byId('try-run').click();
    expect(await byId('try').textContent()).toContain('This is not JSON.');
    expect(await gallery.pressed()).toBeNull();
    await gallery.page.getByLabel('Evidence (JSON)').fill('{}');
    await byId('try-run').click();
    expect(await gallery.pressed()).toBe('try');
  });

  it('shows secrets once, and replays dead letters', async () => {
    await gallery.show('integrations-secret');
    expect(await byId('secret').inputValue()).toContain('whsec_');
    await gallery.show('integrations');
    expect(await byId('replay').count()).toBe(1);
    await byId('replay').click();
    expect(await gallery.pressed()).toBe('replay');
  });

  it('takes the desks and languages of a colleague', async () => {
    await gallery.show('people');
    const row = byId('person').filter({ hasText: 'Jonas Keller' });
    expect(await row.getByTestId('desks-save').count()).toBe(0);
    await row.getByTestId('languages').fill('de, Italian');
    expect(await row.getByTestId('desks-save').isDisabled()).toBe(true);
    await row.getByTestId('languages').fill('de, it');
    await row.getByTestId('desks-save').click();
    expect(await gallery.pressed()).toBe('save');
  });
});

describe('the patient’s field', () => {
  const field = () => gallery.page.getByTestId('patient-name');
  const meaning = () => gallery.page.locator('#patient-choice').textContent();

  it('finds patients by the beginnings of words, without regard to accents', async () => {
    await gallery.show('pair-found');
    await field().fill('zoe fea');
    const options = gallery.page.getByRole('listbox').getByRole('option');
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
    expect(await gallery.page.getByRole('listbox').count()).toBe(0);
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
