import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../src/registration/password.ts';

const cheap = { memoryKiB: 8, passes: 1, parallelism: 1 };

describe('passwords', () => {
  it('are hashed by argon2id at the cost that OWASP advises, as a PHC string', async () => {
    const stored = await hashPassword('a password', randomBytes);
    expect(stored).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
    await expect(verifyPassword('a password', stored)).resolves.toBe(true);
    await expect(verifyPassword('a passwore', stored)).resolves.toBe(false);
  });

  it('hashed by the reference implementation are recognised', async () => {
    // phc-winner-argon2, src/test.c: version 0x13, t=2, m=2^16, p=1, "password", "somesalt".
    const stored =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    await expect(verifyPassword('password', stored)).resolves.toBe(true);
    await expect(verifyPassword('Password', stored)).resolves.toBe(false);
  });

  it('never hash to the same string twice', async () => {
    const first = await hashPassword('a password', randomBytes, cheap);
    expect(await hashPassword('a password', randomBytes, cheap)).not.toBe(first);
  });

  it('are the same whichever way a keyboard composes their letters', async () => {
    const stored = await hashPassword('caf\u00e9', randomBytes, cheap);
    await expect(verifyPassword('cafe\u0301', stored)).resolves.toBe(true);
  });

  it('whose stored hash is damaged are an error, not a wrong password', async () => {
    await expect(verifyPassword('a password', 'plain text')).rejects.toThrow(/PHC/);
  });
});
