import { useEffect, useState } from 'preact/hooks';

const patienceMs = 250;

/**
 * What stands beside the other side's picture waits for it, though not for long: to draw both at once
 * would hold up the first frame on a machine that is slow.
 *
 * @param isThere whether the picture flows
 * @returns whether it is waited for
 */
export function usePictureFirst(isThere: boolean): boolean {
  const [isOver, setOver] = useState(isThere);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), isThere ? 0 : patienceMs);
    return () => clearTimeout(timer);
  }, [isThere]);
  return !isOver && !isThere;
}
