import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../protocol/index.ts';

/** So many in so long a time. */
interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/**
 * How often things may be tried. A clinic stands behind one address with all its people and
 * televisions, so what counts by address is generous; guessing is stopped by the narrower keys.
 */
export interface WebLimits {
  /** Attempts, right or wrong: each costs a password hash. */
  readonly signInPerAddress: Limit;
  /** Failures. */
  readonly signInPerAccount: Limit;
  readonly signInPerAccountAndAddress: Limit;
  /** User codes that do not exist. */
  readonly userCodePerPerson: Limit;
  readonly userCodePerAddress: Limit;
  readonly pollPerCode: Limit;
  readonly pollPerAddress: Limit;
  readonly authorizePerAddress: Limit;
  /** Commands of one of a clinic's systems. */
  readonly inboundPerSource: Limit;
  /** Wrong signatures. */
  readonly inboundPerAddress: Limit;
  readonly webhookTestPerClinic: Limit;
}

export const defaultWebLimits: WebLimits = {
  signInPerAddress: { points: 600, seconds: 900 },
  signInPerAccount: { points: 100, seconds: 3_600 },
  signInPerAccountAndAddress: { points: 10, seconds: 900 },
  userCodePerPerson: { points: 30, seconds: 600 },
  userCodePerAddress: { points: 300, seconds: 600 },
  pollPerCode: { points: 60, seconds: 60 },
  pollPerAddress: { points: 6_000, seconds: 60 },
  authorizePerAddress: { points: 300, seconds: 60 },
  inboundPerSource: { points: 600, seconds: 60 },
  inboundPerAddress: { points: 60, seconds: 60 },
  webhookTestPerClinic: { points: 30, seconds: 60 },
};

type LimitName = keyof WebLimits;

/** One count: which limit, and by what key. */
export type Count = readonly [limit: LimitName, key: string];

/** Counts what is tried and refuses what is too much. */
export class Limiter {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiterMemory>;

  constructor(limits: WebLimits) {
    this.#limiters = new Map(
      limitNames.map((name) => {
        const { points, seconds } = limits[name];
        return [name, new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })];
      }),
    );
  }

  /** Counts an attempt. @throws Refusal `rate_limited` with `retryAfterMs` */
  async count(...[name, key]: Count): Promise<void> {
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
    counts: readonly Count[],
    isFailure: (error: unknown) => boolean,
    work: () => Promise<T>,
  ): Promise<T> {
    const counted: Count[] = [];
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

  async #takeBack(counts: readonly Count[]): Promise<void> {
    for (const [name, key] of counts) await this.#limiter(name).reward(key);
  }

  #limiter(name: LimitName): RateLimiterMemory {
    const limiter = this.#limiters.get(name);
    if (limiter === undefined) throw new Error(`There is no limit ${name}.`);
    return limiter;
  }
}

const limitNames: readonly LimitName[] = [
  'signInPerAddress',
  'signInPerAccount',
  'signInPerAccountAndAddress',
  'userCodePerPerson',
  'userCodePerAddress',
  'pollPerCode',
  'pollPerAddress',
  'authorizePerAddress',
  'inboundPerSource',
  'inboundPerAddress',
  'webhookTestPerClinic',
];
