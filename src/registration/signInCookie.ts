/**
 * The name of the cookie that carries a sign-in. Under TLS, the prefix makes browsers refuse it
 * from another host or without `Secure` (RFC 6265bis, section 4.1.3.2).
 */
export function signInCookieName(isSecure: boolean): string {
  return isSecure ? '__Host-housecall-sign-in' : 'housecall-sign-in';
}

/** The sign-in secret in a `Cookie` header. */
export function readSignInCookie(
  cookieHeader: string | undefined,
  isSecure: boolean,
): string | undefined {
  const prefix = `${signInCookieName(isSecure)}=`;
  return cookieHeader
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix))
    ?.slice(prefix.length);
}
