import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import {
  ask,
  backToPrompt,
  bothShow,
  openAgent,
  openTv,
  pair,
} from '../test/support/consultPages.ts';
import { HousecallProcess } from '../test/support/housecall.ts';
import { distribution, type Result } from './support/report.ts';

const callsPerPath = 25;

interface CallTimes {
  /** From the key press on the TV until the physician's screen shows the incoming consult. */
  readonly yesToRingingMs: number;
  /** From the click on Accept until the slower screen decoded the other's first camera frame. */
  readonly acceptToFirstFrameMs: number;
}

/**
 * Measures a consult's beginning in the real apps, both in one Chromium on one machine. Clocks are
 * the pages' own (`performance.timeOrigin`), which the one machine gives to both.
 */
export async function callSetup(): Promise<Result[]> {
  const browser = await launchChromium();
  try {
    const relay = await measurePath(browser, 'relay');
    const direct = await measurePath(browser, 'direct');
    const both = [...relay, ...direct];
    return [
      distribution(
        'yes-to-ringing',
        'ms',
        both.map((call) => call.yesToRingingMs),
      ),
      distribution(
        'accept-to-first-frame.relay',
        'ms',
        relay.map((call) => call.acceptToFirstFrameMs),
      ),
      distribution(
        'accept-to-first-frame.direct',
        'ms',
        direct.map((call) => call.acceptToFirstFrameMs),
      ),
    ];
  } finally {
    await browser.close();
  }
}

async function measurePath(browser: Browser, path: 'relay' | 'direct'): Promise<CallTimes[]> {
  const housecall = await HousecallProcess.start({
    HOUSECALL_DEMO_PATH_POLICY: path,
    HOUSECALL_LOG_LEVEL: 'warn',
  });
  const [tv, agent] = await Promise.all([
    openTv(browser, housecall.url),
    openAgent(browser, housecall.url),
  ]);
  try {
    await pair(tv, agent, 'Anna Bianchi');
    const calls: CallTimes[] = [];
    for (let i = 0; i < callsPerPath; i += 1) {
      const call = await measureCall(tv, agent);
      calls.push(call);
      console.error(
        `${path} ${i + 1}/${callsPerPath}: ring ${call.yesToRingingMs.toFixed(0)} ms, first frame ${call.acceptToFirstFrameMs.toFixed(0)} ms`,
      );
    }
    return calls;
  } finally {
    await Promise.all([tv.context().close(), agent.context().close()]);
    await housecall.close();
  }
}

async function measureCall(tv: Page, agent: Page): Promise<CallTimes> {
  await backToPrompt(tv);
  const pressed = timeOfEvent(tv, 'keydown');
  const rang = timeOfElement(agent, 'incoming');
  await ask(tv, agent);
  const yesToRingingMs = (await rang) - (await pressed);
  // The physician looks who it is; both cameras are open and the ring's preparations are over.
  await Promise.all([preparedFor(tv), preparedFor(agent)]);

  const clicked = timeOfEvent(agent, 'click');
  const frames = [firstCameraFrame(tv), firstCameraFrame(agent)];
  await agent.getByTestId('accept').first().click();
  const slower = Math.max(...(await Promise.all(frames)));
  const acceptToFirstFrameMs = slower - (await clicked);

  await bothShow(tv, agent, 'active');
  await agent.getByTestId('end').click();
  await bothShow(tv, agent, 'ended');
  return { yesToRingingMs, acceptToFirstFrameMs };
}

/** A person's second of looking, in which the ring's preparations come to an end. */
async function preparedFor(page: Page): Promise<void> {
  await page.waitForTimeout(1_000);
}

function firstCameraFrame(page: Page): Promise<number> {
  return page.evaluate<number>('remoteVideo.firstCameraFrameAt()');
}

/** Milliseconds since the epoch at which the page next gets such an event. */
function timeOfEvent(page: Page, type: 'keydown' | 'click'): Promise<number> {
  return page.evaluate<number>(`remoteVideo.timeOfEvent(${JSON.stringify(type)})`);
}

/** Milliseconds since the epoch at which the page next shows such an element. */
function timeOfElement(page: Page, testId: string): Promise<number> {
  return page.evaluate<number>(`remoteVideo.timeOfElement(${JSON.stringify(testId)})`);
}
