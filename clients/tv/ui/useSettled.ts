import { useRef } from 'preact/hooks';
import { useKeys } from '../remote/remoteContext.ts';

/** What comes new under the finger takes no OK for so long: it was meant for what was there. */
const settlesAfterMs = 700;

/**
 * Takes an OK that comes right after something else has come to the screen.
 * @param what is there now
 * @param alsoAtFirst whether that holds for what is there at first, too
 */
export function useSettled(what: string, alsoAtFirst: boolean): void {
  const shown = useRef({ what: alsoAtFirst ? '' : what, since: Number.NEGATIVE_INFINITY });
  if (shown.current.what !== what) shown.current = { what, since: performance.now() };
  useKeys((key) => key === 'ok' && performance.now() - shown.current.since < settlesAfterMs);
}
