import type { Kysely } from 'kysely';
import type { RequestRouteStore } from '../registration/ports.ts';
import type { Tables } from './tables.ts';

/** The deployment's rules for which clinic answers, in SQL. */
export function createRequestRouteStore(database: Kysely<Tables>): RequestRouteStore {
  return {
    async list() {
      // Ids are UUIDv7: they sort by time.
      const rows = await database.selectFrom('request_routes').selectAll().orderBy('id').execute();
      return rows.map(({ id, clinic_id, kind, region, service, language }) => ({
        id,
        clinicId: clinic_id,
        kind,
        region,
        service,
        language,
      }));
    },
    async insert({ id, clinicId, kind, region, service, language }, at) {
      await database
        .insertInto('request_routes')
        .values({ id, clinic_id: clinicId, kind, region, service, language, created_at: at })
        .execute();
    },
    async remove(routeId) {
      const { numDeletedRows } = await database
        .deleteFrom('request_routes')
        .where('id', '=', routeId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
