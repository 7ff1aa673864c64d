import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ask, bothShow, openAgent, openTv, pair, timelineTypes } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';

let browser: Browser;
let housecall: HousecallProcess;
let tv: Page;
let agent: Page;

beforeAll(async () => {
  [browser, housecall] = await Promise.all([launchChromium(), HousecallProcess.start()]);
  [tv, agent] = await Promise.all([
    openTv(browser, housecall.url),
    openAgent(browser, housecall.url),
  ]);
  await pair(tv, agent, 'Maria Conti');
});
afterAll(async () => {
  await browser.close();
  await housecall.close();
});

const proofs = (page: Page) => page.getByTestId('patient').filter({ hasText: 'Maria Conti' });

describe('what a phone has to prove, at a real server', () => {
  it('is put on record with a patient, and told there', async () => {
    await agent.getByRole('link', { name: 'Patients and TVs' }).click();
    await proofs(agent).getByTestId('proofs').click();
    await agent.getByTestId('birth-date').fill('1941-07-15');
    await agent.getByTestId('proofs-save').click();
    await proofs(agent).getByText('Date of birth').waitFor();
  });

  it('is asked for once an admin has set it, with the number to call', async () => {
    const admin = await openAgent(browser, housecall.url, 'admin@demo.test');
    await admin.getByRole('link', { name: 'Clinic', exact: true }).click();
    await admin.getByTestId('phone-check-birth-date').check();
    await admin.getByTestId('call-in').fill('+49 30 901820');
    await admin.getByTestId('settings-save').click();
    await admin.getByText('Saved.').waitFor();
    await admin.reload();
    await admin.getByTestId('call-in').waitFor();
    expect(await admin.getByTestId('call-in').inputValue()).toBe('+4930901820');
    expect(await admin.getByTestId('phone-check-birth-date').isChecked()).toBe(true);
    await admin.context().close();
  });
});

describe('beside a call', () => {
  beforeAll(async () => {
    await agent.getByRole('link', { name: 'Consults' }).click();
    await ask(tv, agent);
    await agent.getByTestId('accept').click();
    await bothShow(tv, agent, 'active');
  });

  it('what the physician writes is delivered, and stays there after a reload', async () => {
    await agent.getByTestId('tab-chat').click();
    await agent.getByTestId('chat-text').fill('Please show me your knee.');
    await agent.getByTestId('chat-text').press('Enter');
    const entry = agent.locator('[data-testid="chat-entry"][data-delivery="delivered"]');
    await entry.waitFor();
    await agent.reload();
    await bothShow(tv, agent, 'active');
    await agent.getByTestId('tab-chat').click();
    await entry.waitFor();
    expect(await entry.textContent()).toContain('You');
    expect(await entry.textContent()).toContain('Please show me your knee.');
  });

  it('the ways to a phone are those of the clinic, and the TV asks about it', async () => {
    await agent.getByTestId('tab-phone').click();
    await agent.getByTestId('phone-panel').getByText('The patient calls').waitFor();
    expect(await agent.getByTestId('link-to').count()).toBe(0);
    await agent.getByTestId('use-split').click();
    await agent.getByTestId('propose').click();
    await agent.getByTestId('proposed').waitFor();
    expect(await timelineTypes(agent)).toContain('phone-proposed');
  });

  it('a reference that nobody has is told as such', async () => {
    await agent.getByTestId('reference').fill('000000');
    await agent.getByTestId('reference').press('Enter');
    const alert = agent.getByTestId('phone-panel').getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Nobody has this reference.');
  });
});
