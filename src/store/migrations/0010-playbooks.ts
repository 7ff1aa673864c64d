import type { Migration } from 'kysely/migration';

/** Clinics' playbooks, each version a row that is never changed. */
export const createPlaybooks: Migration = {
  async up(database) {
    await database.schema
      .createTable('playbook_versions')
      .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('playbook_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'text', (column) => column.notNull())
      // No reference: what a person has saved outlives their account.
      .addColumn('saved_by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('playbook_versions_key', ['clinic_id', 'version'])
      .execute();
  },
};
