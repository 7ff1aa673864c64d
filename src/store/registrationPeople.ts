import type { Kysely } from 'kysely';
import { z } from 'zod';
import { clinicSettings, desk, type PhoneCheck } from '../protocol/index.ts';
import type { ClinicStore, PatientStore, Person, PersonStore } from '../registration/ports.ts';
import { readDocument } from './storedDocument.ts';
import { isUniqueViolation } from './storeErrors.ts';
import type { Tables } from './tables.ts';

export function createClinicStore(database: Kysely<Tables>): ClinicStore {
  return {
    async isEmpty() {
      return (await database.selectFrom('clinics').select('id').executeTakeFirst()) === undefined;
    },
    async insert(clinic, at) {
      await database
        .insertInto('clinics')
        .values({
          id: clinic.id,
          name: clinic.name,
          care_link_rule: clinic.careLinkRule,
          path_policy: clinic.pathPolicy,
          settings: JSON.stringify(clinic.settings),
          created_at: at,
        })
        .execute();
    },
    async find(clinicId) {
      const row = await database
        .selectFrom('clinics')
        .selectAll()
        .where('id', '=', clinicId)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          name: row.name,
          careLinkRule: row.care_link_rule,
          pathPolicy: row.path_policy,
          settings: readDocument(clinicSettings, row.settings, `clinic ${row.id}`),
        }
      );
    },
    async setSettings(clinicId, settings) {
      await database
        .updateTable('clinics')
        .set({ settings: JSON.stringify(settings) })
        .where('id', '=', clinicId)
        .execute();
    },
  };
}

export function createPersonStore(database: Kysely<Tables>): PersonStore {
  return {
    async insert(person, at) {
      try {
        await database
          .insertInto('people')
          .values({
            id: person.id,
            clinic_id: person.clinic.id,
            email: person.email,
            name: person.name,
            role: person.role,
            desks: JSON.stringify(person.desks),
            languages: JSON.stringify(person.languages),
            password_hash: person.passwordHash,
            created_at: at,
          })
          .execute();
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },
    async findByEmail(email) {
      const row = await selectPeople(database)
        .select('people.password_hash')
        .where('people.email', '=', email)
        .executeTakeFirst();
      return row && { person: asPerson(row), passwordHash: row.password_hash };
    },
    async setPassword(personId, passwordHash) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('people')
          .set({ password_hash: passwordHash })
          .where('id', '=', personId)
          .execute();
        await transaction.deleteFrom('sign_ins').where('person_id', '=', personId).execute();
      });
    },
    async setDesks(personId, desks, languages) {
      await database
        .updateTable('people')
        .set({ desks: JSON.stringify(desks), languages: JSON.stringify(languages) })
        .where('id', '=', personId)
        .execute();
    },
    async list(clinicId, role) {
      let query = selectPeople(database).where('people.clinic_id', '=', clinicId);
      if (role !== undefined) query = query.where('people.role', '=', role);
      const rows = await query.orderBy('people.name').orderBy('people.id').execute();
      return rows.map(asPerson);
    },
  };
}

export function createPatientStore(database: Kysely<Tables>): PatientStore {
  return {
    async insert(patient, at) {
      await database
        .insertInto('patients')
        .values({
          id: patient.id,
          clinic_id: patient.clinicId,
          name: patient.name,
          birth_date: null,
          pin_hash: null,
          created_at: at,
        })
        .execute();
    },
    async find(patientId) {
      const row = await database
        .selectFrom('patients')
        .selectAll()
        .where('id', '=', patientId)
        .executeTakeFirst();
      return row && { id: row.id, clinicId: row.clinic_id, name: row.name };
    },
    async list(clinicId, whoNamed) {
      let query = database.selectFrom('patients').selectAll().where('clinic_id', '=', clinicId);
      if (whoNamed !== undefined) {
        query = query.where('id', 'in', (inner) =>
          inner
            .selectFrom('patient_nominations')
            .select('patient_id')
            .where('person_id', '=', whoNamed),
        );
      }
      const rows = await query.orderBy('name').orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id,
        clinicId: row.clinic_id,
        name: row.name,
        proofs: onRecord(row),
      }));
    },
    async proofsOf(patientId) {
      const row = await database
        .selectFrom('patients')
        .select(['birth_date', 'pin_hash'])
        .where('id', '=', patientId)
        .executeTakeFirst();
      return row && { birthDate: row.birth_date, pinHash: row.pin_hash };
    },
    async setProofs(patientId, { birthDate, pinHash }) {
      if (birthDate === undefined && pinHash === undefined) return;
      await database
        .updateTable('patients')
        .set({
          ...(birthDate !== undefined && { birth_date: birthDate }),
          ...(pinHash !== undefined && { pin_hash: pinHash }),
        })
        .where('id', '=', patientId)
        .execute();
    },
  };
}

function onRecord(row: { birth_date: string | null; pin_hash: string | null }): PhoneCheck[] {
  return [
    ...(row.birth_date === null ? [] : (['birth-date'] as const)),
    ...(row.pin_hash === null ? [] : (['pin'] as const)),
  ];
}

/** People with their clinics, in the columns that `asPerson` reads. */
export function selectPeople(database: Kysely<Tables>) {
  return database
    .selectFrom('people')
    .innerJoin('clinics', 'clinics.id', 'people.clinic_id')
    .select([
      'people.id as person_id',
      'people.name as person_name',
      'people.role as person_role',
      'people.desks as person_desks',
      'people.languages as person_languages',
      'clinics.id as person_clinic_id',
      'clinics.name as person_clinic_name',
    ]);
}

export function asPerson(row: {
  person_id: string;
  person_name: string;
  person_role: Person['role'];
  person_desks: string;
  person_languages: string;
  person_clinic_id: string;
  person_clinic_name: string;
}): Person {
  return {
    id: row.person_id,
    name: row.person_name,
    role: row.person_role,
    desks: readDocument(z.array(desk), row.person_desks, `desks of person ${row.person_id}`),
    languages: readDocument(
      z.array(z.string()),
      row.person_languages,
      `languages of person ${row.person_id}`,
    ),
    clinic: { id: row.person_clinic_id, name: row.person_clinic_name },
  };
}
