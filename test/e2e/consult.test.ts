import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ask, bothShow, openAgent, openTv, pair, timelineTypes } from '../support/consultPages.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['relay', 'direct'] as const)('a first consult, %s', (path) => {
  let housecall: HousecallProcess;
  let tv: Page;
  let agent: Page;

  beforeAll(async () => {
    housecall = await HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: path });
    [tv, agent] = await Promise.all([
      openTv(browser, housecall.url),
      openAgent(browser, housecall.url),
    ]);
    await pair(tv, agent, 'Anna Bianchi');
  });
  afterAll(() => housecall.close());
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await tv.screenshot({ path: `/tmp/e2e-tv.png` });
    await agent.screenshot({ path: `/tmp/e2e-agent.png` });
  });

  it('is asked for with Yes, accepted, seen and heard on both screens, and ended', async () => {
    await ask(tv, agent);
    await agent.getByTestId('accept').first().click();
    await bothShow(tv, agent, 'active');
    await Promise.all([seesCamera(tv), seesCamera(agent)]);
    await Promise.all([hearsMicrophone(tv), hearsMicrophone(agent)]);
    expect(await agent.getByTestId('path').getAttribute('data-value')).toBe(path);
    await agent
      .locator('[data-testid="diagnostics"][data-samples]:not([data-samples="0"])')
      .waitFor();

    await agent.getByTestId('end').click();
    await bothShow(tv, agent, 'ended');
    const types = await timelineTypes(agent);
    expect(types.filter((type) => type !== 'devices-changed')).toEqual([
      'requested',
      'offered',
      'accepted',
      'media-connected',
      'media-connected',
      'active',
      'ended',
    ]);
  });
});
