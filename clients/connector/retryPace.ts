import { retryDelayMs } from './backoff.ts';
import type { EpochMedia } from './epochMedia.ts';

/** How soon a path that failed is followed by another: at once, then ever more slowly. */
export class RetryPace {
  /** Paths that failed one after the other, and the last of them. */
  #failures = 0;
  #lastFailed: EpochMedia | undefined;
  #notBefore = 0;

  /** Takes note of how the present epoch is. */
  note(present: EpochMedia | undefined): void {
    if (present?.state.name === 'flowing') this.#failures = 0;
    if (present?.state.name !== 'failed' || present === this.#lastFailed) return;
    this.#lastFailed = present;
    this.#failures += 1;
    if (this.#failures === 1) return;
    this.#notBefore = Date.now() + retryDelayMs(this.#failures - 1, () => 1);
  }

  /** Milliseconds until the next may begin; not above 0 where it may at once. */
  get waitMs(): number {
    return this.#notBefore - Date.now();
  }
}
