import type { Count, Limit, Limiter } from '../limiter.ts';

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
  /** E-mails that a provider hands over, and whoever says that they are one. */
  readonly mailPerAddress: Limit;
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
  mailPerAddress: { points: 300, seconds: 60 },
};

export type WebLimiter = Limiter<keyof WebLimits>;

/** One count: which limit, and by what key. */
export type WebCount = Count<keyof WebLimits>;
