import type { Kysely } from 'kysely';
import type { IntegrationStore } from '../integration/ports.ts';
import { createInboundMessageStore, createSourceStore } from './inboundStore.ts';
import type { Tables } from './tables.ts';
import { createDeliveryStore } from './webhookDeliveries.ts';
import { createSubscriptionStore } from './webhookSubscriptions.ts';

/** Integration's stores in SQL. The outbox is filled by the store of consults. */
export function createIntegrationStore(database: Kysely<Tables>): IntegrationStore {
  return {
    subscriptions: createSubscriptionStore(database),
    deliveries: createDeliveryStore(database),
    sources: createSourceStore(database),
    inboundMessages: createInboundMessageStore(database),
  };
}
