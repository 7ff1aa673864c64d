import type { Browser, CDPSession, Page } from 'playwright-core';

/** The browser of a TV, watched over the Chrome DevTools Protocol; the app knows nothing of it. */
export class TvBrowser {
  readonly #browser: CDPSession;
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(browser: CDPSession, session: CDPSession, page: Page) {
    this.#browser = browser;
    this.#session = session;
    this.#page = page;
  }

  /** @param browser has no other page than the TV's */
  static async watch(browser: Browser, page: Page): Promise<TvBrowser> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new TvBrowser(await browser.newBrowserCDPSession(), session, page);
  }

  /** Lets the page's main thread have only a share of its time from now on: one `rate`th. */
  async throttle(rate: number): Promise<void> {
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate });
  }

  /** What all the browser's processes together take of one core meanwhile, in percent. */
  cpuPercent(meanwhile: () => Promise<unknown>): Promise<number> {
    return shareOf(async () => {
      const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    }, meanwhile);
  }

  /** For how much of the time the page's main thread is busy meanwhile, in percent. */
  mainThreadPercent(meanwhile: () => Promise<unknown>): Promise<number> {
    return shareOf(async () => {
      const { metrics } = await this.#session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    }, meanwhile);
  }

  /** How many pictures of the other side a second come to the screen meanwhile. */
  async framesPerSecond(meanwhile: () => Promise<unknown>): Promise<number> {
    const percent = await shareOf(
      () => this.#page.evaluate<number>('remoteVideo.framesDecoded()'),
      meanwhile,
    );
    return percent / 100;
  }
}

/** @param seconds a clock or a counter that is read before and after; its pace, in percent */
async function shareOf(
  seconds: () => Promise<number>,
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  const before = { at: performance.now(), seconds: await seconds() };
  await meanwhile();
  const passed = (performance.now() - before.at) / 1_000;
  return (((await seconds()) - before.seconds) / passed) * 100;
}
