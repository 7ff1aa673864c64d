import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { InboundMessageStore, Source, SourceStore } from '../integration/ports.ts';
import { readDocument } from './storedDocument.ts';
import type { Tables } from './tables.ts';
import { secretsOf, secretsRow } from './webhookSubscriptions.ts';

export function createSourceStore(database: Kysely<Tables>): SourceStore {
  return {
    async insert(source) {
      await database
        .insertInto('inbound_sources')
        .values({
          id: source.id,
          clinic_id: source.clinicId,
          name: source.name,
          enabled: source.enabled ? 1 : 0,
          created_at: source.createdAt,
          ...secretsRow(source.secrets),
        })
        .execute();
    },
    async find(id) {
      const row = await database
        .selectFrom('inbound_sources')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && sourceOf(row);
    },
    async list(clinicId) {
      const rows = await database
        .selectFrom('inbound_sources')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(sourceOf);
    },
    async change(id, { enabled, name }) {
      await database
        .updateTable('inbound_sources')
        .set({ name, enabled: enabled ? 1 : 0 })
        .where('id', '=', id)
        .execute();
    },
    async setSecrets(id, secrets) {
      await database
        .updateTable('inbound_sources')
        .set(secretsRow(secrets))
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      // The ids of its messages go by the foreign key.
      await database.deleteFrom('inbound_sources').where('id', '=', id).execute();
    },
  };
}

const answer = z.record(z.string(), z.unknown());

export function createInboundMessageStore(database: Kysely<Tables>): InboundMessageStore {
  return {
    async receive(sourceId, webhookId, consultId, now) {
      await database
        .insertInto('inbound_messages')
        .values({
          source_id: sourceId,
          webhook_id: webhookId,
          consult_id: consultId,
          answer: null,
          received_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await database
        .selectFrom('inbound_messages')
        .select(['consult_id', 'answer'])
        .where('source_id', '=', sourceId)
        .where('webhook_id', '=', webhookId)
        .executeTakeFirstOrThrow();
      return {
        consultId: row.consult_id,
        answer: row.answer === null ? null : readDocument(answer, row.answer, 'inbound answer'),
      };
    },
    async complete(sourceId, webhookId, given) {
      await database
        .updateTable('inbound_messages')
        .set({ answer: JSON.stringify(given) })
        .where('source_id', '=', sourceId)
        .where('webhook_id', '=', webhookId)
        .execute();
    },
    async purge(before) {
      await database.deleteFrom('inbound_messages').where('received_at', '<', before).execute();
    },
  };
}

function sourceOf(row: Selectable<Tables['inbound_sources']>): Source {
  return {
    id: row.id,
    clinicId: row.clinic_id,
    name: row.name,
    enabled: row.enabled === 1,
    secrets: secretsOf(row),
    createdAt: row.created_at,
  };
}
