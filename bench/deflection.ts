import type { Page } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { PhoneDay } from '../test/support/phoneDay.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, type Result } from './support/report.ts';

const moves = 20;

interface MoveTimes {
  /** From the opening of the phone's page to its camera on the physician's screen. */
  readonly openLinkToFirstFrameMs: number;
  /** Between two decoded frames on the physician's screen. */
  readonly longestGapMoveMs: number;
  readonly longestGapBackMs: number;
}

/**
 * Measures the way to the phone and back in the real apps, three browser profiles in one Chromium on
 * one machine. What people press on phone and console is pressed as soon as it is there.
 */
export async function deflection(): Promise<Result[]> {
  const browser = await launchChromium([], ['--use-fake-device-for-media-stream=fps=30']);
  const day = await PhoneDay.begin(browser, {
    HOUSECALL_DEMO_PATH_POLICY: 'relay',
    HOUSECALL_LOG_LEVEL: 'warn',
  });
  try {
    await day.day.call();
    const times: MoveTimes[] = [];
    const count = repetitions(moves);
    for (let i = 0; i < count; i += 1) {
      const measured = await measureMove(day);
      times.push(measured);
      console.error(
        `${i + 1}/${count}: first frame ${measured.openLinkToFirstFrameMs.toFixed(0)} ms, ` +
          `gap ${measured.longestGapMoveMs.toFixed(0)} ms, back ${measured.longestGapBackMs.toFixed(0)} ms`,
      );
    }
    return [
      distribution(
        'open-link-to-first-frame',
        'ms',
        times.map((each) => each.openLinkToFirstFrameMs),
      ),
      distribution(
        'longest-gap.move',
        'ms',
        times.map((each) => each.longestGapMoveMs),
      ),
      distribution(
        'longest-gap.back',
        'ms',
        times.map((each) => each.longestGapBackMs),
      ),
    ];
  } finally {
    await day.end();
    await browser.close();
  }
}

async function measureMove(day: PhoneDay): Promise<MoveTimes> {
  const { agent } = day;
  await day.askFor('move');
  const link = await day.scan();
  await agent.evaluate('remoteVideo.watchGaps()');
  const shown = agent.evaluate<number>('remoteVideo.nextStreamShownAt()');
  const opened = Date.now();
  const phone = await day.letIn(link);
  await day.start(phone, 'mobile');
  const openLinkToFirstFrameMs = (await shown) - opened;
  const longestGapMoveMs = await longestGap(agent);
  await agent.evaluate('remoteVideo.watchGaps()');
  await day.bringBack(phone);
  const longestGapBackMs = await longestGap(agent);
  await day.leave(phone);
  await day.closePhones();
  return { openLinkToFirstFrameMs, longestGapMoveMs, longestGapBackMs };
}

/** The screen is watched for a second more: what comes after the change counts, too. */
async function longestGap(agent: Page): Promise<number> {
  await agent.waitForTimeout(1_000);
  return await agent.evaluate<number>('remoteVideo.longestGapMs()');
}
