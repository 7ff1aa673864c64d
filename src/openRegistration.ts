import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { v7 as newId } from 'uuid';
import type { RegistrationFeed } from './registration/feed.ts';
import { createRegistration, type Registration } from './registration/registration.ts';
import { migrate } from './store/migrate.ts';
import { loadUserCodeKey } from './store/registrationKey.ts';
import { createRegistrationStore } from './store/registrationStore.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Tables } from './store/tables.ts';

export interface OpenRegistrationOptions {
  readonly dataDir: string;
  readonly feed: RegistrationFeed;
  /** Whether browsers reach the server by HTTPS. */
  readonly isSecure: boolean;
}

/** The database of a data folder, brought up to date, and registration upon it. */
export interface OpenedRegistration {
  readonly database: Kysely<Tables>;
  readonly registration: Registration;
}

/**
 * Opens what the server and the tools beside it share. The caller destroys the database.
 * @throws Error where the folder, the database or the key cannot be had; nothing is left open
 */
export async function openRegistration(
  options: OpenRegistrationOptions,
): Promise<OpenedRegistration> {
  const { dataDir, feed, isSecure } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const userCodeKey = await loadUserCodeKey(path.join(dataDir, 'user-code.key'));
  const database = openSqlite(path.join(dataDir, 'housecall.sqlite'));
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const registration = createRegistration({
    store: createRegistrationStore(database),
    feed,
    userCodeKey,
    isSecure,
    now: () => new Date(),
    newId,
    randomBytes,
  });
  return { database, registration };
}
