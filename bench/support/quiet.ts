import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Above this many busy cores another program's work would be in the figures. */
const quietCores = 0.5;
const lookMs = 5_000;

/**
 * Waits until the machine has nothing else to do. The load average would tell only a minute later.
 * @returns whether it came to be in time
 */
export async function isQuiet(timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while ((await busyCores()) > quietCores) {
    if (performance.now() > until) return false;
  }
  return true;
}

/** How many cores were busy on average while it was looked. */
async function busyCores(): Promise<number> {
  const before = busyMs();
  const at = performance.now();
  await pause(lookMs);
  return (busyMs() - before) / (performance.now() - at);
}

function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys, 0);
}
