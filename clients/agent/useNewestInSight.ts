import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** How far from its end a list still counts as at its end, in CSS pixels. */
const nearEnd = 24;

/**
 * Keeps a list at its newest entry unless somebody scrolled back.
 *
 * @param count of its entries
 * @returns what to do when it scrolls
 */
export function useNewestInSight(list: RefObject<HTMLElement | null>, count: number): () => void {
  const atEnd = useRef(true);

  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [list, count]);

  // Less room, as for a notice above, must not push the newest entry out of sight; nor must a
  // picture that is there at last.
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [list]);

  return () => {
    const element = list.current;
    // What is hidden is not scrolled by anybody.
    if (element === null || element.clientHeight === 0) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    atEnd.current = below < nearEnd;
  };
}
