/** What a guest's link has after the `#`: 256 random bits as base64url. */
const tokenPattern = /^[\w-]{43}$/;

/** A page's address, as far as the token is concerned. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
}

/** What the address brought: a link's token, something that is none, or nothing. */
export type Link =
  | { readonly name: 'token'; readonly token: string }
  | { readonly name: 'broken' }
  | { readonly name: 'none' };

/**
 * Takes the token out of the address, where people would see, copy and bookmark it. Servers and
 * other sites never see it: browsers keep what follows the `#` to themselves.
 */
export function takeLink({ location, history }: AddressBar): Link {
  const token = location.hash.slice(1);
  if (token === '') return { name: 'none' };
  history.replaceState(null, '', location.pathname + location.search);
  return tokenPattern.test(token) ? { name: 'token', token } : { name: 'broken' };
}
