import type { ConsultPeopleTables } from './consultPeopleTables.ts';
import type { ConsultTables } from './consultTables.ts';
import type { DeflectionTables } from './deflectionTables.ts';
import type { PlaybookTables } from './playbookTables.ts';
import type { RegistrationTables } from './registrationTables.ts';
import type { SessionTables } from './sessionTables.ts';
import type { WebhookTables } from './webhookTables.ts';

/** Every table, as Kysely sees it. Times are ISO 8601 text, lists and documents JSON text. */
export interface Tables
  extends RegistrationTables,
    ConsultTables,
    ConsultPeopleTables,
    DeflectionTables,
    PlaybookTables,
    SessionTables,
    WebhookTables {}
