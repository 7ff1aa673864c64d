import type { Kysely } from 'kysely';
import type { InvitationStore } from '../consult/ports.ts';
import type { Tables } from './tables.ts';

/** Invitations of guests in SQL. */
export function createInvitationStore(database: Kysely<Tables>): InvitationStore {
  return {
    async insert({ guestId, consultId, tokenHash, expiresAt }) {
      await database
        .insertInto('invitations')
        .values({
          guest_id: guestId,
          consult_id: consultId,
          token_hash: tokenHash,
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
    },

    async use(tokenHash, now) {
      const row = await database
        .updateTable('invitations')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['guest_id', 'consult_id'])
        .executeTakeFirst();
      return row && { guestId: row.guest_id, consultId: row.consult_id };
    },

    async consultOf(guestId) {
      const row = await database
        .selectFrom('invitations')
        .select('consult_id')
        .where('guest_id', '=', guestId)
        .executeTakeFirst();
      return row?.consult_id;
    },

    async remove(consultId) {
      await database.deleteFrom('invitations').where('consult_id', '=', consultId).execute();
    },
  };
}
