import { z } from 'zod';

/** How deep a field that this version does not know may be nested. */
const maxDepth = 4;
/** How many characters such a field may have, written as JSON. */
const maxChars = 4_000;

/**
 * A field that this version does not know: kept and passed on, never dropped. It is bounded, since
 * JSON that is nested thousands deep can be read but not written.
 */
export const unknownField = z
  .unknown()
  .refine((value) => depthOf(value, maxDepth) <= maxDepth, {
    error: `Fields that are not known nest at most ${maxDepth} deep.`,
  })
  .refine((value) => depthOf(value, maxDepth) > maxDepth || charsOf(value) <= maxChars, {
    error: `Fields that are not known have at most ${maxChars} characters.`,
  });

/** A number of levels; one more than `limit` where there are more than that. */
function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (limit === 0) return 1;
  return 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner, limit - 1)));
}

function charsOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
