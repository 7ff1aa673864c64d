import type { Kysely } from 'kysely';
import type { PlaybookStore } from '../diagnostics/ports.ts';
import { playbook } from '../protocol/playbook.ts';
import { readDocument } from './storedDocument.ts';
import type { Tables } from './tables.ts';

/** Playbooks in SQL. */
export function createPlaybookStore(database: Kysely<Tables>): PlaybookStore {
  return {
    async newestVersion(clinicId) {
      const row = await database
        .selectFrom('playbook_versions')
        .select((select) => select.fn.max('version').as('newest'))
        .where('clinic_id', '=', clinicId)
        .executeTakeFirst();
      return row?.newest ?? 0;
    },

    async find(clinicId, version) {
      const row = await database
        .selectFrom('playbook_versions')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .where('version', '=', version)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const what = `version ${version} of the playbook of clinic ${clinicId}`;
      return {
        playbookId: row.playbook_id,
        version,
        playbook: readDocument(playbook, row.document, what),
        origin: row.origin,
        savedAt: row.saved_at,
      };
    },

    async history(clinicId, limit) {
      const rows = await database
        .selectFrom('playbook_versions')
        .leftJoin('people', 'people.id', 'playbook_versions.saved_by')
        .select(['version', 'playbook_versions.name', 'origin', 'saved_at'])
        .select(['people.id as person_id', 'people.name as person_name'])
        .where('playbook_versions.clinic_id', '=', clinicId)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ version, name, origin, saved_at, person_id, person_name }) => ({
        version,
        name,
        origin,
        savedAt: saved_at,
        ...(person_id !== null &&
          person_name !== null && { savedBy: { id: person_id, name: person_name } }),
      }));
    },

    async insert(clinicId, stored, savedBy) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('playbook_versions')
        .values({
          clinic_id: clinicId,
          version: stored.version,
          playbook_id: stored.playbookId,
          name: stored.playbook.name,
          origin: stored.origin,
          document: JSON.stringify(stored.playbook),
          saved_at: stored.savedAt,
          saved_by: savedBy.id,
        })
        .onConflict((conflict) => conflict.columns(['clinic_id', 'version']).doNothing())
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}
