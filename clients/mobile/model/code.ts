import { grouped, lettersIn } from '../../../src/protocol/letterCode.ts';

/** Letters of a code that a TV shows, and of one that was sent in a link. */
const lengths: readonly number[] = [8, 16];
const longest = 16;

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
  return judgeCode(code) === 'complete' ? { name: 'code', code } : { name: 'broken' };
}

/**
 * What somebody typed or pasted, also a whole link, as the TV shows a code: `WDJB-MJHT`. By its
 * dash the server knows that it was typed.
 */
export function formatCode(typed: string): string {
  const letters = typed
    .slice(typed.lastIndexOf('#') + 1)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return grouped(letters.slice(0, longest));
}

/** Whether a code is complete, lacks or has too many letters, or has what no code has. */
export function judgeCode(typed: string): 'complete' | 'length' | 'foreign' {
  const letters = lettersIn(typed);
  if (letters === undefined) return 'foreign';
  return lengths.includes(letters.length) ? 'complete' : 'length';
}
