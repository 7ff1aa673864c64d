import type { Migration } from 'kysely/migration';

/** Who comes into consults besides those whom registration names: guests, and whether agents can be rung. */
export const createConsultPeople: Migration = {
  async up(database) {
    await database.schema
      .createTable('invitations')
      .addColumn('guest_id', 'text', (column) => column.primaryKey())
      .addColumn('consult_id', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text')
      .execute();
    await database.schema
      .createIndex('invitations_by_consult')
      .on('invitations')
      .column('consult_id')
      .execute();
    await database.schema
      .createTable('presence_settings')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('setting', 'text', (column) => column.notNull())
      .execute();
  },
};
