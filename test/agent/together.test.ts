import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { backToPrompt, openAgent, openTv, pair } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';

let browser: Browser;
let housecall: HousecallProcess;
let tv: Page;
let physician: Page;
let staff: Page;

beforeAll(async () => {
  [browser, housecall] = await Promise.all([
    launchChromium(),
    HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: 'relay' }),
  ]);
  tv = await openTv(browser, housecall.url);
  physician = await openAgent(browser, housecall.url);
  staff = await openAgent(browser, housecall.url, 'staff@demo.test');
  await pair(tv, physician, 'Anna Bianchi');
  await physician.getByRole('link', { name: 'Consults' }).click();
});
afterAll(async () => {
  await browser.close();
  await housecall.close();
});

const state = (page: Page, name: string) =>
  page.locator(`[data-testid="consult-state"][data-value="${name}"]`).waitFor({ timeout: 15_000 });
const setPresence = (page: Page, setting: string) =>
  page.getByTestId('presence').locator('select').selectOption(setting);
/** For what goes over the network. */
const soon = { timeout: 10_000 };
const outcome = (page: Page) => page.getByTestId('outcome').textContent();

describe('presence', () => {
  it('is seen by colleagues at once, and nothing rings at who is not to be disturbed', async () => {
    await setPresence(physician, 'do-not-disturb');
    const colleague = staff.getByTestId('colleague').filter({ hasText: 'Rossi' });
    await expect.poll(() => colleague.getAttribute('data-value'), soon).toBe('do-not-disturb');

    await tv.keyboard.press('Enter');
    const row = physician.getByTestId('waiting');
    await row.waitFor();
    await expect.poll(() => row.textContent(), soon).toContain('Nobody who may answer is there');
    expect(await physician.getByTestId('incoming').count()).toBe(0);
  });

  it('keeps nobody from letting a patient in', async () => {
    await physician.getByTestId('priority').selectOption('urgent');
    await expect
      .poll(() => staff.getByTestId('waiting').locator('.tag').first().textContent(), soon)
      .toBe('Urgent');
    await physician.getByTestId('admit').click();
    await state(physician, 'active');
    const colleague = staff.getByTestId('colleague').filter({ hasText: 'Rossi' });
    await expect.poll(() => colleague.getAttribute('data-value'), soon).toBe('busy');
  });
});

describe('a call that is handed over', () => {
  it('is declined first, which is told', async () => {
    await physician.getByTestId('transfer').click();
    await physician.getByTestId('transfer-to').filter({ hasText: 'Weber' }).click();
    await physician.getByTestId('transfer-send').click();
    await staff.getByTestId('decline').click();
    await physician.locator('[data-testid="transfer-state"][data-value="declined"]').waitFor();
  });

  it('is taken over with its note, and its picture is at the colleague', async () => {
    await physician.getByTestId('transfer').click();
    await physician.getByTestId('transfer-to').filter({ hasText: 'Weber' }).click();
    await physician.getByTestId('transfer-note').fill('The remote control has no batteries.');
    await physician.getByTestId('transfer-send').click();
    const note = staff.getByTestId('incoming').getByTestId('transfer-note');
    expect(await note.textContent()).toContain('The remote control has no batteries.');
    await staff.getByTestId('accept').click();
    await state(staff, 'active');
    await staff.getByTestId('remote-video').waitFor();
    await physician.getByTestId('outcome').waitFor();
    expect(await outcome(physician)).toBe('Jonas Weber took over.');
    await physician.getByTestId('done').click();
    await physician.getByTestId('waiting-room').waitFor();
  });

  it('goes back to the waiting room, from where it rings at who is there', async () => {
    await staff.getByTestId('return').click();
    await staff.getByTestId('return-confirm').click();
    await staff.getByTestId('waiting-room').waitFor();
    await setPresence(physician, 'available');
    await physician.getByTestId('accept').click();
    await state(physician, 'active');
  });
});

describe('a call with more than two', () => {
  it('has guests by a link, until they are sent away', async () => {
    await physician.getByTestId('invite').click();
    await physician.getByTestId('guest-name').fill('Ilse Brandt');
    await physician.getByTestId('invite-send').click();
    const link = await physician.getByTestId('guest-link').inputValue();
    expect(link).toMatch(new RegExp(`^${housecall.url}/guest/#[\\w-]{43}$`));
    await physician.getByRole('button', { name: 'Close' }).click();

    await physician.getByTestId('tab-people').click();
    const guest = physician.getByTestId('guest');
    expect(await guest.textContent()).toContain('Ilse Brandt');
    expect(await guest.getAttribute('data-value')).toBe('vacant');
    await physician.getByTestId('remove-guest').click();
    await guest.waitFor({ state: 'detached' });
  });
});

