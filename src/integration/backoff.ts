/** How a delivery that failed is tried again. */
export interface Patience {
  /** Attempts in all. */
  readonly attempts: number;
  /** Before the second attempt; each further wait is `factor` times as long. */
  readonly firstWaitMs: number;
  readonly factor: number;
  /** How much a wait may be longer or shorter, as a share of it, so that many do not come at once. */
  readonly jitter: number;
  /** After that nothing is tried again, however few attempts there were. */
  readonly giveUpAfterMs: number;
  /** The longest wait that a receiver can ask for by `Retry-After`. */
  readonly longestWaitMs: number;
}

/** Ten attempts, after 10 s, 30 s, 90 s … 18 h: 27 hours in all. */
const defaultPatience: Patience = {
  attempts: 10,
  firstWaitMs: 10_000,
  factor: 3,
  jitter: 0.2,
  giveUpAfterMs: 32 * 3_600_000,
  longestWaitMs: 24 * 3_600_000,
};

/**
 * When to try again.
 * @param tried.attempts how many failed, the last one included
 * @param tried.queuedAt since when it waits to be delivered. An event that had to wait for an
 * earlier one to be given up has less time left, so that a receiver that is gone for good does not
 * make each event of a consult wait for days
 * @param tried.retryAfterMs what the receiver asked for, if it did
 * @param random from 0 to 1
 * @returns `null` where it is given up
 */
export function nextAttempt(
  tried: {
    readonly attempts: number;
    readonly queuedAt: Date;
    readonly now: Date;
    readonly retryAfterMs: number | undefined;
  },
  random: () => number,
  patience: Patience = defaultPatience,
): Date | null {
  const { attempts, now, queuedAt, retryAfterMs = 0 } = tried;
  if (attempts >= patience.attempts) return null;
  const wait = patience.firstWaitMs * patience.factor ** (attempts - 1);
  const spread = 1 + patience.jitter * (2 * random() - 1);
  const waitMs = Math.max(wait * spread, Math.min(retryAfterMs, patience.longestWaitMs));
  const at = now.getTime() + waitMs;
  return at - queuedAt.getTime() > patience.giveUpAfterMs ? null : new Date(at);
}
