import type { Page } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { PhoneDay } from '../test/support/phoneDay.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, type Result } from './support/report.ts';
import { restlessFilm } from './support/restlessFilm.ts';

const moves = 20;

interface MoveTimes {
  /** From the opening of the phone's page to its camera on the physician's screen. */
  readonly openLinkToFirstFrameMs: number;
  /** Between two decoded frames on the physician's screen, while the phone gets ready. */
  readonly longestGapJoiningMs: number;
  /** From the press on the phone that begins the move. */
  readonly longestGapMoveMs: number;
  readonly longestGapBackMs: number;
}

/**
 * Measures the way to the phone and back in the real apps, three browser profiles in one Chromium on
 * one machine. What people press on phone and console is pressed as soon as it is there. The cameras
 * are small, so that three and what shows them fit on two cores.
 */
export async function deflection(): Promise<Result[]> {
  await using stack = new AsyncDisposableStack();
  const film = await restlessFilm(stack);
  const browser = await launchChromium([], [`--use-file-for-fake-video-capture=${film}`]);
  stack.defer(() => browser.close());
  const day = await PhoneDay.begin(browser, {
    HOUSECALL_DEMO_PATH_POLICY: 'relay',
    HOUSECALL_LOG_LEVEL: 'warn',
  });
  stack.defer(() => day.end());
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
  const figure = (name: string, of: keyof MoveTimes) =>
    distribution(
      name,
      'ms',
      times.map((each) => each[of]),
    );
  return [
    figure('open-link-to-first-frame', 'openLinkToFirstFrameMs'),
    figure('longest-gap.joining', 'longestGapJoiningMs'),
    figure('longest-gap.move', 'longestGapMoveMs'),
    figure('longest-gap.back', 'longestGapBackMs'),
  ];
}

async function measureMove(day: PhoneDay): Promise<MoveTimes> {
  const { agent } = day;
  await day.askFor('move');
  const link = await day.scan();
  await agent.evaluate('remoteVideo.watchGaps()');
  const shown = agent.evaluate<number>('remoteVideo.nextStreamShownAt()');
  const opened = Date.now();
  const phone = await day.letIn(link);
  await day.prepare(phone);
  const longestGapJoiningMs = await agent.evaluate<number>('remoteVideo.longestGapMs()');
  await agent.evaluate('remoteVideo.watchGaps()');
  await day.start(phone, 'mobile');
  const openLinkToFirstFrameMs = (await shown) - opened;
  const longestGapMoveMs = await longestGap(agent);
  await agent.evaluate('remoteVideo.watchGaps()');
  await day.bringBack(phone);
  const longestGapBackMs = await longestGap(agent);
  await day.leave(phone);
  await day.closePhones();
  return { openLinkToFirstFrameMs, longestGapJoiningMs, longestGapMoveMs, longestGapBackMs };
}

/** The screen is watched for a second more: what comes after the change counts, too. */
async function longestGap(agent: Page): Promise<number> {
  await agent.waitForTimeout(1_000);
  return await agent.evaluate<number>('remoteVideo.longestGapMs()');
}
