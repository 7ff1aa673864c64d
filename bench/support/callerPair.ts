import type { ModulePage } from '../../test/support/page.ts';
import type { CallerPage, ReceivedMedia } from '../pages/callerPage.ts';
import type { BenchPages } from './benchPages.ts';
import { acceptToFirstFrame, type FirstFrame } from './watchedPages.ts';

/** Two pages that call each other over something that Housecall is compared with. */
export class CallerPair {
  readonly #caller: ModulePage<CallerPage>;
  readonly #callee: ModulePage<CallerPage>;

  private constructor(caller: ModulePage<CallerPage>, callee: ModulePage<CallerPage>) {
    this.#caller = caller;
    this.#callee = callee;
  }

  /** @param url the server that both sign on at */
  static async open(pages: BenchPages, moduleUrl: URL, url: string): Promise<CallerPair> {
    const caller = await pages.open<CallerPage>(moduleUrl);
    const callee = await pages.open<CallerPage>(moduleUrl);
    await caller.call('signOn', url, 'caller');
    await callee.call('signOn', url, 'callee');
    return new CallerPair(caller, callee);
  }

  /** Makes one call and leaves it going. Both cameras are open when the click comes. */
  async begin(maxBitrateBps: number): Promise<FirstFrame> {
    const [caller, callee] = [this.#caller, this.#callee];
    await Promise.all([
      caller.call('openCamera', maxBitrateBps),
      callee.call('openCamera', maxBitrateBps),
    ]);
    await caller.call('call', 'callee');
    await callee.call('ring');
    return acceptToFirstFrame(caller.page, callee.page);
  }

  async end(): Promise<void> {
    await Promise.all([this.#caller.call('hangUp'), this.#callee.call('hangUp')]);
  }

  /** What arrived at the one and at the other. */
  received(): Promise<ReceivedMedia[]> {
    return Promise.all([this.#caller.call('received'), this.#callee.call('received')]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#caller.page.context().close(), this.#callee.page.context().close()]);
  }
}
