import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For the heading of a new screen: screen readers go on from there, what they read last is gone. */
export function useFocusedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
