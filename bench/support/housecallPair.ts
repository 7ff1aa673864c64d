import type { Browser, Page } from 'playwright-core';
import type { PathPolicy } from '../../src/protocol/index.ts';
import {
  ask,
  backToPrompt,
  bothShow,
  openAgent,
  openTv,
  pair,
} from '../../test/support/consultPages.ts';
import { HousecallProcess } from '../../test/support/housecall.ts';
import { acceptToFirstFrame, type FirstFrame, timeOfElement, timeOfEvent } from './watchedPages.ts';

export interface CallTimes {
  /** From the key press on the TV until the physician's screen shows the incoming consult. */
  readonly yesToRingingMs: number;
  /** From the click on Accept. */
  readonly firstFrame: FirstFrame;
}

/** Makes one call between two apps that are paired, and leaves it going. */
export async function beginCall(tv: Page, agent: Page): Promise<CallTimes> {
  await backToPrompt(tv);
  const pressed = timeOfEvent(tv, 'keydown');
  const rang = timeOfElement(agent, 'incoming');
  await ask(tv, agent);
  const yesToRingingMs = (await rang) - (await pressed);
  const firstFrame = await acceptToFirstFrame(tv, agent);
  await bothShow(tv, agent, 'active');
  return { yesToRingingMs, firstFrame };
}

export async function endCall(tv: Page, agent: Page): Promise<void> {
  await agent.getByTestId('end').click();
  await bothShow(tv, agent, 'ended');
}

/** A server of its own and the two real apps, paired, between which calls are made. */
export class HousecallPair {
  readonly tv: Page;
  readonly agent: Page;
  readonly #housecall: HousecallProcess;

  private constructor(housecall: HousecallProcess, tv: Page, agent: Page) {
    this.#housecall = housecall;
    this.tv = tv;
    this.agent = agent;
  }

  /** @param tvBrowser the browser of the TV, where it is not the agent's */
  static async open(
    browser: Browser,
    path: PathPolicy,
    tvBrowser: Browser = browser,
  ): Promise<HousecallPair> {
    const housecall = await HousecallProcess.start({
      HOUSECALL_DEMO_PATH_POLICY: path,
      HOUSECALL_LOG_LEVEL: 'warn',
    });
    const [tv, agent] = await Promise.all([
      openTv(tvBrowser, housecall.url),
      openAgent(browser, housecall.url),
    ]);
    await pair(tv, agent, 'Anna Bianchi');
    return new HousecallPair(housecall, tv, agent);
  }

  /** The server's process. */
  get pid(): number {
    return this.#housecall.pid;
  }

  /** Makes one call and leaves it going. */
  begin(): Promise<CallTimes> {
    return beginCall(this.tv, this.agent);
  }

  end(): Promise<void> {
    return endCall(this.tv, this.agent);
  }

  /** Makes one call from its beginning to its end. */
  async measure(): Promise<CallTimes> {
    const times = await this.begin();
    await this.end();
    return times;
  }

  async close(): Promise<void> {
    await Promise.all([this.tv.context().close(), this.agent.context().close()]);
    await this.#housecall.close();
  }
}
