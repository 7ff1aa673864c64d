import type { Kysely } from 'kysely';
import type { NominationStore } from '../registration/ports.ts';
import type { Tables } from './tables.ts';

export function createNominationStore(database: Kysely<Tables>): NominationStore {
  return {
    async of(patientIds) {
      if (patientIds.length === 0) return [];
      const byPatients = await database
        .selectFrom('patient_nominations')
        .select(['patient_id', 'person_id'])
        .where('patient_id', 'in', patientIds)
        .orderBy('position')
        .execute();
      const byPhysicians = await database
        .selectFrom('physician_nominations')
        .select(['patient_id', 'person_id'])
        .where('patient_id', 'in', patientIds)
        .execute();
      const named = Map.groupBy(byPatients, (row) => row.patient_id);
      const naming = Map.groupBy(byPhysicians, (row) => row.patient_id);
      return patientIds.map((patientId) => ({
        patientId,
        byPatient: (named.get(patientId) ?? []).map((row) => row.person_id),
        byPhysicians: (naming.get(patientId) ?? []).map((row) => row.person_id),
      }));
    },
    async add(personId, patientId, at) {
      return addPhysicianNomination(database, personId, patientId, at);
    },
    async remove(personId, patientId) {
      const { numDeletedRows } = await database
        .deleteFrom('physician_nominations')
        .where('person_id', '=', personId)
        .where('patient_id', '=', patientId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}

/** @returns whether the physician had not named the patient before */
export async function addPhysicianNomination(
  database: Kysely<Tables>,
  personId: string,
  patientId: string,
  at: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('physician_nominations')
    .values({ person_id: personId, patient_id: patientId, named_at: at })
    .onConflict((conflict) => conflict.columns(['person_id', 'patient_id']).doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Puts whom the patient names, in this order, in the place of whom they named before. */
export async function replacePatientNominations(
  transaction: Kysely<Tables>,
  patientId: string,
  personIds: readonly string[],
): Promise<void> {
  await transaction.deleteFrom('patient_nominations').where('patient_id', '=', patientId).execute();
  if (personIds.length === 0) return;
  await transaction
    .insertInto('patient_nominations')
    .values(
      personIds.map((personId, position) => ({
        patient_id: patientId,
        person_id: personId,
        position,
      })),
    )
    .execute();
}
