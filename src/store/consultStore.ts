import type { Kysely, Transaction } from 'kysely';
import { dueAt } from '../consult/deadlines.ts';
import type { ConsultStore } from '../consult/ports.ts';
import {
  agentIn,
  answeredIn,
  awaitsCallback,
  type Consult,
  isAnswered,
  isOver,
} from '../consult/state.ts';
import { Refusal, type TimelineEvent, timelineEvent } from '../protocol/index.ts';
import { consultDocument } from './consultDocument.ts';
import type { ConsultTables } from './consultTables.ts';
import { GroupCommit } from './groupCommit.ts';
import { readDocument } from './storedDocument.ts';
import { isUniqueViolation } from './storeErrors.ts';
import type { Tables } from './tables.ts';
import { waitingDocument, waitingOf } from './waitingDocument.ts';
import { queueDeliveries } from './webhookOutbox.ts';

/** Consults and timelines in SQL, each change as a whole or not at all. */
export function createConsultStore(database: Kysely<Tables>): ConsultStore {
  const commits = new GroupCommit(database);
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

    async findOpenByAgent(personId) {
      const row = await open()
        .select(['id', 'document'])
        .where('agent_id', '=', personId)
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

    async countAnswered() {
      const { count } = await database
        .selectFrom('consults')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('state', 'in', ['accepted', 'active'])
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async listCallbacks(clinicId) {
      const rows = await database
        .selectFrom('consults')
        .select(['id', 'document'])
        .where('clinic_id', '=', clinicId)
        .where('callback_at', 'is not', null)
        .orderBy('callback_at')
        .execute();
      return rows.map(consultOf);
    },

    async waitingIdsOf(patientId) {
      const rows = await open()
        .select('id')
        .where('patient_id', '=', patientId)
        .where('agent_id', 'is', null)
        .execute();
      return rows.map((row) => row.id);
    },

    async waiting(clinicId) {
      const rows = await open()
        .select(['id', 'waiting'])
        .where('clinic_id', '=', clinicId)
        .where('waiting', 'is not', null)
        .execute();
      return rows.map((row) =>
        readDocument(waitingDocument, row.waiting ?? '', `waiting consult ${row.id}`),
      );
    },

    async clinicsWaiting() {
      const rows = await open()
        .select('clinic_id')
        .distinct()
        .where('waiting', 'is not', null)
        .execute();
      return rows.map((row) => row.clinic_id);
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
      const rows = await open().select('agent_id').where('agent_id', 'in', personIds).execute();
      return new Set(rows.map((row) => row.agent_id).filter((id) => id !== null));
    },

    async rungAmong(personIds) {
      if (personIds.length === 0) return new Map();
      const rows = await database
        .selectFrom('rings')
        .selectAll()
        .where('person_id', 'in', personIds)
        .execute();
      return new Map(rows.map((row) => [row.person_id, row.consult_id]));
    },

    async recentHandlingMs(clinicId, kind, limit) {
      const rows = await database
        .selectFrom('consults')
        .select(['accepted_at', 'ended_at'])
        .where('clinic_id', '=', clinicId)
        .where('kind', '=', kind)
        .where('accepted_at', 'is not', null)
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => Date.parse(row.ended_at ?? '') - Date.parse(row.accepted_at ?? ''));
    },

    async insert(consult, events) {
      await commits.run(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('consults')
          .values(rowOf(consult))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (Number(numInsertedOrUpdatedRows) === 0) {
          throw new Refusal(await whyNotInserted(transaction, consult));
        }
        await append(transaction, consult, events);
      });
    },

    async update(consult, expectedVersion, events) {
      return await commits.run(async (transaction) => {
        const { id: _, ...columns } = rowOf(consult);
        const { numUpdatedRows } = await transaction
          .updateTable('consults')
          .set(columns)
          .where('id', '=', consult.facts.id)
          .where('version', '=', expectedVersion)
          .executeTakeFirstOrThrow()
          .catch(agentBusy);
        if (Number(numUpdatedRows) === 0) return false;
        await setRings(transaction, consult);
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

/** An agent's open consult is the only value of a row that has to be unique in an update. */
function agentBusy(error: unknown): never {
  throw isUniqueViolation(error) ? new Refusal('agent_busy') : error;
}

async function whyNotInserted(
  transaction: Transaction<Tables>,
  { facts }: Consult,
): Promise<'conflict' | 'device_busy' | 'agent_busy'> {
  const openOrSame = await transaction
    .selectFrom('consults')
    .select(['id', 'device_id'])
    .where((row) =>
      row.or([
        row('id', '=', facts.id),
        row.and([row('device_id', '=', facts.device.id), row('ended_at', 'is', null)]),
      ]),
    )
    .execute();
  if (openOrSame.some((row) => row.id === facts.id)) return 'conflict';
  return openOrSame.length > 0 ? 'device_busy' : 'agent_busy';
}

/** Notes at whom it rings, so that nothing else does. */
async function setRings(transaction: Transaction<Tables>, consult: Consult): Promise<void> {
  const rung = rungBy(consult);
  await transaction.deleteFrom('rings').where('consult_id', '=', consult.facts.id).execute();
  if (rung.length === 0) return;
  await transaction
    .insertInto('rings')
    .values(rung.map((personId) => ({ person_id: personId, consult_id: consult.facts.id })))
    .execute()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new Refusal('agent_ringing') : error;
    });
}

function rungBy(consult: Consult): readonly string[] {
  if (consult.phase.state === 'offered') return consult.phase.rings.map(({ person }) => person.id);
  if (!isAnswered(consult) || consult.phase.transfer === null) return [];
  return [consult.phase.transfer.to.id];
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
    kind: facts.serviceRequest.kind,
    state: phase.state,
    agent_id: agentIn(consult)?.person.id ?? null,
    deadline_at: dueAt(consult),
    version: facts.version,
    last_seq: facts.lastSeq,
    document: JSON.stringify(consult),
    waiting: waitingOf(consult),
    callback_at: awaitsCallback(consult) ? (facts.callback?.askedAt ?? null) : null,
    requested_at: facts.requestedAt,
    accepted_at: answeredIn(consult)?.acceptedAt ?? null,
    ended_at: isOver(consult) ? consult.phase.endedAt : null,
  };
}

function consultOf(row: Pick<ConsultTables['consults'], 'id' | 'document'>): Consult {
  return readDocument(consultDocument, row.document, `consult ${row.id}`);
}
