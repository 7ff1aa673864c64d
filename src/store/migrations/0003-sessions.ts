import type { Migration } from 'kysely/migration';

export const createSessions: Migration = {
  async up() {},
};
