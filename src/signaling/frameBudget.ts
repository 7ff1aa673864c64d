/** How many frames an endpoint may send. */
export interface FrameLimits {
  /** Frames per second, sustained. */
  readonly perSecond: number;
  /** Frames at once after a pause. */
  readonly burst: number;
  /** Refused frames after which the endpoint is cut off; the count fades by `perSecond`. */
  readonly refusals: number;
}

export type Verdict = 'admitted' | 'refused' | 'flood';

/** A token bucket in three numbers: no timer, nothing to clean up. Times are milliseconds. */
export class FrameBudget {
  #frames: number;
  #refused = 0;
  #at: number;

  constructor(limits: FrameLimits, now: number) {
    this.#frames = limits.burst;
    this.#at = now;
  }

  /** Takes one frame's worth. */
  spend(limits: FrameLimits, now: number): Verdict {
    const refill = (Math.max(0, now - this.#at) / 1_000) * limits.perSecond;
    this.#at = now;
    this.#frames = Math.min(limits.burst, this.#frames + refill);
    this.#refused = Math.max(0, this.#refused - refill);
    if (this.#frames >= 1) {
      this.#frames -= 1;
      return 'admitted';
    }
    this.#refused += 1;
    return this.#refused > limits.refusals ? 'flood' : 'refused';
  }
}
