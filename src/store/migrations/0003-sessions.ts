import type { Migration } from 'kysely/migration';

/**
 * Sessions outlive sockets and the process, so they are stored; only hashes of resume tokens are.
 * Nothing references devices or people here: a session of one who is gone fails to authenticate.
 */
export const createSessions: Migration = {
  async up(database) {
    await database.schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('resume_token_hash', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject_id', 'text', (column) => column.notNull())
      .addColumn('sign_in_id', 'text')
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .execute();
    await database.schema
      .createIndex('sessions_by_subject')
      .on('sessions')
      .columns(['kind', 'subject_id'])
      .execute();
    await database.schema
      .createIndex('sessions_by_sign_in')
      .on('sessions')
      .column('sign_in_id')
      .execute();
    await database.schema
      .createIndex('sessions_by_seen')
      .on('sessions')
      .column('seen_at')
      .execute();
  },
};
