import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createRegistration } from './migrations/0001-registration.ts';
import { createConsults } from './migrations/0002-consults.ts';
import { createSessions } from './migrations/0003-sessions.ts';
import { createConsultPeople } from './migrations/0004-consult-people.ts';
import { createPlaybooks } from './migrations/0010-playbooks.ts';
import { createWebhooks } from './migrations/0020-webhooks.ts';
import { createDeflection } from './migrations/0030-deflection.ts';
import type { Tables } from './tables.ts';

/** Applied in the order of their names, each once. A released migration is never edited. */
const migrations: Record<string, Migration> = {
  '0001-registration': createRegistration,
  '0002-consults': createConsults,
  '0003-sessions': createSessions,
  '0004-consult-people': createConsultPeople,
  '0010-playbooks': createPlaybooks,
  '0020-webhooks': createWebhooks,
  '0030-deflection': createDeflection,
};

/** Brings the schema up to date. @throws what the first migration that failed threw */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
