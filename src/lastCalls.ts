export interface LastCallsParts {
  /** How many calls are under way. */
  readonly count: () => Promise<number>;
  /** Told whenever there may be fewer. @returns the way to stop listening */
  readonly onChange: (listener: () => void) => () => void;
  readonly timeoutMs: number;
  /** Somebody wants it to stop at once. */
  readonly hurry: AbortSignal;
}

/**
 * Waits for the calls that are under way to end.
 * @returns how many are left, once there are none, the time is over or somebody is in a hurry
 * @throws what `count` throws
 */
export async function lastCalls(parts: LastCallsParts): Promise<number> {
  const { count, onChange, timeoutMs, hurry } = parts;
  const patience = AbortSignal.any([hurry, AbortSignal.timeout(timeoutMs)]);
  let left = await count();
  while (left > 0 && !patience.aborted) {
    await changeOr(patience, onChange);
    left = await count();
  }
  return left;
}

async function changeOr(
  patience: AbortSignal,
  onChange: LastCallsParts['onChange'],
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  patience.addEventListener('abort', end, { once: true });
  const unsubscribe = onChange(end);
  if (patience.aborted) end();
  await promise;
  unsubscribe();
  patience.removeEventListener('abort', end);
}
