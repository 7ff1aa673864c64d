import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The way to the patient's phone: codes, phones, e-mail threads, photos, and what proves a phone. */
export const createDeflection: Migration = {
  async up(database) {
    await database.schema.alterTable('patients').addColumn('birth_date', 'text').execute();
    await database.schema.alterTable('patients').addColumn('pin_hash', 'text').execute();
    await createCodes(database);
    await createPhones(database);
    await createMails(database);
    await createPhotos(database);
  },
};

async function createCodes(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('phone_codes')
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('phone_use', 'text')
    .addColumn('way', 'text')
    .addColumn('seat', 'text')
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('claim_hash', 'text')
    .addColumn('mobile_id', 'text')
    .addPrimaryKeyConstraint('phone_codes_key', ['consult_id', 'kind'])
    .addUniqueConstraint('phone_codes_by_hash', ['scope', 'code_hash'])
    .execute();
  await database.schema
    .createIndex('phone_codes_by_expiry')
    .on('phone_codes')
    .column('expires_at')
    .execute();
  await database.schema
    .createTable('phone_counts')
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('phone_counts_key', ['consult_id', 'what'])
    .execute();
}

async function createPhones(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('phones')
    .addColumn('mobile_id', 'text', (column) => column.primaryKey())
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('phones_by_age').on('phones').column('linked_at').execute();
}

async function createMails(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('mail_threads')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('mail_threads_by_consult')
    .on('mail_threads')
    .column('consult_id')
    .execute();
  await database.schema
    .createTable('received_mails')
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('received_mails_key', ['consult_id', 'message_id'])
    .execute();
}

async function createPhotos(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('photos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('consult_id', 'text', (column) => column.notNull())
    .addColumn('seat', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('size_bytes', 'integer', (column) => column.notNull())
    .addColumn('begun_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .execute();
  await database.schema
    .createIndex('photos_by_consult')
    .on('photos')
    .column('consult_id')
    .execute();
  await database.schema
    .createTable('photo_parts')
    .addColumn('photo_id', 'text', (column) =>
      column.notNull().references('photos.id').onDelete('cascade'),
    )
    .addColumn('part', 'integer', (column) => column.notNull())
    // PostgreSQL's name; SQLite takes any, and keeps bytes as they are.
    .addColumn('data', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('photo_parts_key', ['photo_id', 'part'])
    .execute();
}
