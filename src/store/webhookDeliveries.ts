import type { Kysely, Selectable, Transaction } from 'kysely';
import {
  consultFacts,
  type Message,
  messageEvent,
  UnwritableMessage,
} from '../integration/message.ts';
import type { DeliveryKey, DeliveryStore, Settlement } from '../integration/ports.ts';
import type { DeliveryStatus, WebhookDelivery } from '../protocol/index.ts';
import { readDocument } from './storedDocument.ts';
import type { Tables } from './tables.ts';

export function createDeliveryStore(database: Kysely<Tables>): DeliveryStore {
  return {
    async subscriptionsDue(now) {
      const rows = await database
        .selectFrom('webhook_subscriptions as subscription')
        .select('id')
        .where('enabled', '=', 1)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('webhook_deliveries as delivery')
              .select('delivery.seq')
              .whereRef('delivery.subscription_id', '=', 'subscription.id')
              .where('delivery.next_attempt_at', '<=', now),
          ),
        )
        .execute();
      return rows.map(({ id }) => id);
    },

    async due(subscriptionId, now, limit) {
      const rows = await database
        .selectFrom('webhook_deliveries')
        .select(['consult_id', 'seq', 'attempts', 'queued_at'])
        .where('subscription_id', '=', subscriptionId)
        .where('next_attempt_at', '<=', now)
        .orderBy('next_attempt_at')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        subscriptionId,
        consultId: row.consult_id,
        seq: row.seq,
        attempts: row.attempts,
        queuedAt: row.queued_at,
      }));
    },

    async message(key) {
      const row = await database
        .selectFrom('webhook_deliveries')
        .select(['status', 'facts', 'event_type'])
        .where(({ and }) => and(columnsOf(key)))
        .executeTakeFirst();
      if (row?.status !== 'waiting') return undefined;
      const events = await database
        .selectFrom('timeline')
        .select(['seq', 'document'])
        .where('consult_id', '=', key.consultId)
        .where(({ and, eb, or }) =>
          or([
            eb('seq', '=', key.seq),
            // A task's answer is told with the task.
            ...(row.event_type === 'task-answered'
              ? [and([eb('type', '=', 'diagnosed'), eb('seq', '<', key.seq)])]
              : []),
          ]),
        )
        .orderBy('seq')
        .execute();
      return messageOf(key, row.facts, events);
    },

    async settle(key, settlement, now) {
      await database.transaction().execute(async (transaction) => {
        // Under way while it was abandoned: what has arrived has arrived.
        const from: DeliveryStatus[] =
          settlement.kind === 'delivered' ? ['waiting', 'dead'] : ['waiting'];
        await transaction
          .updateTable('webhook_deliveries')
          .where(({ and }) => and(columnsOf(key)))
          .where('status', 'in', from)
          .set(({ eb }) => ({ ...settled(settlement, now), attempts: eb('attempts', '+', 1) }))
          .execute();
        await letFirstGo(transaction, key, now);
      });
    },

    async abandon(subscriptionId, error, now) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('webhook_subscriptions')
          .set({ enabled: 0, disabled_because: 'gone' })
          .where('id', '=', subscriptionId)
          .execute();
        await transaction
          .updateTable('webhook_deliveries')
          .set({ status: 'dead', next_attempt_at: null, last_error: error, settled_at: now })
          .where('subscription_id', '=', subscriptionId)
          .where('status', '=', 'waiting')
          .execute();
      });
    },

    async list(clinicId, { status, subscriptionId }, limit) {
      let query = database
        .selectFrom('webhook_deliveries as delivery')
        .innerJoin('webhook_subscriptions as subscription', 'subscription.id', 'subscription_id')
        .selectAll('delivery')
        .where('clinic_id', '=', clinicId);
      if (status !== undefined) query = query.where('status', '=', status);
      if (subscriptionId !== undefined) {
        query = query.where('subscription_id', '=', subscriptionId);
      }
      const rows = await query
        .orderBy('queued_at', 'desc')
        .orderBy('consult_id')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async replay(subscriptionId, event, now) {
      return await database.transaction().execute(async (transaction) => {
        let query = transaction
          .updateTable('webhook_deliveries')
          .set({ status: 'waiting', attempts: 0, queued_at: now, settled_at: null })
          .where('subscription_id', '=', subscriptionId)
          .where('status', '=', 'dead');
        if (event !== undefined) {
          query = query.where('consult_id', '=', event.consultId).where('seq', '=', event.seq);
        }
        const rows = await query.returning('consult_id').execute();
        for (const consultId of new Set(rows.map((row) => row.consult_id))) {
          await letFirstGo(transaction, { subscriptionId, consultId }, now);
        }
        return rows.length;
      });
    },

    async purge({ delivered, others }) {
      await database
        .deleteFrom('webhook_deliveries')
        .where('status', '=', 'delivered')
        .where('queued_at', '<', delivered)
        .execute();
      await database
        .deleteFrom('webhook_deliveries')
        .where('status', 'in', ['waiting', 'dead'])
        .where('queued_at', '<', others)
        .execute();
    },
  };
}

