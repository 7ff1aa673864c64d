import { createHash, createHmac } from 'node:crypto';

/** Random bytes of a given length, such as `randomBytes` of node:crypto. */
export type RandomBytes = (size: number) => Uint8Array;

/** A secret of 256 random bits as base64url, 43 characters long. */
export function makeSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

/** SHA-256, hex: enough for secrets of full entropy, which nobody can guess from their hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** HMAC-SHA-256, hex, for secrets so short that a plain hash could be searched through. */
export function hashShortSecret(secret: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(secret).digest('hex');
}
