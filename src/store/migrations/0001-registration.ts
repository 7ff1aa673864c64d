import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Clinics, people, patients, devices, pairing, care links and sign-ins. Text ids and ISO 8601
 * text times, so that the same statements run on PostgreSQL.
 */
export const createRegistration: Migration = {
  async up(database) {
    await createClinicsAndPeople(database);
    await createDevices(database);
    await createCareLinks(database);
  },
};

async function createClinicsAndPeople(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('clinics')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('care_link_rule', 'text', (column) => column.notNull())
    .addColumn('path_policy', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('request_routes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('kind', 'text')
    .addColumn('region', 'text')
    .addColumn('service', 'text')
    .addColumn('language', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('desks', 'text', (column) => column.notNull())
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('people_by_clinic')
    .on('people')
    .columns(['clinic_id', 'role'])
    .execute();
  await database.schema
    .createTable('sign_ins')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('sign_ins_by_expiry')
    .on('sign_ins')
    .column('expires_at')
    .execute();
  await database.schema
    .createTable('patients')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('patients_by_clinic')
    .on('patients')
    .columns(['clinic_id', 'name'])
    .execute();
}

async function createDevices(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('patient_id', 'text', (column) => column.notNull().references('patients.id'))
    .addColumn('hardware_id', 'text', (column) => column.notNull())
    .addColumn('registration', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('paired_at', 'text', (column) => column.notNull())
    .addColumn('paired_by', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('unpaired_at', 'text')
    .addColumn('answers_itself', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('devices_by_hardware')
    .on('devices')
    .columns(['clinic_id', 'hardware_id'])
    .execute();
  await database.schema
    .createIndex('devices_by_patient')
    .on('devices')
    .column('patient_id')
    .execute();
  await database.schema
    .createTable('device_authorizations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('device_code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('user_code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('registration', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('poll_interval', 'integer', (column) => column.notNull())
    .addColumn('polled_at', 'text')
    .addColumn('decided_by', 'text', (column) => column.references('people.id'))
    .addColumn('clinic_id', 'text', (column) => column.references('clinics.id'))
    .addColumn('device_id', 'text', (column) => column.references('devices.id'))
    .execute();
  await database.schema
    .createIndex('device_authorizations_by_expiry')
    .on('device_authorizations')
    .columns(['expires_at', 'status'])
    .execute();
  await database.schema
    .createIndex('device_authorizations_by_address')
    .on('device_authorizations')
    .columns(['address', 'expires_at'])
    .execute();
  await database.schema
    .createTable('device_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('device_id', 'text', (column) => column.notNull().references('devices.id'))
    // No reference: authorizations are swept away, the tokens that they led to stay.
    .addColumn('authorization_id', 'text')
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('first_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await database.schema
    .createIndex('device_tokens_by_device')
    .on('device_tokens')
    .column('device_id')
    .execute();
  await database.schema
    .createIndex('device_tokens_by_authorization')
    .on('device_tokens')
    .column('authorization_id')
    .execute();
}

async function createCareLinks(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('patient_nominations')
    .addColumn('patient_id', 'text', (column) => column.notNull().references('patients.id'))
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('patient_nominations_key', ['patient_id', 'person_id'])
    .execute();
  await database.schema
    .createIndex('patient_nominations_by_person')
    .on('patient_nominations')
    .column('person_id')
    .execute();
  await database.schema
    .createTable('physician_nominations')
    .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('patient_id', 'text', (column) => column.notNull().references('patients.id'))
    .addColumn('named_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('physician_nominations_key', ['person_id', 'patient_id'])
    .execute();
  await database.schema
    .createIndex('physician_nominations_by_patient')
    .on('physician_nominations')
    .column('patient_id')
    .execute();
}
