/** Consonants only, so that no words come out (RFC 8628, section 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';

/** Random bytes of a given length, such as `randomBytes` of node:crypto. */
type RandomBytes = (size: number) => Uint8Array;

/** A code of so many letters, one of 20^length, for a person to read off a screen. */
export function makeLetters(length: number, randomBytes: RandomBytes): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // 240 is the largest multiple of 20 in a byte: above it, some letters would come up more often.
      if (byte < 240 && code.length < length) code += letters.charAt(byte % letters.length);
    }
  }
  return code;
}

/**
 * The letters of a code that a person typed: case, spaces and dashes do not matter.
 * @returns `undefined` where something else stands in it
 */
export function lettersIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  return [...code].every((letter) => letters.includes(letter)) ? code : undefined;
}

/** As it is shown, in groups of four: `WDJB-MJHT`. */
export function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
