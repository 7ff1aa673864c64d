/** Letters of codes: RFC 8628, section 6.1, advises consonants, so that no words come out. */
const alphabet = new Set('BCDFGHJKLMNPQRSTVWXZ');
const length = 8;
/** What a link has after the `#`: such a code, or a longer one. */
const linkPattern = /^[\w-]{8,128}$/;

/** A page's address, as far as the code is concerned. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
}

/** What the address brought: a code, something that is none, or nothing. */
export type Link =
  | { readonly name: 'code'; readonly code: string }
  | { readonly name: 'broken' }
  | { readonly name: 'none' };

/**
 * Takes the code out of the address, where people would see, copy and bookmark it. Servers and
 * other sites never see it: browsers keep what follows the `#` to themselves.
 */
export function takeLink({ location, history }: AddressBar): Link {
  const code = location.hash.slice(1);
  if (code === '') return { name: 'none' };
  history.replaceState(null, '', location.pathname + location.search);
  return linkPattern.test(code) ? { name: 'code', code } : { name: 'broken' };
}

/** What somebody typed or pasted, also a whole link, as the TV shows a code: `WDJB-MJHT`. */
export function formatCode(typed: string): string {
  const letters = lettersOf(typed).slice(0, length);
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
}

/** Whether a code is complete, lacks letters, or has letters that no code has. */
export function judgeCode(typed: string): 'complete' | 'short' | 'foreign' {
  const letters = lettersOf(typed).slice(0, length);
  if ([...letters].some((letter) => !alphabet.has(letter))) return 'foreign';
  return letters.length === length ? 'complete' : 'short';
}

function lettersOf(text: string): string {
  return text
    .slice(text.lastIndexOf('#') + 1)
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
}