describe('a diagnostic by hand', () => {
  it('goes to the TV, and its task is open until somebody answers', async () => {
    await physician.getByTestId('tab-request').click();
    await physician.getByTestId('diagnose').click();
    await physician.getByTestId('finding').fill('The batteries are empty.');
    await physician.getByTestId('task-text').fill('Put new batteries in.');
    await physician.getByTestId('diagnose-send').click();
    const task = physician.getByTestId('task-state');
    await task.waitFor();
    expect(await task.getAttribute('data-value')).toBe('open');
    expect(await physician.getByTestId('diagnostic').textContent()).toContain('Put new batteries');
  });

  it('stays on record when the call has ended, with a verdict on the connection', async () => {
    await physician.getByTestId('end').click();
    await physician.getByTestId('verdict').waitFor();
    expect(await outcome(physician)).toBe('You ended the call.');
    await physician.getByTestId('done').click();
  });
});

describe('a call from the clinic', () => {
  it('rings until it is stopped', async () => {
    await backToPrompt(tv);
    await physician.getByRole('link', { name: 'Patients and TVs' }).click();
    await physician.getByTestId('call-patient').click();
    await physician.getByTestId('calling').waitFor();
    await state(physician, 'calling');
    await physician.getByTestId('cancel-call').click();
    await physician.getByTestId('outcome').waitFor();
    expect(await outcome(physician)).toBe('You stopped calling.');
    await physician.getByTestId('done').click();
  });

  it('says that the TV is off', async () => {
    await tv.close();
    await physician.getByRole('link', { name: 'Patients and TVs' }).click();
    const told = physician.getByRole('alert');
    await expect
      .poll(
        async () => {
          await physician.getByTestId('call-patient').click();
          await physician.getByTestId('cancel-call').or(told).first().waitFor();
          return told.textContent();
        },
        { timeout: 15_000 },
      )
      .toContain('The TV is off or not connected.');
  });
});

describe('what admins set', () => {
  it('is kept: what patients are told, who answers what, the playbook', async () => {
    const admin = await openAgent(browser, housecall.url, 'admin@demo.test');
    const row = admin.getByTestId('person').filter({ hasText: 'Weber' });
    await row.getByTestId('desk-care').check();
    await row.getByTestId('languages').fill('de, it');
    await row.getByTestId('desks-save').click();
    await row.getByTestId('desks-save').waitFor({ state: 'detached' });

    await admin.getByRole('link', { name: 'Clinic' }).click();
    await admin.getByTestId('emergency').fill('Call 112.');
    await admin.getByTestId('settings-save').click();
    await admin.getByText('Saved.').waitFor();

    await admin.getByRole('link', { name: 'Playbook' }).click();
    const version = admin.getByTestId('playbook-state');
    expect(await version.getAttribute('data-value')).toBe('0');
    await admin.getByTestId('tab-try').click();
    await admin.getByTestId('try-run').click();
    await admin.getByTestId('try-result').waitFor();
    await admin.getByLabel('Name', { exact: true }).fill('Our own');
    await admin.getByTestId('playbook-save').click();
    await expect.poll(() => version.getAttribute('data-value'), soon).toBe('1');

    await admin.reload();
    await expect.poll(() => version.getAttribute('data-value'), soon).toBe('1');
    expect(await admin.getByLabel('Name', { exact: true }).inputValue()).toBe('Our own');
    await admin.context().close();
  });

  it('tells another admin that somebody saved in between', async () => {
    const [first, second] = await Promise.all([
      openAgent(browser, housecall.url, 'admin@demo.test'),
      openAgent(browser, housecall.url, 'admin@demo.test'),
    ]);
    for (const [page, name] of [
      [first, 'Mine'],
      [second, 'Theirs'],
    ] as const) {
      await page.getByRole('link', { name: 'Playbook' }).click();
      await page.getByLabel('Name', { exact: true }).fill(name);
    }
    await second.getByTestId('playbook-save').click();
    const version = (page: Page) => page.getByTestId('playbook-state').getAttribute('data-value');
    await expect.poll(() => version(second), soon).toBe('2');
    await first.getByTestId('playbook-save').click();
    await first.getByTestId('playbook-save-over').click();
    await expect.poll(() => version(first), soon).toBe('3');
    await Promise.all([first.context().close(), second.context().close()]);
  });

  it('wires other systems, with a secret that is shown once', async () => {
    const admin = await openAgent(browser, housecall.url, 'admin@demo.test');
    await admin.getByRole('link', { name: 'Integrations' }).click();
    await admin.getByTestId('add-source').click();
    await admin.getByTestId('source-name').fill('Scheduling');
    await admin.getByTestId('source-create').click();
    expect(await admin.getByTestId('secret').inputValue()).toMatch(/^whsec_/);
    await admin.getByRole('button', { name: 'Done' }).click();
    expect(await admin.getByTestId('source').textContent()).toContain('/api/inbound/');
    await admin.context().close();
  });
});
