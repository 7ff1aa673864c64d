import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { RemoteControl } from './remoteControl.ts';
import type { RemoteKey } from './remoteKeys.ts';

/** The remote control of the screen; `null` outside of the app. */
export const RemoteContext = createContext<RemoteControl | null>(null);

/**
 * What Back does while this component is on the screen. It is there before the screen is painted:
 * a key that is pressed right then finds it.
 * @param of a dialog's comes before the screen's
 */
export function useBack(handler: () => void, of: 'screen' | 'dialog' = 'screen'): void {
  const remote = useContext(RemoteContext);
  const latest = useRef(handler);
  latest.current = handler;
  useLayoutEffect(() => remote?.onBack(() => latest.current(), of), [remote, of]);
}

/** Hears of every key while this component is on the screen; true takes it. */
export function useKeys(listener: (key: RemoteKey) => boolean): void {
  const remote = useContext(RemoteContext);
  const latest = useRef(listener);
  latest.current = listener;
  useLayoutEffect(() => remote?.onKey((key) => latest.current(key)), [remote]);
}
