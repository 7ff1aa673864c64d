import type { Kysely } from 'kysely';
import type { PresenceSettings } from '../consult/ports.ts';
import type { Tables } from './tables.ts';

/** What agents have set for themselves, in SQL. */
export function createPresenceSettingStore(database: Kysely<Tables>): PresenceSettings {
  return {
    async of(personIds) {
      if (personIds.length === 0) return new Map();
      const rows = await database
        .selectFrom('presence_settings')
        .selectAll()
        .where('person_id', 'in', personIds)
        .execute();
      return new Map(rows.map((row) => [row.person_id, row.setting]));
    },

    async set(personId, setting) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('presence_settings')
          .where('person_id', '=', personId)
          .execute();
        if (setting === 'available') return;
        await transaction
          .insertInto('presence_settings')
          .values({ person_id: personId, setting })
          .execute();
      });
    },
  };
}
