import { Refusal } from '../protocol/index.ts';

/** SQLite's primary result codes that mean: not now, or not on this file. sqlite.org/rescode.html */
const unavailable: ReadonlyMap<number, string> = new Map([
  [5, 'busy'],
  [6, 'locked'],
  [7, 'out-of-memory'],
  [8, 'read-only'],
  [10, 'input-output-error'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'cannot-open'],
  [15, 'busy'],
  [26, 'not-a-database'],
]);

/**
 * What to throw for what node:sqlite threw: `store_unavailable`, with the reason, where the file
 * cannot be read or written now; everything else, such as a violated constraint, as it is.
 */
export function storeError(error: unknown): unknown {
  const reason = unavailable.get((resultCode(error) ?? 0) & 0xff);
  if (reason === undefined) return error;
  const refusal = new Refusal('store_unavailable', undefined, { reason });
  refusal.cause = error;
  return refusal;
}

/** Whether a row was refused because a unique column holds its value already. */
export function isUniqueViolation(error: unknown): boolean {
  // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE
  const code = resultCode(error);
  return code === 1555 || code === 2067;
}

function resultCode(error: unknown): number | undefined {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    return error.errcode;
  }
  return undefined;
}
