import { useEffect, useRef } from 'preact/hooks';
import { ActivityWatch } from './activityWatch.ts';
import type { PresenceBoard, PresenceState } from './presenceBoard.ts';

const idleMs = 5 * 60_000;

/** Reports whether somebody is at this screen, and again once the server believes nobody is. */
export function useActivity(board: PresenceBoard, { setting, own }: PresenceState): void {
  const watch = useRef<ActivityWatch | null>(null);
  useEffect(() => {
    const started = new ActivityWatch({
      target: document,
      idleMs,
      onActive: (active) => void board.reportActivity(active),
    });
    watch.current = started;
    return () => started.close();
  }, [board]);
  const isThoughtAway = own === 'away' && setting === 'available';
  useEffect(() => {
    if (isThoughtAway) watch.current?.tellNext();
  }, [isThoughtAway]);
}
