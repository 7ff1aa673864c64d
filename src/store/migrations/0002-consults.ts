import type { Migration } from 'kysely/migration';

export const createConsults: Migration = {
  async up() {},
};
