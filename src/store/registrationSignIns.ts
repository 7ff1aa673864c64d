import type { Kysely } from 'kysely';
import type { SignInStore } from '../registration/ports.ts';
import { asPerson, selectPeople } from './registrationPeople.ts';
import type { Tables } from './tables.ts';

export function createSignInStore(database: Kysely<Tables>): SignInStore {
  return {
    async insert(signIn) {
      await database
        .insertInto('sign_ins')
        .values({
          id: signIn.id,
          secret_hash: signIn.secretHash,
          person_id: signIn.personId,
          created_at: signIn.at,
          seen_at: signIn.at,
          expires_at: signIn.expiresAt,
        })
        .execute();
    },
    async findBySecret(secretHash) {
      const row = await selectPeople(database)
        .innerJoin('sign_ins', 'sign_ins.person_id', 'people.id')
        .select(['sign_ins.id', 'sign_ins.seen_at', 'sign_ins.expires_at'])
        .where('sign_ins.secret_hash', '=', secretHash)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          person: asPerson(row),
          seenAt: row.seen_at,
          expiresAt: row.expires_at,
        }
      );
    },
    async live(ids, now) {
      if (ids.length === 0) return [];
      const rows = await database
        .selectFrom('sign_ins')
        .select('id')
        .where('id', 'in', ids)
        .where('expires_at', '>', now)
        .execute();
      return rows.map((row) => row.id);
    },
    async extend(id, seenAt, expiresAt) {
      await database
        .updateTable('sign_ins')
        .set({ seen_at: seenAt, expires_at: expiresAt })
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      await database.deleteFrom('sign_ins').where('id', '=', id).execute();
    },
    async removeExpired(before) {
      await database.deleteFrom('sign_ins').where('expires_at', '<', before).execute();
    },
  };
}
