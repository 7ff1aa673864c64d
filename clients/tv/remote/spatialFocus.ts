import type { Direction } from './remoteKeys.ts';

/** Where a control is on the screen, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Being off to the side weighs more than being far: an arrow should mean what it points at. */
const sidewaysWeight = 3;

/**
 * The control an arrow leads to: of those whose centre lies in that direction, the nearest.
 * @returns its index in `candidates`, or -1 where there is none
 */
export function nearestInDirection(
  from: Box,
  candidates: readonly Box[],
  direction: Direction,
): number {
  let nearest = -1;
  let nearestDistance = Number.POSITIVE_INFINITY;
  candidates.forEach((candidate, index) => {
    const distance = distanceTowards(from, candidate, direction);
    if (distance !== undefined && distance < nearestDistance) {
      nearest = index;
      nearestDistance = distance;
    }
  });
  return nearest;
}

function distanceTowards(from: Box, to: Box, direction: Direction): number | undefined {
  const across = centre(to.left, to.right) - centre(from.left, from.right);
  const down = centre(to.top, to.bottom) - centre(from.top, from.bottom);
  const horizontal = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const ahead = sign * (horizontal ? across : down);
  const sideways = Math.abs(horizontal ? down : across);
  // Controls of one column are never «right» of each other by a pixel of their centres.
  if (ahead < 1 || ahead * sidewaysWeight < sideways) return undefined;
  return ahead + sidewaysWeight * sideways;
}

function centre(start: number, end: number): number {
  return (start + end) / 2;
}
