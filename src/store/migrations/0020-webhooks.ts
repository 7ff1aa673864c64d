import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Webhook subscriptions and the outbox of what waits for them; inbound sources and the ids of the
 * messages that came from them.
 */
export const createWebhooks: Migration = {
  async up(database) {
    await createSubscriptions(database);
    await createDeliveries(database);
    await createInbound(database);
  },
};

async function createSubscriptions(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('webhook_subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('event_types', 'text')
    .addColumn('template', 'text')
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('disabled_because', 'text')
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('former_secret', 'text')
    .addColumn('former_secret_until', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('webhook_subscriptions_by_clinic')
    .on('webhook_subscriptions')
    .columns(['clinic_id', 'created_at'])
    .execute();
}

async function createDeliveries(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('webhook_deliveries')
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('webhook_subscriptions.id').onDelete('cascade'),
    )
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('event_type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('facts', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('queued_at', 'text', (column) => column.notNull())
    .addColumn('next_attempt_at', 'text')
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('settled_at', 'text')
    .addPrimaryKeyConstraint('webhook_deliveries_key', ['subscription_id', 'consult_id', 'seq'])
    .execute();
  await database.schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .columns(['subscription_id', 'next_attempt_at'])
    .where(sql.ref('next_attempt_at'), 'is not', null)
    .execute();
  await database.schema
    .createIndex('webhook_deliveries_by_status')
    .on('webhook_deliveries')
    .columns(['subscription_id', 'status', 'queued_at'])
    .execute();
  await database.schema
    .createIndex('webhook_deliveries_by_age')
    .on('webhook_deliveries')
    .columns(['status', 'queued_at'])
    .execute();
}

async function createInbound(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('inbound_sources')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('former_secret', 'text')
    .addColumn('former_secret_until', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('inbound_sources_by_clinic')
    .on('inbound_sources')
    .columns(['clinic_id', 'created_at'])
    .execute();
  await database.schema
    .createTable('inbound_messages')
    .addColumn('source_id', 'text', (column) =>
      column.notNull().references('inbound_sources.id').onDelete('cascade'),
    )
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('inbound_messages_key', ['source_id', 'webhook_id'])
    .execute();
  await database.schema
    .createIndex('inbound_messages_by_age')
    .on('inbound_messages')
    .column('received_at')
    .execute();
}
