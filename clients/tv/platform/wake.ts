import { callAt } from './platform.ts';

/**
 * Asks the platform to light the panel and to keep its screen saver away. A panel that is off, or a
 * platform that does not let apps do so, stays as it is.
 * @returns the way to let it sleep again
 */
export function wakeScreen(): () => void {
  callAt('tizen.power.turnScreenOn');
  callAt('webapis.appcommon.setScreenSaver', 0);
  callAt('webOSSystem.setWindowProperty', 'blockScreenSaver', 'true');
  let isOver = false;
  let lock: { release(): Promise<void> } | null = null;
  void keepLit().then((taken) => {
    lock = taken;
    if (isOver) void taken?.release();
  });
  return () => {
    isOver = true;
    callAt('webapis.appcommon.setScreenSaver', 1);
    callAt('webOSSystem.setWindowProperty', 'blockScreenSaver', 'false');
    void lock?.release();
  };
}

/** Screen Wake Lock, which Chromium has had since 84. */
async function keepLit(): Promise<WakeLockSentinel | null> {
  if (!('wakeLock' in navigator)) return null;
  try {
    return await navigator.wakeLock.request('screen');
  } catch {
    // Behind another app, or without the page's permission.
    return null;
  }
}
