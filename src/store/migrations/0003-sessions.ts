import type { Migration } from 'kysely';

export const createSessions: Migration = {
  async up() {},
};
