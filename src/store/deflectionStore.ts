import type { Kysely } from 'kysely';
import type { DeflectionStore } from '../deflection/ports.ts';
import { createMailThreadStore } from './mailThreadStore.ts';
import { createPhoneCodeStore, createPhoneCounts, createPhoneStore } from './phoneCodeStore.ts';
import { createPhotoStore } from './photoStore.ts';
import type { Tables } from './tables.ts';

/** What the way to the phone keeps, in a database whose schema is up to date. */
export function createDeflectionStore(database: Kysely<Tables>): DeflectionStore {
  return {
    codes: createPhoneCodeStore(database),
    counts: createPhoneCounts(database),
    phones: createPhoneStore(database),
    mails: createMailThreadStore(database),
    photos: createPhotoStore(database),
  };
}
