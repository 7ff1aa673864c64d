const baseMs = 200;
const growth = 1.5;
const capMs = 5_000;

/**
 * How long to wait before trying again: full jitter, so that all TVs of a clinic do not come back
 * in the same moment (Brooker, «Exponential Backoff And Jitter», 2015). The first wait is 100 ms
 * on average, none is longer than 5 s; a server that restarts within some seconds is found soon.
 *
 * @param attempt counts from 1
 * @param random 0 to 1, as `Math.random`
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  return random() * Math.min(capMs, baseMs * growth ** (attempt - 1));
}