/** Of a consult's events that wait, the first may go and the others wait for it. */
async function letFirstGo(
  transaction: Transaction<Tables>,
  { consultId, subscriptionId }: Omit<DeliveryKey, 'seq'>,
  now: string,
): Promise<void> {
  const waiting = await transaction
    .selectFrom('webhook_deliveries')
    .select(['seq', 'next_attempt_at'])
    .where('subscription_id', '=', subscriptionId)
    .where('consult_id', '=', consultId)
    .where('status', '=', 'waiting')
    .orderBy('seq')
    .execute();
  for (const [index, { next_attempt_at, seq }] of waiting.entries()) {
    const nextAttemptAt = index === 0 ? (next_attempt_at ?? now) : null;
    if (nextAttemptAt === next_attempt_at) continue;
    await transaction
      .updateTable('webhook_deliveries')
      .where(({ and }) => and(columnsOf({ subscriptionId, consultId, seq })))
      .set({ next_attempt_at: nextAttemptAt })
      .execute();
  }
}

function settled(settlement: Settlement, now: string) {
  switch (settlement.kind) {
    case 'delivered':
      return {
        status: 'delivered' as const,
        facts: null,
        next_attempt_at: null,
        last_status: settlement.status,
        last_error: null,
        settled_at: now,
      };
    case 'again':
      return {
        next_attempt_at: settlement.at,
        last_status: settlement.status,
        last_error: settlement.error,
      };
    case 'dead':
      return {
        status: 'dead' as const,
        next_attempt_at: null,
        last_status: settlement.status,
        last_error: settlement.error,
        settled_at: now,
      };
  }
}

/** @throws UnwritableMessage where a document is missing or damaged */
function messageOf(
  { consultId, seq }: DeliveryKey,
  facts: string | null,
  rows: readonly { readonly seq: number; readonly document: string }[],
): Message {
  try {
    const what = `event ${seq} of consult ${consultId}`;
    const events = rows.map((row) => readDocument(messageEvent, row.document, what));
    const event = events.find((each) => each.seq === seq);
    if (event === undefined) throw new Error(`There is no ${what}.`);
    const diagnosed = events.filter((each) => each.seq < seq);
    return {
      consult: readDocument(consultFacts, facts ?? '', `facts of ${what}`),
      event,
      diagnosed,
    };
  } catch (cause) {
    throw new UnwritableMessage('What was stored of the event cannot be read.', { cause });
  }
}

function columnsOf({ consultId, seq, subscriptionId }: DeliveryKey) {
  return { subscription_id: subscriptionId, consult_id: consultId, seq };
}

function deliveryOf(row: Selectable<Tables['webhook_deliveries']>): WebhookDelivery {
  return {
    subscriptionId: row.subscription_id,
    consultId: row.consult_id,
    seq: row.seq,
    eventType: row.event_type,
    status: row.status,
    attempts: row.attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    queuedAt: row.queued_at,
    nextAttemptAt: row.next_attempt_at,
    settledAt: row.settled_at,
  };
}
