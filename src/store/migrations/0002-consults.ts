import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Consults and their timelines. A consult outlives the pairing of its device, so its ids refer to
 * registration without foreign keys.
 */
export const createConsults: Migration = {
  async up(database) {
    await database.schema
      .createTable('consults')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('clinic_id', 'text', (column) => column.notNull())
      .addColumn('device_id', 'text', (column) => column.notNull())
      .addColumn('patient_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text')
      .addColumn('deadline_at', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('last_seq', 'integer', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('waiting', 'text')
      .addColumn('callback_at', 'text')
      .addColumn('requested_at', 'text', (column) => column.notNull())
      .addColumn('accepted_at', 'text')
      .addColumn('ended_at', 'text')
      .execute();
    await database.schema
      .createIndex('consults_open_by_device')
      .unique()
      .on('consults')
      .column('device_id')
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
    await database.schema
      .createIndex('consults_open_by_agent')
      .unique()
      .on('consults')
      .column('agent_id')
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
    await database.schema
      .createIndex('consults_open_by_clinic')
      .on('consults')
      .columns(['clinic_id', 'requested_at'])
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
    await database.schema
      .createIndex('consults_by_deadline')
      .on('consults')
      .column('deadline_at')
      .where(sql.ref('deadline_at'), 'is not', null)
      .execute();
    await database.schema
      .createIndex('consults_by_callback')
      .on('consults')
      .columns(['clinic_id', 'callback_at'])
      .where(sql.ref('callback_at'), 'is not', null)
      .execute();
    await database.schema
      .createIndex('consults_answered')
      .on('consults')
      .columns(['clinic_id', 'kind', 'ended_at'])
      .where(sql.ref('accepted_at'), 'is not', null)
      .execute();
    await database.schema
      .createTable('rings')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('consult_id', 'text', (column) => column.notNull().references('consults.id'))
      .execute();
    await database.schema
      .createIndex('rings_by_consult')
      .on('rings')
      .column('consult_id')
      .execute();
    await database.schema
      .createTable('timeline')
      .addColumn('consult_id', 'text', (column) => column.notNull().references('consults.id'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('timeline_key', ['consult_id', 'seq'])
      .execute();
  },
};
