import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { backToPrompt, openAgent } from '../support/consultPages.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

let browser: Browser;
let day: ClinicDay;
beforeAll(async () => {
  browser = await launchChromium();
  day = await ClinicDay.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'relay' });
  await day.agent.goto(`${day.housecall.url}/agent/#consults`);
  await day.agent.reload();
});
afterAll(async () => {
  await day.end();
  await browser.close();
});

/** The sentences that both screens show now. */
async function words(): Promise<{ tv: string; agent: string }> {
  const [tv, agent] = await Promise.all([
    day.tv.locator('body').innerText(),
    day.agent.locator('main').innerText(),
  ]);
  return { tv, agent };
}

/** Moves the TV's focus with the remote control until it is on an element. */
async function focusByArrows(testId: string): Promise<void> {
  const wanted = day.tv.getByTestId(testId);
  await wanted.waitFor();
  const isFocused = () => wanted.evaluate((element) => element.matches(':focus'));
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
    if (await isFocused()) return;
    await day.tv.keyboard.press(key);
  }
  expect(await isFocused()).toBe(true);
}

describe('a consult that does not come about', () => {
  it('is cancelled by the patient: the ringing stops and both are told', async () => {
    await day.ask();
    await day.tv.keyboard.press('Backspace');
    await focusByArrows('question-yes');
    await day.tv.keyboard.press('Enter');
    await day.agent.getByTestId('incoming').waitFor({ state: 'detached' });
    await day.tv.locator('[data-testid="consult-state"][data-value="cancelled"]').waitFor({
      state: 'attached',
    });
    await expect.poll(async () => (await words()).agent).toMatch(/cancel/i);
  });

  it('is declined by the only physician: the patient is told at once', async () => {
    await day.ask();
    await day.agent.getByTestId('decline').first().click();
    await day.agent.getByTestId('incoming').waitFor({ state: 'detached' });
    await day.tv.locator('[data-testid="consult-state"][data-value="expired"]').waitFor({
      state: 'attached',
    });
    await expect.poll(async () => (await words()).tv).toMatch(/cannot|not available|busy/i);
  });

  it('rings again where the physician comes only later', async () => {
    const { url } = day.housecall;
    await day.agent.goto('about:blank');
    await backToPrompt(day.tv);
    await day.tv.keyboard.press('Enter');
    await day.tv
      .locator('[data-testid="consult-state"][data-value="queued"]')
      .waitFor({ state: 'attached' });
    await day.agent.goto(`${url}/agent/`);
    await day.agent.getByTestId('incoming').waitFor();
    await day.agent.getByTestId('decline').first().click();
  });
});

describe('a consult with two browsers of the physician', () => {
  it('is in the one that accepted first; the other stops ringing', async () => {
    const second = await openAgent(browser, day.housecall.url);
    await day.ask();
    await second.getByTestId('incoming').waitFor();
    // Where one is so fast that the other has stopped ringing, there is nothing left to click.
    const accept = (page: Page) =>
      page
        .getByTestId('accept')
        .click({ timeout: 3_000 })
        .catch(() => undefined);
    await Promise.all([accept(second), accept(day.agent)]);
    await Promise.all(
      [second, day.agent].map((page) =>
        page.getByTestId('incoming').waitFor({ state: 'detached', timeout: 15_000 }),
      ),
    );
    await seesCamera(day.tv);
    const holders = await Promise.all(
      [second, day.agent].map((page) => page.getByTestId('remote-video').isVisible()),
    );
    expect(holders.filter(Boolean)).toHaveLength(1);
    const holder = holders[0] ? second : day.agent;
    await holder.getByTestId('end').click();
    await day.tv
      .locator('[data-testid="consult-state"][data-value="ended"]')
      .waitFor({ state: 'attached' });
    await second.context().close();
  });
});

describe('a consult whose screen goes away', () => {
  it('goes on when the TV is loaded anew', async () => {
    await day.call();
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    await day.tv.reload();
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    await day.bothShow('active');
  });

  it('goes on when the agent app is loaded anew', async () => {
    await day.agent.reload();
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    await day.bothShow('active');
  });

  it('moves to direct and back to the relay as the physician chooses', async () => {
    for (const path of ['direct', 'relay']) {
      await day.agent.getByRole('radio', { name: new RegExp(path, 'i') }).click({ force: true });
      await day.agent
        .locator(`[data-testid="path"][data-value="${path}"]`)
        .waitFor({ timeout: 15_000 });
      await day.bothShow('active');
      await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    }
  });
});
