import { median } from './network.ts';

interface Loading {
  readonly at: number;
  readonly bps: number;
}

/** Smaller answers say more of the round trip than of the throughput. */
const smallestBytes = 64_000;
const keptLoadings = 5;
/** What was measured long ago says nothing of now. */
const validForMs = 60_000;
/** Players pause their loading as they like; scripts load as fast as it goes. */
const initiators = new Set(['fetch', 'xmlhttprequest']);

/**
 * How fast the service's own loading goes, as a player that fetches segments loads them: nothing
 * is asked for to measure it. https://www.w3.org/TR/resource-timing/
 */
export class Throughput {
  #loadings: readonly Loading[] = [];
  #observer: PerformanceObserver | undefined;

  constructor() {
    if (typeof PerformanceObserver !== 'function') return;
    try {
      this.#observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry instanceof PerformanceResourceTiming) this.#add(entry);
        }
      });
      this.#observer.observe({ entryTypes: ['resource'] });
    } catch {
      this.#observer = undefined;
    }
  }

  /** Bits per second, the median of the last loadings; `undefined` where nothing was measured. */
  get bps(): number | undefined {
    const since = performance.now() - validForMs;
    return median(this.#loadings.filter(({ at }) => at > since).map(({ bps }) => bps));
  }

  close(): void {
    this.#observer?.disconnect();
  }

  #add(entry: PerformanceResourceTiming): void {
    const { initiatorType, transferSize, responseStart, responseEnd } = entry;
    const durationMs = responseEnd - responseStart;
    if (!initiators.has(initiatorType) || transferSize < smallestBytes || durationMs <= 0) return;
    const loading = { at: responseEnd, bps: (transferSize * 8_000) / durationMs };
    this.#loadings = [...this.#loadings, loading].slice(-keptLoadings);
  }
}
