/** How long a consult waits for people and endpoints, in milliseconds. */
export interface ConsultTiming {
  /** From the request until it expires because nobody came. */
  readonly waitMs: number;
  /** For an endpoint that is away, once a physician has accepted. */
  readonly graceMs: number;
  /** For a TV that is away before anybody accepted. */
  readonly waitingTvGraceMs: number;
}

export const defaultTiming: ConsultTiming = {
  waitMs: 60_000,
  graceMs: 30_000,
  waitingTvGraceMs: 15_000,
};

/** The moment and the patience that a transition reckons with. */
export interface Clock {
  readonly now: Date;
  readonly timing: ConsultTiming;
}

/** The ISO 8601 time that lies `ms` after the clock's moment. */
export function after(clock: Clock, ms: number): string {
  return new Date(clock.now.getTime() + ms).toISOString();
}
