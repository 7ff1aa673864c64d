import type { Kysely, Selectable, Transaction } from 'kysely';
import { deviceRegistration } from '../protocol/index.ts';
import type {
  DeviceAuthorization,
  DeviceAuthorizationStore,
  PairingDecision,
} from '../registration/ports.ts';
import { addPhysicianNomination, replacePatientNominations } from './registrationCareLinks.ts';
import { unpairDevices } from './registrationDevices.ts';
import { readDocument } from './storedDocument.ts';
import { isUniqueViolation } from './storeErrors.ts';
import type { Tables } from './tables.ts';

export function createDeviceAuthorizationStore(database: Kysely<Tables>): DeviceAuthorizationStore {
  return {
    async insert(authorization) {
      try {
        await database
          .insertInto('device_authorizations')
          .values({
            id: authorization.id,
            device_code_hash: authorization.deviceCodeHash,
            user_code_hash: authorization.userCodeHash,
            status: 'pending',
            registration: JSON.stringify(authorization.registration),
            address: authorization.address,
            requested_at: authorization.requestedAt,
            expires_at: authorization.expiresAt,
            poll_interval: authorization.pollIntervalSeconds,
            polled_at: null,
            decided_by: null,
            clinic_id: null,
            device_id: null,
          })
          .execute();
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async findByDeviceCode(deviceCodeHash) {
      const row = await database
        .selectFrom('device_authorizations')
        .selectAll()
        .where('device_code_hash', '=', deviceCodeHash)
        .executeTakeFirst();
      return row && asAuthorization(row);
    },
    async findByUserCode(userCodeHash) {
      const row = await database
        .selectFrom('device_authorizations')
        .selectAll()
        .where('user_code_hash', '=', userCodeHash)
        .executeTakeFirst();
      return row && asAuthorization(row);
    },
    async countPending(now, address) {
      let query = database
        .selectFrom('device_authorizations')
        .select((expression) => expression.fn.countAll<number>().as('count'))
        .where('expires_at', '>', now)
        .where('status', '=', 'pending');
      if (address !== undefined) query = query.where('address', '=', address);
      const { count } = await query.executeTakeFirstOrThrow();
      return Number(count);
    },
    async recordPoll(id, polledAt, pollIntervalSeconds) {
      await database
        .updateTable('device_authorizations')
        .set({ polled_at: polledAt, poll_interval: pollIntervalSeconds })
        .where('id', '=', id)
        .execute();
    },
    approve(decision) {
      return database.transaction().execute((transaction) => approve(transaction, decision));
    },
    async deny(id, decidedBy, clinicId, at) {
      const { numUpdatedRows } = await database
        .updateTable('device_authorizations')
        .set({ status: 'denied', decided_by: decidedBy, clinic_id: clinicId })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .where('expires_at', '>', at)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async removeExpired(before) {
      await database.deleteFrom('device_authorizations').where('expires_at', '<', before).execute();
    },
  };
}

async function approve(
  transaction: Transaction<Tables>,
  decision: PairingDecision,
): Promise<readonly string[] | undefined> {
  const { at, clinicId, patient } = decision;
  const authorization = await transaction
    .updateTable('device_authorizations')
    .set({
      status: 'approved',
      decided_by: decision.decidedBy,
      clinic_id: clinicId,
      expires_at: decision.expiresAt,
    })
    .where('id', '=', decision.authorizationId)
    .where('status', '=', 'pending')
    .where('expires_at', '>', at)
    .returning(['registration', 'address'])
    .executeTakeFirst();
  if (authorization === undefined) return undefined;
  const { hardwareId } = readDocument(
    deviceRegistration,
    authorization.registration,
    `authorization ${decision.authorizationId}`,
  );

  if (decision.patientIsNew) {
    await transaction
      .insertInto('patients')
      .values({
        id: patient.id,
        clinic_id: clinicId,
        name: patient.name,
        birth_date: decision.proofs.birthDate,
        pin_hash: decision.proofs.pinHash,
        created_at: at,
      })
      .execute();
  }
  const formerIds = await formerDevices(transaction, decision, hardwareId);
  await unpairDevices(transaction, formerIds, at);
  await transaction
    .insertInto('devices')
    .values({
      id: decision.deviceId,
      clinic_id: clinicId,
      patient_id: patient.id,
      hardware_id: hardwareId,
      registration: authorization.registration,
      address: authorization.address,
      paired_at: at,
      paired_by: decision.decidedBy,
      unpaired_at: null,
      answers_itself: 0,
    })
    .execute();
  await transaction
    .updateTable('device_authorizations')
    .set({ device_id: decision.deviceId })
    .where('id', '=', decision.authorizationId)
    .execute();
  if (decision.patientNames !== null) {
    await replacePatientNominations(transaction, patient.id, decision.patientNames);
  }
  if (decision.deciderNamesPatient) {
    await addPhysicianNomination(transaction, decision.decidedBy, patient.id, at);
  }
  return formerIds;
}

async function formerDevices(
  transaction: Transaction<Tables>,
  { clinicId, replacesOfWhoNamed }: PairingDecision,
  hardwareId: string,
): Promise<readonly string[]> {
  let query = transaction
    .selectFrom('devices')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('hardware_id', '=', hardwareId)
    .where('unpaired_at', 'is', null);
  if (replacesOfWhoNamed !== null) {
    query = query.where('patient_id', 'in', (inner) =>
      inner
        .selectFrom('patient_nominations')
        .select('patient_id')
        .where('person_id', '=', replacesOfWhoNamed),
    );
  }
  return (await query.execute()).map((row) => row.id);
}

function asAuthorization(row: Selectable<Tables['device_authorizations']>): DeviceAuthorization {
  return {
    id: row.id,
    status: row.status,
    registration: readDocument(deviceRegistration, row.registration, `authorization ${row.id}`),
    address: row.address,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    pollIntervalSeconds: row.poll_interval,
    polledAt: row.polled_at,
    clinicId: row.clinic_id,
    deviceId: row.device_id,
  };
}
