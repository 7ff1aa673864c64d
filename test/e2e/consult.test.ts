import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { timelineTypes } from '../support/consultPages.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each(['relay', 'direct'] as const)('a consult on the path %s', (path) => {
  let day: ClinicDay;
  beforeAll(async () => {
    day = await ClinicDay.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: path });
  });
  afterAll(() => day.end());

  async function bothSeeAndHear(): Promise<void> {
    await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
    await Promise.all([hearsMicrophone(day.tv), hearsMicrophone(day.agent)]);
  }

  it('is asked for with Yes, accepted, seen and heard on both screens, and ended', async () => {
    const { agent } = day;
    await day.call();
    await bothSeeAndHear();
    expect(await agent.getByTestId('path').getAttribute('data-value')).toBe(path);
    const samples = agent.locator('[data-testid="diagnostics"]:not([data-samples="0"])');
    await samples.waitFor();

    await agent.getByTestId('end').click();
    await day.bothShow('ended');
    await agent.getByTestId('timeline').locator('[data-type="verdict"]').waitFor();
    const types = await timelineTypes(agent);
    // A busy machine may freeze a picture, and that is noticed.
    const expected = (type: string) => type !== 'devices-changed' && type !== 'device-event';
    expect(types.filter(expected)).toEqual([
      'requested',
      'offered',
      'accepted',
      'media-connected',
      'media-connected',
      'active',
      'ended',
      'verdict',
    ]);
  });

  it('outlives the server: killed in the middle and started anew, both see each other again', async () => {
    const { agent, housecall } = day;
    await day.call();
    await bothSeeAndHear();
    await housecall.end('SIGKILL');
    await housecall.launch();
    const back = agent.getByTestId('timeline').locator('[data-type="endpoint-back"]');
    await expect.poll(() => back.count(), { timeout: 15_000 }).toBe(2);
    await bothSeeAndHear();
    await day.bothShow('active');

    await agent.getByTestId('end').click();
    await day.bothShow('ended');
    await agent.getByTestId('timeline').locator('[data-type="verdict"]').waitFor();
    const types = await timelineTypes(agent);
    for (const type of ['requested', 'accepted', 'active', 'endpoint-lost', 'ended']) {
      expect(types).toContain(type);
    }
    expect(types.includes('path-changed')).toBe(path === 'relay');
  });
});
