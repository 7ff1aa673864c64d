import type { Migration } from 'kysely';

export const createRegistration: Migration = {
  async up() {},
};
