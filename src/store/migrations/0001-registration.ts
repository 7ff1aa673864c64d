import type { Migration } from 'kysely/migration';

export const createRegistration: Migration = {
  async up() {},
};
