import type { Kysely, Transaction } from 'kysely';
import type { PhotoStore } from '../deflection/ports.ts';
import type { Tables } from './tables.ts';

/** Photos in SQL, in the parts in which they came. */
export function createPhotoStore(database: Kysely<Tables>): PhotoStore {
  return {
    async find(photoId) {
      const row = await database
        .selectFrom('photos')
        .selectAll()
        .where('id', '=', photoId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        photo: { id: row.id, width: row.width, height: row.height, sizeBytes: row.size_bytes },
        consultId: row.consult_id,
        seat: row.seat,
        parts: await partsOf(database, photoId),
        isSent: row.sent_at !== null,
      };
    },
    begin({ photo, consultId, seat }, { most, unfinished }, at) {
      return database.transaction().execute(async (transaction) => {
        const present = await transaction
          .selectFrom('photos')
          .select(['id', 'seat', 'sent_at'])
          .where('consult_id', '=', consultId)
          .orderBy('begun_at')
          .orderBy('id')
          .execute();
        const waiting = present.filter((row) => row.seat === seat && row.sent_at === null);
        const givingWay = waiting.slice(0, Math.max(0, waiting.length - unfinished + 1));
        if (present.length - givingWay.length >= most) return false;
        for (const { id } of givingWay) {
          await transaction.deleteFrom('photos').where('id', '=', id).execute();
        }
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('photos')
          .values({
            id: photo.id,
            consult_id: consultId,
            seat,
            width: photo.width,
            height: photo.height,
            size_bytes: photo.sizeBytes,
            begun_at: at,
            sent_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      });
    },
    addPart(photoId, part, data) {
      return database.transaction().execute(async (transaction) => {
        const photo = await transaction
          .selectFrom('photos')
          .select('id')
          .where('id', '=', photoId)
          .executeTakeFirst();
        if (photo === undefined || (await partsOf(transaction, photoId)) !== part) return false;
        await transaction
          .insertInto('photo_parts')
          .values({ photo_id: photoId, part, data })
          .execute();
        return true;
      });
    },
    async readPart(photoId, part) {
      const row = await database
        .selectFrom('photo_parts')
        .select('data')
        .where('photo_id', '=', photoId)
        .where('part', '=', part)
        .executeTakeFirst();
      return row?.data;
    },
    async markSent(photoId, at) {
      await database.updateTable('photos').set({ sent_at: at }).where('id', '=', photoId).execute();
    },
    async remove(photoId) {
      // Its parts go by the foreign key.
      await database.deleteFrom('photos').where('id', '=', photoId).execute();
    },
    async removeUnfinished(consultId) {
      await database
        .deleteFrom('photos')
        .where('consult_id', '=', consultId)
        .where('sent_at', 'is', null)
        .execute();
    },
  };
}

async function partsOf(
  database: Kysely<Tables> | Transaction<Tables>,
  photoId: string,
): Promise<number> {
  const { count } = await database
    .selectFrom('photo_parts')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('photo_id', '=', photoId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
