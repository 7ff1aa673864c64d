/** How long a consult waits for people and endpoints, in milliseconds. */
export interface ConsultTiming {
  /** From the request, or from when the last who may answer left, until nobody is expected to come. */
  readonly waitMs: number;
  /** In the queue while somebody who may answer is there. */
  readonly queueMs: number;
  /** How long it rings at one agent, or at the TV. */
  readonly ringMs: number;
  /** From the request on, how long only the preferred agents are rung. */
  readonly preferredMs: number;
  /** How long a patient may take over a playbook's tasks. */
  readonly guidedMs: number;
  /**
   * For an endpoint that is away, once somebody has accepted. Media goes on meanwhile, so that a minute
   * without a way to the server ends no call.
   */
  readonly graceMs: number;
  /** From the phone's wish to take the call until the agent's screen has to show it. */
  readonly shiftMs: number;
  /** For a phone that is away: one that rings, or is locked, keeps no socket. */
  readonly mobileGraceMs: number;
  /** For a call whose phone is gone, until the TV has to have taken it. */
  readonly adriftMs: number;
  /** For a TV that is away before anybody accepted. */
  readonly waitingTvGraceMs: number;
  /** For a TV that is away while a playbook leads: restarting it may be one of the tasks. */
  readonly guidedTvGraceMs: number;
}

export const defaultTiming: ConsultTiming = {
  waitMs: 60_000,
  queueMs: 3_600_000,
  ringMs: 30_000,
  preferredMs: 20_000,
  guidedMs: 1_800_000,
  graceMs: 90_000,
  shiftMs: 15_000,
  mobileGraceMs: 120_000,
  adriftMs: 60_000,
  waitingTvGraceMs: 15_000,
  guidedTvGraceMs: 600_000,
};

/** The moment and the patience that a transition reckons with. */
export interface Clock {
  readonly now: Date;
  readonly timing: ConsultTiming;
}

/** Whether a time (ISO 8601) has come; what is `null` never does. */
export function isPast(time: string | null, now: Date): boolean {
  return time !== null && Date.parse(time) <= now.getTime();
}

/** The ISO 8601 time that lies `ms` after the clock's moment. */
export function after(clock: Clock, ms: number): string {
  return new Date(clock.now.getTime() + ms).toISOString();
}
