/**
 * Why it is worth looking after a connection at once. `looked-at`: the page is on screen again, the
 * machine woke up. `network`: the network is back, or another one: what was connected is not any
 * more, whatever the engine says.
 */
export type WakeUp = 'looked-at' | 'network';

/**
 * Tells of moments in which a connection is worth trying at once. Where the engine has no such
 * events it stays silent.
 *
 * @returns the way to stop listening
 */
export function onWakeUp(listener: (reason: WakeUp) => void): () => void {
  const stops: Array<() => void> = [];
  const listen = (target: unknown, type: string, hear: () => void) => {
    if (!(target instanceof EventTarget)) return;
    target.addEventListener(type, hear);
    stops.push(() => target.removeEventListener(type, hear));
  };
  listen(globalThis, 'online', () => listener('network'));
  const connection = networkInformation();
  let type = typeOf(connection);
  listen(connection, 'change', () => {
    const before = type;
    type = typeOf(connection);
    // It tells of each change in speed, too. Without a network there is nothing to try.
    if (type !== before && type !== 'none') listener('network');
  });
  listen(Reflect.get(globalThis, 'document'), 'visibilitychange', () => listener('looked-at'));
  return () => {
    for (const stop of stops) stop();
  };
}

/** https://wicg.github.io/netinfo/, which phones with Chromium have. */
function networkInformation(): unknown {
  const navigator: unknown = Reflect.get(globalThis, 'navigator');
  if (typeof navigator !== 'object' || navigator === null) return undefined;
  return Reflect.get(navigator, 'connection');
}

function typeOf(connection: unknown): unknown {
  if (typeof connection !== 'object' || connection === null) return undefined;
  return Reflect.get(connection, 'type');
}
