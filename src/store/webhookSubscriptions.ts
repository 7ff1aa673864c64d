import type { Insertable, Kysely, Selectable } from 'kysely';
import type {
  Subscription,
  SubscriptionSettings,
  SubscriptionStore,
} from '../integration/ports.ts';
import type { SealedSecrets } from '../integration/secret.ts';
import type { Tables } from './tables.ts';
import { eventTypesOf } from './webhookOutbox.ts';

export function createSubscriptionStore(database: Kysely<Tables>): SubscriptionStore {
  return {
    async insert({ clinicId, createdAt, id, secrets, ...settings }) {
      await database
        .insertInto('webhook_subscriptions')
        .values({
          id,
          clinic_id: clinicId,
          created_at: createdAt,
          ...settingsRow(settings),
          ...secretsRow(secrets),
        })
        .execute();
    },
    async find(id) {
      const row = await database
        .selectFrom('webhook_subscriptions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && subscriptionOf(row);
    },
    async list(clinicId) {
      const rows = await database
        .selectFrom('webhook_subscriptions')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(subscriptionOf);
    },
    async change(id, settings) {
      const { numUpdatedRows } = await database
        .updateTable('webhook_subscriptions')
        .set(settingsRow(settings))
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async setSecrets(id, secrets) {
      await database
        .updateTable('webhook_subscriptions')
        .set(secretsRow(secrets))
        .where('id', '=', id)
        .execute();
    },
    async remove(id) {
      // Its deliveries go by the foreign key.
      await database.deleteFrom('webhook_subscriptions').where('id', '=', id).execute();
    },
  };
}

/** The columns of secrets, for whatever has them. */
export function secretsRow({ former, present }: SealedSecrets) {
  return {
    secret: present,
    former_secret: former?.sealed ?? null,
    former_secret_until: former?.until ?? null,
  };
}

export function secretsOf(row: ReturnType<typeof secretsRow>): SealedSecrets {
  const { former_secret: sealed, former_secret_until: until, secret } = row;
  return {
    present: secret,
    former: sealed === null || until === null ? null : { sealed, until },
  };
}

function settingsRow(settings: SubscriptionSettings) {
  return {
    url: settings.url,
    format: settings.format,
    event_types: settings.eventTypes && JSON.stringify(settings.eventTypes),
    template: settings.template,
    enabled: settings.enabled ? 1 : 0,
    disabled_because: settings.disabledBecause,
  } satisfies Partial<Insertable<Tables['webhook_subscriptions']>>;
}

function subscriptionOf(row: Selectable<Tables['webhook_subscriptions']>): Subscription {
  return {
    id: row.id,
    clinicId: row.clinic_id,
    url: row.url,
    format: row.format,
    eventTypes: eventTypesOf(row.event_types, row.id),
    template: row.template,
    enabled: row.enabled === 1,
    disabledBecause: row.disabled_because,
    secrets: secretsOf(row),
    createdAt: row.created_at,
  };
}
