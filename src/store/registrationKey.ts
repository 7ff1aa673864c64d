import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const keyBytes = 32;

/**
 * The key for the hashes of user codes, made on first use. It lies in a file of its own, so that a
 * copy of the database alone tells no code.
 * @throws Error where the file holds anything else than a key
 */
export async function loadUserCodeKey(file: string): Promise<Uint8Array> {
  try {
    await writeFile(file, randomBytes(keyBytes), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const key = await readFile(file);
  if (key.length !== keyBytes) {
    throw new Error(`${file} holds no key. Delete it, and TVs that wait for pairing begin anew.`);
  }
  return key;
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
