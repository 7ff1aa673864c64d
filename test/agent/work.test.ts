import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ask, backToPrompt, openAgent, openTv } from '../support/consultPages.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';

let browser: Browser;
let housecall: HousecallProcess;
let tv: Page;
let agent: Page;

beforeAll(async () => {
  [browser, housecall] = await Promise.all([
    launchChromium(),
    HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: 'direct' }),
  ]);
  tv = await openTv(browser, housecall.url);
});
afterAll(async () => {
  await browser.close();
  await housecall.close();
});

/** The tab key goes forward until it has reached something, or gone round for nothing. */
async function tabTo(page: Page, testId: string): Promise<void> {
  const target = page.getByTestId(testId).and(page.locator(':focus'));
  for (let steps = 0; steps < 30 && !(await target.isVisible()); steps += 1) {
    await page.keyboard.press('Tab');
  }
  expect(await target.isVisible()).toBe(true);
}

const state = (page: Page, name: string) =>
  page.locator(`[data-testid="consult-state"][data-value="${name}"]`).waitFor({ timeout: 15_000 });
const title = () => agent.title();

describe('by the keyboard alone', () => {
  beforeAll(async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['camera', 'microphone'],
    });
    agent = await context.newPage();
    await agent.goto(`${housecall.url}/agent/`);
    await agent.getByTestId('email').waitFor();
  });

  it('somebody signs in, after being told that the password was wrong', async () => {
    await agent.keyboard.type('physician@demo.test');
    await agent.keyboard.press('Tab');
    await agent.keyboard.type('not the password');
    await agent.keyboard.press('Enter');
    const alert = agent.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toBe('E-mail or password is wrong.');

    await tabTo(agent, 'password');
    await agent.keyboard.press('ControlOrMeta+a');
    await agent.keyboard.type(demoPassword);
    await agent.keyboard.press('Enter');
    await agent.locator('[data-testid="connection"][data-value="open"]').waitFor();
  });

  it('and pairs a TV: the code is looked up once it is complete', async () => {
    await agent.getByRole('link', { name: 'Pair a TV' }).focus();
    await agent.keyboard.press('Enter');
    await tabTo(agent, 'user-code');
    await agent.keyboard.type('bbbbbbbb');
    const alert = agent.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('No TV is waiting with this code.');

    const code = (await tv.getByTestId('pairing-code').textContent())?.trim() ?? '';
    await agent.getByTestId('user-code').focus();
    await agent.keyboard.press('ControlOrMeta+a');
    await agent.keyboard.type(code.replace('-', '').toLowerCase());
    await agent.getByTestId('pair-form').waitFor();
    expect(await agent.getByTestId('user-code').inputValue()).toBe(code);

    await tabTo(agent, 'patient-name');
    await agent.keyboard.type('Anna Bianchi');
    await tabTo(agent, 'pair-confirm');
    await agent.keyboard.press('Enter');
    await agent.locator('[data-testid="pair-finished"][data-value="paired"]').waitFor();
    await tv.getByTestId('prompt-yes').waitFor({ timeout: 15_000 });
  });

  it('rings in the tab’s title without a name, wherever one is, until the patient cancels', async () => {
    await ask(tv, agent);
    await expect.poll(title, { timeout: 5_000 }).toBe('● Incoming consult');
    await expect.poll(title, { timeout: 5_000 }).toBe('Housecall');
    expect(await agent.getByTestId('incoming').textContent()).toContain('Anna Bianchi');
    await agent.locator('video.preview-picture').waitFor();

    await tv.getByTestId('cancel').waitFor();
    await tv.keyboard.press('Enter');
    await agent.getByTestId('incoming').waitFor({ state: 'detached' });
    await agent.getByRole('link', { name: 'Consults' }).click();
    await expect
      .poll(() => agent.getByTestId('notice').first().textContent(), { timeout: 5_000 })
      .toBe('The patient cancelled the request.');
    expect(await title()).toBe('Housecall');
  });

  it('accepts, sees the charts move, comes back after a reload, and ends', async () => {
    await backToPrompt(tv);
    await ask(tv, agent);
    await tabTo(agent, 'accept');
    await agent.keyboard.press('Enter');
    await state(agent, 'active');
    const samples = async () =>
      Number(await agent.getByTestId('diagnostics').getAttribute('data-samples'));
    await expect.poll(samples, { timeout: 10_000 }).toBeGreaterThan(1);
    const line = agent.locator('[data-chart="sends"] .sparkline-line').first();
    const drawn = await line.getAttribute('d');
    await expect.poll(() => line.getAttribute('d'), { timeout: 5_000 }).not.toBe(drawn);

    await agent.reload();
    await state(agent, 'active');
    await agent.getByTestId('timeline').locator('[data-type="endpoint-back"]').waitFor();
    await expect.poll(samples, { timeout: 15_000 }).toBeGreaterThan(0);

    await tabTo(agent, 'end');
    await agent.keyboard.press('Enter');
    expect(await agent.getByTestId('outcome').textContent()).toBe('You ended the call.');
    await agent.getByTestId('done').click();
    await agent.getByTestId('outcome').waitFor({ state: 'detached' });
  });
});

