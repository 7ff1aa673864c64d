/**
 * Tells of moments in which a connection is worth trying at once: the network is back, the page is
 * looked at again, the machine woke up. Where the engine has no such events it stays silent.
 *
 * @returns the way to stop listening
 */
export function onWakeUp(listener: () => void): () => void {
  const stops: Array<() => void> = [];
  const listen = (target: EventTarget, type: string) => {
    target.addEventListener(type, listener);
    stops.push(() => target.removeEventListener(type, listener));
  };
  const page: unknown = Reflect.get(globalThis, 'document');
  const world: unknown = globalThis;
  if (world instanceof EventTarget) listen(world, 'online');
  if (page instanceof EventTarget) listen(page, 'visibilitychange');
  return () => {
    for (const stop of stops) stop();
  };
}
