import { useEffect } from 'preact/hooks';
import type { RingTone } from '../theme/ringTone.ts';
import { notifyRinging } from './desktopNotifications.ts';
import { consults as strings } from './strings/consults.ts';
import { product } from './strings/words.ts';

const blinkMs = 1_000;

/** Gets somebody's attention for what rings: the tab's title, a notification, a tone. */
export function useRinging(ringing: readonly string[], quiet: boolean, tone: RingTone): void {
  const count = ringing.length;
  useTitleFor(count);

  useEffect(() => {
    if (count === 0 || quiet) return;
    tone.start();
    return () => tone.stop();
  }, [count, quiet, tone]);

  const ids = ringing.join(' ');
  useEffect(() => {
    const shown = ids === '' ? [] : ids.split(' ').map(notifyRinging);
    return () => {
      for (const takeBack of shown) takeBack();
    };
  }, [ids]);
}

/** The tab's title alternates while something rings. */
function useTitleFor(count: number): void {
  useEffect(() => {
    if (count === 0) return;
    let calling = true;
    const show = () => {
      document.title = calling ? strings.titleRinging(count) : product;
      calling = !calling;
    };
    show();
    const timer = setInterval(show, blinkMs);
    return () => {
      clearInterval(timer);
      document.title = product;
    };
  }, [count]);
}