describe('two windows of one physician', () => {
  it('both ring; the call is in the one that answered, until the other takes it over', async () => {
    const second = await openAgent(browser, housecall.url);
    await backToPrompt(tv);
    await ask(tv, agent);
    await second.getByTestId('incoming').waitFor();
    await second.getByTestId('accept').click();
    await state(second, 'active');
    await agent.getByTestId('incoming').waitFor({ state: 'detached' });
    expect(await agent.locator('#elsewhere-heading').textContent()).toBe(
      'This call is open in another window.',
    );
    expect(await agent.getByTestId('remote-video').count()).toBe(0);

    await agent.getByTestId('take-over').click();
    await agent.getByTestId('remote-video').waitFor();
    await second.getByTestId('take-over').waitFor({ timeout: 15_000 });
    expect(await second.getByTestId('remote-video').count()).toBe(0);
    await state(agent, 'active');
    await agent.getByTestId('end').click();
    await agent.getByTestId('done').click();
    await second.context().close();
  });
});

describe('other roles', () => {
  it('staff see who waits, and cannot admit those of other desks', async () => {
    const staff = await openAgent(browser, housecall.url, 'staff@demo.test');
    await backToPrompt(tv);
    await ask(tv, agent);
    const row = staff.getByTestId('waiting');
    await row.waitFor();
    expect(await row.textContent()).toContain('Anna Bianchi');
    expect(await staff.getByTestId('admit').count()).toBe(0);
    await agent.getByTestId('decline').click();
    await agent.getByTestId('incoming').waitFor({ state: 'detached' });
    // The TV's screen changes just then, and may be without a focus for a moment.
    const remain = async () => {
      if (await tv.getByTestId('cancel').isVisible()) await tv.keyboard.press('Enter');
      return staff.getByTestId('waiting').count();
    };
    await expect.poll(remain, { timeout: 20_000, interval: 1_000 }).toBe(0);
    await staff.context().close();
  });

  it('admins see colleagues and no patients', async () => {
    const admin = await openAgent(browser, housecall.url, 'admin@demo.test');
    await admin.getByRole('cell', { name: 'Physician', exact: true }).waitFor();
    expect(await admin.getByRole('link', { name: 'Patients and TVs' }).count()).toBe(0);
    await admin.goto(`${housecall.url}/agent/#patients`);
    await admin.getByRole('heading', { name: 'Colleagues' }).waitFor();
    await admin.context().close();
  });
});

describe('what stays behind', () => {
  it('a code in the address bar leaves it at once, and storage holds no names', async () => {
    await agent.goto(`${housecall.url}/agent/#pair=BBBB-BBBB`);
    await expect.poll(() => agent.getByTestId('user-code').inputValue()).toBe('BBBB-BBBB');
    expect(agent.url()).toBe(`${housecall.url}/agent/#pair`);
    const kept = await agent.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    );
    expect(kept).not.toMatch(/Bianchi|Rossi|demo\.test/);
  });

  it('signing out ends the sign-in also for a page that is opened anew', async () => {
    await agent.getByRole('button', { name: 'Sign out' }).click();
    await agent.getByTestId('email').waitFor();
    await agent.reload();
    await agent.getByTestId('email').waitFor();
  });

  it('while the server is away, the sign-in says that it cannot be reached', async () => {
    await housecall.end('SIGKILL');
    await agent.getByTestId('email').fill('physician@demo.test');
    await agent.getByTestId('password').fill(demoPassword);
    await agent.getByTestId('sign-in').click();
    const alert = agent.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('The server cannot be reached.');
  });
});
