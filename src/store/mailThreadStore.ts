import type { Kysely } from 'kysely';
import type { MailThreadStore } from '../deflection/ports.ts';
import type { Tables } from './tables.ts';

/** Answers to e-mails, and which have come in, in SQL. */
export function createMailThreadStore(database: Kysely<Tables>): MailThreadStore {
  return {
    async open(tokenHash, consultId) {
      await database
        .insertInto('mail_threads')
        .values({ token_hash: tokenHash, consult_id: consultId })
        .execute();
    },
    async consultOf(tokenHash) {
      const row = await database
        .selectFrom('mail_threads')
        .select('consult_id')
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row?.consult_id;
    },
    async receive(consultId, messageId) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('received_mails')
        .values({ consult_id: consultId, message_id: messageId })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async forgetReceived(consultId, messageId) {
      await database
        .deleteFrom('received_mails')
        .where('consult_id', '=', consultId)
        .where('message_id', '=', messageId)
        .execute();
    },
    async remove(consultId) {
      await database.deleteFrom('mail_threads').where('consult_id', '=', consultId).execute();
      await database.deleteFrom('received_mails').where('consult_id', '=', consultId).execute();
    },
  };
}
