import type { Kysely } from 'kysely';
import type { DeviceTokenStore } from '../registration/ports.ts';
import type { Tables } from './tables.ts';

export function createDeviceTokenStore(database: Kysely<Tables>): DeviceTokenStore {
  return {
    async find(hash) {
      const row = await database
        .selectFrom('device_tokens')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst();
      return (
        row && {
          hash: row.hash,
          deviceId: row.device_id,
          issuedAt: row.issued_at,
          firstUsedAt: row.first_used_at,
          revokedAt: row.revoked_at,
        }
      );
    },
    collect(authorizationId, hash, at) {
      return database.transaction().execute(async (transaction) => {
        const authorization = await transaction
          .updateTable('device_authorizations')
          .set({ status: 'redeemed' })
          .where('id', '=', authorizationId)
          .where('status', 'in', ['approved', 'redeemed'])
          .returning('device_id')
          .executeTakeFirst();
        const deviceId = authorization?.device_id;
        if (deviceId === undefined || deviceId === null) return false;
        const paired = await transaction
          .selectFrom('devices')
          .select('id')
          .where('id', '=', deviceId)
          .where('unpaired_at', 'is', null)
          .executeTakeFirst();
        const used = await transaction
          .selectFrom('device_tokens')
          .select('hash')
          .where('authorization_id', '=', authorizationId)
          .where('first_used_at', 'is not', null)
          .executeTakeFirst();
        if (paired === undefined || used !== undefined) return false;
        await transaction
          .updateTable('device_tokens')
          .set({ revoked_at: at })
          .where('authorization_id', '=', authorizationId)
          .where('revoked_at', 'is', null)
          .execute();
        await transaction
          .insertInto('device_tokens')
          .values({
            hash,
            device_id: deviceId,
            authorization_id: authorizationId,
            issued_at: at,
            first_used_at: null,
            revoked_at: null,
          })
          .execute();
        return true;
      });
    },
    markUsed(hash, at) {
      return database.transaction().execute(async (transaction) => {
        const used = await transaction
          .updateTable('device_tokens')
          .set((expression) => ({
            first_used_at: expression.fn.coalesce('first_used_at', expression.val(at)),
          }))
          .where('hash', '=', hash)
          .where('revoked_at', 'is', null)
          .returning('device_id')
          .executeTakeFirst();
        if (used === undefined) return false;
        await transaction
          .updateTable('device_tokens')
          .set({ revoked_at: at })
          .where('device_id', '=', used.device_id)
          .where('hash', '!=', hash)
          .where('revoked_at', 'is', null)
          .execute();
        return true;
      });
    },
    rotate(fromHash, toHash, at) {
      return database.transaction().execute(async (transaction) => {
        const from = await transaction
          .selectFrom('device_tokens')
          .select('device_id')
          .where('hash', '=', fromHash)
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (from === undefined) return;
        await transaction
          .updateTable('device_tokens')
          .set({ revoked_at: at })
          .where('device_id', '=', from.device_id)
          .where('hash', '!=', fromHash)
          .where('first_used_at', 'is', null)
          .where('revoked_at', 'is', null)
          .execute();
        await transaction
          .insertInto('device_tokens')
          .values({
            hash: toHash,
            device_id: from.device_id,
            authorization_id: null,
            issued_at: at,
            first_used_at: null,
            revoked_at: null,
          })
          .execute();
      });
    },
  };
}
