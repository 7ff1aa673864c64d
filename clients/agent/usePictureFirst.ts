import { useEffect, useState } from 'preact/hooks';
import type { CallPhase } from '../connector/index.ts';

const patienceMs = 250;

/**
 * What stands beside the picture waits for it, though not for long: to draw both at once would hold
 * up the first frame on a computer that is slow.
 *
 * @returns whether the picture is alone for now
 */
export function usePictureFirst(phase: CallPhase): boolean {
  const [isOver, setOver] = useState(phase === 'connected');
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), phase === 'connected' ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [phase]);
  return !isOver && phase !== 'connected';
}
