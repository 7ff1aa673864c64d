import type { RandomBytes } from './secrets.ts';

/** Consonants only, so that no words come out (RFC 8628, section 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;

/** A new user code as it is shown: `WDJB-MJHT`, one of 20^8. */
export function makeUserCode(randomBytes: RandomBytes): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // 240 is the largest multiple of 20 in a byte: above it, some letters would come up more often.
      if (byte < 240 && code.length < length) code += letters.charAt(byte % letters.length);
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * Brings what a person typed into the form that `makeUserCode` gives: case, spaces and dashes do
 * not matter.
 * @returns `undefined` where it cannot be a user code
 */
export function normalizeUserCode(input: string): string | undefined {
  const code = input.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  if (code.length !== length || [...code].some((letter) => !letters.includes(letter))) {
    return undefined;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
