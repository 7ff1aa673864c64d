import { type Argon2Parameters, argon2, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from './secrets.ts';

/** What one argon2id hash costs. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
export const owaspCost: PasswordCost = { memoryKiB: 19_456, passes: 2, parallelism: 1 };

const saltBytes = 16;
const tagBytes = 32;

/**
 * Hashes a password with argon2id (RFC 9106), off the main thread.
 * @returns the PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`
 */
export async function hashPassword(
  password: string,
  randomBytes: RandomBytes,
  cost: PasswordCost = owaspCost,
): Promise<string> {
  const salt = randomBytes(saltBytes);
  const tag = await derive(password, salt, tagBytes, cost);
  const parameters = `m=${cost.memoryKiB},t=${cost.passes},p=${cost.parallelism}`;
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(tag)}`;
}

const phcFormat =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,172})$/;

/**
 * Whether a password is the one that was hashed, whatever cost it was hashed at.
 * @throws Error where the stored hash is not an argon2id PHC string
 */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = phcFormat.exec(stored);
  if (match === null) throw new Error('A stored password hash is not an argon2id PHC string.');
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), expected.length, {
    memoryKiB: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(actual, expected);
}

function derive(
  password: string,
  nonce: Uint8Array,
  tagLength: number,
  cost: PasswordCost,
): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    // The same letters may be composed differently on another keyboard (NIST SP 800-63B, 5.1.1.2).
    message: password.normalize('NFKC'),
    nonce,
    tagLength,
    memory: cost.memoryKiB,
    passes: cost.passes,
    parallelism: cost.parallelism,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => {
      if (error === null) resolve(tag);
      else reject(error);
    });
  });
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
