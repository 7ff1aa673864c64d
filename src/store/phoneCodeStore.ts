import { type Kysely, sql } from 'kysely';
import type { PhoneCodeStore, PhoneCounts, PhoneStore } from '../deflection/ports.ts';
import { isUniqueViolation } from './storeErrors.ts';
import type { Tables } from './tables.ts';

export function createPhoneCodeStore(database: Kysely<Tables>): PhoneCodeStore {
  const living = (scope: string, hash: string, now: string) =>
    database
      .selectFrom('phone_codes')
      .selectAll()
      .where('scope', '=', scope)
      .where('code_hash', '=', hash)
      .where('expires_at', '>', now);
  return {
    async put(code, now) {
      // What has expired gives its letters or digits free.
      await database.deleteFrom('phone_codes').where('expires_at', '<=', now).execute();
      const row = {
        scope: code.scope,
        code_hash: code.hash,
        phone_use: code.use,
        way: code.way,
        seat: code.seat,
        expires_at: code.expiresAt,
        used_at: null,
        claim_hash: null,
        mobile_id: null,
      };
      try {
        await database
          .insertInto('phone_codes')
          .values({ consult_id: code.consultId, kind: code.kind, ...row })
          .onConflict((conflict) => conflict.columns(['consult_id', 'kind']).doUpdateSet(row))
          .execute();
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async claim({ scope, hash, claimHash, mobileId }, now) {
      const claimed = await database
        .updateTable('phone_codes')
        .set({
          claim_hash: claimHash,
          mobile_id: sql<string>`coalesce(mobile_id, ${mobileId})`,
          used_at: sql<string>`coalesce(used_at, ${now})`,
        })
        .where('scope', '=', scope)
        .where('code_hash', '=', hash)
        .where('expires_at', '>', now)
        .where((row) => row.or([row('claim_hash', 'is', null), row('claim_hash', '=', claimHash)]))
        .returning(['consult_id', 'mobile_id', 'phone_use', 'way'])
        .executeTakeFirst();
      if (claimed === undefined) {
        return (await living(scope, hash, now).executeTakeFirst()) && 'used';
      }
      const { consult_id: consultId, mobile_id: linked, phone_use: use, way } = claimed;
      // A code that links no phone is in another scope.
      return linked === null || use === null
        ? undefined
        : { consultId, mobileId: linked, use, way };
    },
    async spend({ scope, hash, openedBy }, now) {
      const spent = await database
        .updateTable('phone_codes')
        .set({ used_at: now })
        .where('scope', '=', scope)
        .where('code_hash', '=', hash)
        .where('expires_at', '>', now)
        .where('used_at', 'is', null)
        .where('seat', 'in', openedBy)
        .returning('consult_id')
        .executeTakeFirst();
      return spent?.consult_id;
    },
    async giveBack(scope, hash) {
      await database
        .updateTable('phone_codes')
        .set({ used_at: null })
        .where('scope', '=', scope)
        .where('code_hash', '=', hash)
        .execute();
    },
    async remove(consultId) {
      await database.deleteFrom('phone_codes').where('consult_id', '=', consultId).execute();
    },
  };
}

export function createPhoneCounts(database: Kysely<Tables>): PhoneCounts {
  return {
    async add(consultId, what, most) {
      const counted = await database
        .insertInto('phone_counts')
        .values({ consult_id: consultId, what, count: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['consult_id', 'what'])
            .doUpdateSet({ count: sql<number>`phone_counts.count + 1` })
            .where('phone_counts.count', '<', most),
        )
        .returning('count')
        .executeTakeFirst();
      return counted?.count;
    },
    async takeBack(consultId, what) {
      await database
        .updateTable('phone_counts')
        .set((row) => ({ count: row('count', '-', 1) }))
        .where('consult_id', '=', consultId)
        .where('what', '=', what)
        .where('count', '>', 0)
        .execute();
    },
    async reset(consultId, what) {
      await database
        .deleteFrom('phone_counts')
        .where('consult_id', '=', consultId)
        .where('what', '=', what)
        .execute();
    },
    async remove(consultId) {
      await database.deleteFrom('phone_counts').where('consult_id', '=', consultId).execute();
    },
  };
}

export function createPhoneStore(database: Kysely<Tables>): PhoneStore {
  return {
    async add({ mobileId, consultId }, at) {
      await database
        .insertInto('phones')
        .values({ mobile_id: mobileId, consult_id: consultId, linked_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async consultOf(mobileId) {
      const row = await database
        .selectFrom('phones')
        .select('consult_id')
        .where('mobile_id', '=', mobileId)
        .executeTakeFirst();
      return row?.consult_id;
    },
    async removeLinkedBefore(before) {
      await database.deleteFrom('phones').where('linked_at', '<', before).execute();
    },
  };
}
