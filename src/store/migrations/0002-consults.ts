import type { Migration } from 'kysely';

export const createConsults: Migration = {
  async up() {},
};
