import type { Kysely, Transaction } from 'kysely';
import { dueAt } from '../consult/deadlines.ts';
import type { ConsultStore } from '../consult/ports.ts';
import { answeredIn, type Consult, isOver } from '../consult/state.ts';
import { Refusal, type TimelineEvent, timelineEvent } from '../protocol/index.ts';
import { consultDocument } from './consultDocument.ts';
import type { ConsultTables } from './consultTables.ts';
import { readDocument } from './storedDocument.ts';
import { isUniqueViolation } from './storeErrors.ts';
import type { Tables } from './tables.ts';
import { queueDeliveries } from './webhookOutbox.ts';

/** Consults and timelines in SQL, each change in one transaction. */
export function createConsultStore(database: Kysely<Tables>): ConsultStore {
  const open = () => database.selectFrom('consults').where('ended_at', 'is', null);
  return {
    async find(consultId) {
      const row = await database
        .selectFrom('consults')
        .select(['id', 'document'])
        .where('id', '=', consultId)
        .executeTakeFirst();
      return row && consultOf(row);
    },

    async findOpenByDevice(deviceId) {
      const row = await open()
        .select(['id', 'document'])
        .where('device_id', '=', deviceId)
        .executeTakeFirst();
      return row && consultOf(row);
    },

    async findOpenByPhysician(personId) {
      const row = await open()
        .select(['id', 'document'])
        .where('physician_id', '=', personId)
        .executeTakeFirst();
      return row && consultOf(row);
    },

    async listOpen(clinicId) {
      const rows = await open()
        .select(['id', 'document'])
        .where('clinic_id', '=', clinicId)
        .orderBy('requested_at')
        .execute();
      return rows.map(consultOf);
    },

    async openIds() {
      const rows = await open().select('id').orderBy('requested_at').execute();
      return rows.map((row) => row.id);
    },

    async waitingIds(whose) {
      const waiting = open().select('id').where('physician_id', 'is', null);
      const rows = await ('clinicId' in whose
        ? waiting.where('clinic_id', '=', whose.clinicId)
        : waiting.where('patient_id', '=', whose.patientId)
      )
        .orderBy('requested_at')
        .execute();
      return rows.map((row) => row.id);
    },

    async dueIds(now) {
      const rows = await database
        .selectFrom('consults')
        .select('id')
        .where('deadline_at', '<=', now.toISOString())
        .orderBy('deadline_at')
        .execute();
      return rows.map((row) => row.id);
    },

    async busyAmong(personIds) {
      if (personIds.length === 0) return new Set();
      const rows = await open()
        .select('physician_id')
        .where('physician_id', 'in', personIds)
        .execute();
      return new Set(rows.map((row) => row.physician_id).filter((id) => id !== null));
    },

    async insert(consult, events) {
      await database.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('consults')
          .values(rowOf(consult))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (Number(numInsertedOrUpdatedRows) === 0) {
          throw new Refusal(
            (await exists(transaction, consult.facts.id)) ? 'conflict' : 'device_busy',
          );
        }
        await append(transaction, consult, events);
      });
    },

    async update(consult, expectedVersion, events) {
      return await database.transaction().execute(async (transaction) => {
        const { id: _, ...columns } = rowOf(consult);
        const { numUpdatedRows } = await transaction
          .updateTable('consults')
          .set(columns)
          .where('id', '=', consult.facts.id)
          .where('version', '=', expectedVersion)
          .executeTakeFirstOrThrow()
          .catch(physicianBusy);
        if (Number(numUpdatedRows) === 0) return false;
        await append(transaction, consult, events);
        return true;
      });
    },

    async timeline(consultId, afterSeq) {
      const rows = await database
        .selectFrom('timeline')
        .select(['seq', 'document'])
        .where('consult_id', '=', consultId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      return rows.map((row) =>
        readDocument(timelineEvent, row.document, `event ${row.seq} of consult ${consultId}`),
      );
    },
  };
}

/** A physician's open consult is the only value in an update that has to be unique. */
function physicianBusy(error: unknown): never {
  throw isUniqueViolation(error) ? new Refusal('physician_busy') : error;
}

async function exists(transaction: Transaction<Tables>, consultId: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('consults')
    .select('id')
    .where('id', '=', consultId)
    .executeTakeFirst();
  return row !== undefined;
}

async function append(
  transaction: Transaction<Tables>,
  consult: Consult,
  events: readonly TimelineEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await transaction
    .insertInto('timeline')
    .values(
      events.map((event) => ({
        consult_id: consult.facts.id,
        seq: event.seq,
        at: event.at,
        type: event.type,
        document: JSON.stringify(event),
      })),
    )
    .execute();
  await queueDeliveries(transaction, consult, events);
}

function rowOf(consult: Consult): ConsultTables['consults'] {
  const { facts, phase } = consult;
  return {
    id: facts.id,
    clinic_id: facts.clinicId,
    device_id: facts.device.id,
    patient_id: facts.patient.id,
    state: phase.state,
    physician_id: answeredIn(consult)?.physician.id ?? null,
    deadline_at: dueAt(consult),
    version: facts.version,
    last_seq: facts.lastSeq,
    document: JSON.stringify(consult),
    requested_at: facts.requestedAt,
    ended_at: isOver(consult) ? consult.phase.endedAt : null,
  };
}

function consultOf(row: Pick<ConsultTables['consults'], 'id' | 'document'>): Consult {
  return readDocument(consultDocument, row.document, `consult ${row.id}`);
}
