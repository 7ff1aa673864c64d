import type { Kysely, Selectable } from 'kysely';
import { deviceRegistration } from '../protocol/index.ts';
import type { Device, DeviceStore } from '../registration/ports.ts';
import { readDocument } from './storedDocument.ts';
import type { Tables } from './tables.ts';

export function createDeviceStore(database: Kysely<Tables>): DeviceStore {
  return {
    async find(deviceId) {
      const row = await database
        .selectFrom('devices')
        .selectAll()
        .where('id', '=', deviceId)
        .executeTakeFirst();
      return row && asDevice(row);
    },
    async findLastByHardware(clinicId, hardwareId) {
      const row = await database
        .selectFrom('devices')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .where('hardware_id', '=', hardwareId)
        .orderBy('paired_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && asDevice(row);
    },
    async listPaired(patientIds) {
      if (patientIds.length === 0) return [];
      const rows = await database
        .selectFrom('devices')
        .selectAll()
        .where('patient_id', 'in', patientIds)
        .where('unpaired_at', 'is', null)
        .orderBy('paired_at')
        .orderBy('id')
        .execute();
      return rows.map(asDevice);
    },
    async setAnswersItself(deviceId, answersItself) {
      await database
        .updateTable('devices')
        .set({ answers_itself: answersItself ? 1 : 0 })
        .where('id', '=', deviceId)
        .execute();
    },
    unpair(deviceId, at) {
      return database
        .transaction()
        .execute(async (transaction) => (await unpairDevices(transaction, [deviceId], at)) > 0);
    },
  };
}

/** Unpairs devices and voids their tokens. @returns how many were paired until now */
export async function unpairDevices(
  transaction: Kysely<Tables>,
  deviceIds: readonly string[],
  at: string,
): Promise<number> {
  if (deviceIds.length === 0) return 0;
  const { numUpdatedRows } = await transaction
    .updateTable('devices')
    .set({ unpaired_at: at })
    .where('id', 'in', deviceIds)
    .where('unpaired_at', 'is', null)
    .executeTakeFirstOrThrow();
  await transaction
    .updateTable('device_tokens')
    .set({ revoked_at: at })
    .where('device_id', 'in', deviceIds)
    .where('revoked_at', 'is', null)
    .execute();
  return Number(numUpdatedRows);
}

function asDevice(row: Selectable<Tables['devices']>): Device {
  return {
    id: row.id,
    clinicId: row.clinic_id,
    patientId: row.patient_id,
    registration: readDocument(deviceRegistration, row.registration, `device ${row.id}`),
    pairedAt: row.paired_at,
    unpairedAt: row.unpaired_at,
    answersItself: row.answers_itself === 1,
  };
}
