const bytes = 32;

/** @returns 256 random bits as base64url: who has them is the phone that read the code */
export function newClaim(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
