/** No code lives longer, in milliseconds. */
const livesMs = 300_000;
/** One that was just made and seems to end by then says that the TV's clock is wrong. */
const tooSoonMs = 30_000;

/**
 * When to ask for a new code in place of one that was just made. Clocks of TVs go wrong: what they
 * make of the time of its end is believed only where it can be.
 * @param expiresAt ISO 8601, by the server's clock
 * @param now milliseconds since the epoch, by the TV's clock
 * @param aheadMs how long before its end
 * @returns milliseconds
 */
export function renewInMs(expiresAt: string, now: number, aheadMs: number): number {
  const untilMs = Date.parse(expiresAt) - now;
  return (untilMs > tooSoonMs ? Math.min(untilMs, livesMs) : livesMs) - aheadMs;
}
