import type { Browser, Page } from 'playwright-core';
import { ask, backToPrompt, bothShow, openAgent, openTv, pair } from './consultPages.ts';
import { HousecallProcess } from './housecall.ts';

/** One running Housecall, a paired TV and a physician's browser. */
export class ClinicDay {
  readonly housecall: HousecallProcess;
  readonly tv: Page;
  readonly agent: Page;

  private constructor(housecall: HousecallProcess, tv: Page, agent: Page) {
    this.housecall = housecall;
    this.tv = tv;
    this.agent = agent;
  }

  /**
   * @param env settings beyond the demo's
   * @param initScript run in both pages before anything of theirs
   */
  static async begin(
    browser: Browser,
    env: Readonly<Record<string, string>> = {},
    initScript?: string,
  ): Promise<ClinicDay> {
    const housecall = await HousecallProcess.start(env);
    const [tv, agent] = await Promise.all([
      openTv(browser, housecall.url),
      openAgent(browser, housecall.url),
    ]);
    if (initScript !== undefined) {
      for (const page of [tv, agent]) {
        await page.addInitScript({ content: initScript });
        await page.reload();
      }
    }
    await pair(tv, agent, 'Anna Bianchi');
    return new ClinicDay(housecall, tv, agent);
  }

  /** The patient asks, from wherever the last consult left the TV. */
  async ask(): Promise<void> {
    await backToPrompt(this.tv);
    await ask(this.tv, this.agent);
  }

  /** The patient asks, the physician accepts, and both have media. */
  async call(): Promise<void> {
    await this.ask();
    await this.agent.getByTestId('accept').first().click();
    await this.bothShow('active');
  }

  async bothShow(state: string): Promise<void> {
    await bothShow(this.tv, this.agent, state);
  }

  async end(): Promise<void> {
    await Promise.all([this.tv.context().close(), this.agent.context().close()]);
    await this.housecall.close();
  }
}
