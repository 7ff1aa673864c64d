import { grouped, lettersIn, makeLetters } from '../protocol/letterCode.ts';
import type { RandomBytes } from './secrets.ts';

const length = 8;

/** A new user code as it is shown: `WDJB-MJHT`, one of 20^8. */
export function makeUserCode(randomBytes: RandomBytes): string {
  return grouped(makeLetters(length, randomBytes));
}

/**
 * Brings what a person typed into the form that `makeUserCode` gives: case, spaces and dashes do
 * not matter.
 * @returns `undefined` where it cannot be a user code
 */
export function normalizeUserCode(input: string): string | undefined {
  const code = lettersIn(input);
  return code?.length === length ? grouped(code) : undefined;
}
