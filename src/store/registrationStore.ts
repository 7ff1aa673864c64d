import type { Kysely } from 'kysely';
import type { RegistrationStore } from '../registration/ports.ts';
import { createDeviceAuthorizationStore } from './registrationAuthorizations.ts';
import { createNominationStore } from './registrationCareLinks.ts';
import { createDeviceStore } from './registrationDevices.ts';
import { createClinicStore, createPatientStore, createPersonStore } from './registrationPeople.ts';
import { createSignInStore } from './registrationSignIns.ts';
import { createDeviceTokenStore } from './registrationTokens.ts';
import { createRequestRouteStore } from './requestRouteStore.ts';
import type { Tables } from './tables.ts';

/** What registration keeps, in a database whose schema is up to date. */
export function createRegistrationStore(database: Kysely<Tables>): RegistrationStore {
  return {
    clinics: createClinicStore(database),
    routes: createRequestRouteStore(database),
    people: createPersonStore(database),
    patients: createPatientStore(database),
    nominations: createNominationStore(database),
    devices: createDeviceStore(database),
    authorizations: createDeviceAuthorizationStore(database),
    tokens: createDeviceTokenStore(database),
    signIns: createSignInStore(database),
  };
}
