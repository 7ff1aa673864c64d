import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

const keyBytes = 32;

/**
 * The key for the hashes of user codes, made on first use. It lies in a file of its own, so that a
 * copy of the database alone tells no code.
 * @throws Error where the file holds anything else than a key
 */
export function loadUserCodeKey(file: string): Promise<Uint8Array> {
  return loadKey(file, 'Delete it, and TVs that wait for pairing begin anew.');
}

/**
 * The key for the hashes of the codes that link phones, made on first use.
 * @throws Error where the file holds anything else than a key
 */
export function loadPhoneCodeKey(file: string): Promise<Uint8Array> {
  return loadKey(file, 'Delete it, and codes that are on a screen now are void.');
}

/**
 * The key under which the secrets of webhooks are encrypted, made on first use. Without it, a copy
 * of the database alone signs nothing.
 * @throws Error where the file holds anything else than a key
 */
export function loadWebhookKey(file: string): Promise<Uint8Array> {
  return loadKey(file, 'Delete it, and each webhook and inbound source needs a new secret.');
}

async function loadKey(file: string, remedy: string): Promise<Uint8Array> {
  const key = (await readIfThere(file)) ?? (await create(file));
  if (key.length !== keyBytes) throw new Error(`${file} holds no key. ${remedy}`);
  return key;
}

/** Writes beside it and links, so that nobody ever reads half a key. Who comes first has made it. */
async function create(file: string): Promise<Uint8Array> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(draft, randomBytes(keyBytes), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file);
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
