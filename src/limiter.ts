import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './protocol/index.ts';

/** So many in so long a time. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** One count: which limit, and by what key. */
export type Count<Name extends string> = readonly [limit: Name, key: string];

/** Counts what is tried and refuses what is too much. */
export class Limiter<Name extends string> {
  readonly #limiters: ReadonlyMap<string, RateLimiterMemory>;

  constructor(limits: Readonly<Record<Name, Limit>>) {
    this.#limiters = new Map(
      Object.entries<Limit>(limits).map(([name, { points, seconds }]) => [
        name,
        new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
      ]),
    );
  }

  /** Counts an attempt. @throws Refusal `rate_limited` with `retryAfterMs` */
  async count(...[name, key]: Count<Name>): Promise<void> {
    const limiter = this.#limiter(name);
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      // Only what was let through counts.
      await limiter.reward(key);
      const retryAfterMs = Math.max(1_000, error.msBeforeNext);
      throw new Refusal('rate_limited', undefined, { retryAfterMs });
    }
  }

  /**
   * Does the work and counts it only if it fails in a given way. It is counted before and taken
   * back after, so that many attempts at once do not slip through together.
   * @throws Refusal `rate_limited`, or what the work threw
   */
  async countFailures<T>(
    counts: readonly Count<Name>[],
    isFailure: (error: unknown) => boolean,
    work: () => Promise<T>,
  ): Promise<T> {
    const counted: Count<Name>[] = [];
    try {
      for (const count of counts) {
        await this.count(...count);
        counted.push(count);
      }
      const result = await work();
      await this.#takeBack(counted);
      return result;
    } catch (error) {
      if (!isFailure(error)) await this.#takeBack(counted);
      throw error;
    }
  }

  async #takeBack(counts: readonly Count<Name>[]): Promise<void> {
    for (const [name, key] of counts) await this.#limiter(name).reward(key);
  }

  #limiter(name: Name): RateLimiterMemory {
    const limiter = this.#limiters.get(name);
    if (limiter === undefined) throw new Error(`There is no limit ${name}.`);
    return limiter;
  }
}
