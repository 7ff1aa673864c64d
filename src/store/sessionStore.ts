import type { Kysely } from 'kysely';
import type { SessionStore, StoredSession } from '../signaling/ports.ts';
import type { SessionTables } from './sessionTables.ts';
import type { Tables } from './tables.ts';

/** How many ids go into one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const idsPerStatement = 1_000;

/** Sessions in SQL. */
export function createSessionStore(database: Kysely<Tables>): SessionStore {
  return {
    async insert(session) {
      await database.transaction().execute(async (transaction) => {
        if (session.kind === 'tv') {
          await transaction
            .deleteFrom('sessions')
            .where('kind', '=', 'tv')
            .where('subject_id', '=', session.subjectId)
            .execute();
        }
        await transaction.insertInto('sessions').values(rowOf(session)).execute();
      });
    },

    async find(sessionId) {
      const row = await database
        .selectFrom('sessions')
        .selectAll()
        .where('id', '=', sessionId)
        .executeTakeFirst();
      return row && sessionOf(row);
    },

    async touch(sessionIds, seenAt) {
      for (let start = 0; start < sessionIds.length; start += idsPerStatement) {
        await database
          .updateTable('sessions')
          .set({ seen_at: seenAt })
          .where('id', 'in', sessionIds.slice(start, start + idsPerStatement))
          .execute();
      }
    },

    async remove(sessionId) {
      await database.deleteFrom('sessions').where('id', '=', sessionId).execute();
    },

    async removeOfDevice(deviceId) {
      await database
        .deleteFrom('sessions')
        .where('kind', '=', 'tv')
        .where('subject_id', '=', deviceId)
        .execute();
    },

    async removeOfSignIn(signInId) {
      await database.deleteFrom('sessions').where('sign_in_id', '=', signInId).execute();
    },

    async removeUnseenSince(before) {
      const result = await database
        .deleteFrom('sessions')
        .where('seen_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function rowOf(session: StoredSession): SessionTables['sessions'] {
  return {
    id: session.id,
    resume_token_hash: session.resumeTokenHash,
    kind: session.kind,
    subject_id: session.subjectId,
    sign_in_id: session.signInId,
    opened_at: session.openedAt,
    seen_at: session.seenAt,
  };
}

function sessionOf(row: SessionTables['sessions']): StoredSession {
  return {
    id: row.id,
    resumeTokenHash: row.resume_token_hash,
    kind: row.kind,
    subjectId: row.subject_id,
    signInId: row.sign_in_id,
    openedAt: row.opened_at,
    seenAt: row.seen_at,
  };
}
