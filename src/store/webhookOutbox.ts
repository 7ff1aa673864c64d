import type { Transaction } from 'kysely';
import { z } from 'zod';
import { answeredIn, type Consult, isOver } from '../consult/state.ts';
import type { ConsultFacts } from '../integration/message.ts';
import { faultOf, type TimelineEvent } from '../protocol/index.ts';
import { readDocument } from './storedDocument.ts';
import type { Tables } from './tables.ts';

/**
 * Puts events into the outbox of each of the clinic's subscriptions that wants them, in the
 * transaction that appends them to the timeline: what is in the one is in the other.
 * @param consult as it is after the events
 */
export async function queueDeliveries(
  transaction: Transaction<Tables>,
  consult: Consult,
  events: readonly TimelineEvent[],
): Promise<void> {
  const { clinicId, id: consultId } = consult.facts;
  const subscriptions = await transaction
    .selectFrom('webhook_subscriptions')
    .select(['id', 'event_types'])
    .where('clinic_id', '=', clinicId)
    .where('enabled', '=', 1)
    .execute();
  if (subscriptions.length === 0) return;
  const facts = JSON.stringify(factsOf(consult));
  for (const { event_types, id } of subscriptions) {
    const wanted = eventTypesOf(event_types, id);
    const queued = events.filter(({ type }) => wanted?.includes(type) ?? true);
    const isFree = queued.length > 0 && !(await hasWaiting(transaction, id, consultId));
    for (const [index, { at, seq, type }] of queued.entries()) {
      await transaction
        .insertInto('webhook_deliveries')
        .values({
          subscription_id: id,
          consult_id: consultId,
          seq,
          event_type: type,
          status: 'waiting',
          facts,
          attempts: 0,
          queued_at: at,
          next_attempt_at: isFree && index === 0 ? at : null,
          last_status: null,
          last_error: null,
          settled_at: null,
        })
        .execute();
    }
  }
}

/** The types that a subscription wants; `null`: all. */
export function eventTypesOf(stored: string | null, id: string): readonly string[] | null {
  return stored === null
    ? null
    : readDocument(z.array(z.string()), stored, `event types of subscription ${id}`);
}

async function hasWaiting(
  transaction: Transaction<Tables>,
  subscriptionId: string,
  consultId: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('webhook_deliveries')
    .select('seq')
    .where('subscription_id', '=', subscriptionId)
    .where('consult_id', '=', consultId)
    .where('status', '=', 'waiting')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function factsOf(consult: Consult): ConsultFacts {
  const { facts, phase } = consult;
  const { clinicId, device, id, patient, requestedAt, serviceRequest } = facts;
  const answered = answeredIn(consult);
  const over = isOver(consult) ? consult.phase : null;
  return {
    id,
    clinicId,
    state: phase.state,
    kind: serviceRequest.kind,
    faultCode: faultOf(serviceRequest.event)?.code ?? null,
    language: serviceRequest.context.language,
    patient,
    device: {
      id: device.id,
      model: device.model,
      ...(device.displayModel !== undefined && { displayModel: device.displayModel }),
      platform: device.platform,
      engineVersion: device.engineVersion,
    },
    agent: answered?.person ?? null,
    requestedAt,
    acceptedAt: answered?.acceptedAt ?? null,
    endedAt: over?.endedAt ?? null,
    outcome: over?.outcome ?? null,
  };
}
