/** How large a picture is on a screen over some time. */
export interface ShownMemory {
  /** The largest layer that the screen has a use for; `Infinity` until it is known. */
  readonly most: number;
  /** For how long a smaller one would have done. */
  readonly smallForMs: number;
}

/** Layouts change and menus pass over a picture: that is no reason to have it smaller. */
const smallLimitMs = 3_000;
/** A picture may be stretched by that much until a larger one is worth its bits. */
const stretchLimit = 1.25;

export const newShownMemory: ShownMemory = { most: Infinity, smallForMs: 0 };

/**
 * Which layer is enough for the size at which a picture is shown: a larger one at once, a smaller
 * one after a while, and between two sizes whichever it is.
 *
 * @param shownHeight of what is seen, in pixels of the screen; 0 where nobody sees it, `undefined`
 *   where that is not known
 * @param heights of the layers, smallest first
 */
export function judgeShownSize(
  before: ShownMemory,
  shownHeight: number | undefined,
  heights: readonly number[],
  elapsedMs: number,
): ShownMemory {
  if (shownHeight === undefined) return newShownMemory;
  const needed = smallestFor(shownHeight, heights);
  const enough = smallestFor(shownHeight / stretchLimit, heights);
  const most = Math.min(before.most, heights.length - 1);
  if (most < enough) return { most: enough, smallForMs: 0 };
  if (most <= needed) return { most, smallForMs: 0 };
  const smallForMs = before.smallForMs + elapsedMs;
  return smallForMs < smallLimitMs ? { most, smallForMs } : { most: needed, smallForMs: 0 };
}

function smallestFor(height: number, heights: readonly number[]): number {
  const found = heights.findIndex((each) => each >= height);
  return found === -1 ? Math.max(0, heights.length - 1) : found;
}
