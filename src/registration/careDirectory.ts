import type { CareDirectory } from '../consult/ports.ts';
import { type DeviceRef, type PathPolicy, type PersonRef, Refusal } from '../protocol/index.ts';
import { matchedPhysicians } from './careLinks.ts';
import { deviceRefOf, refOf } from './patients.ts';
import type { Clinic, RegistrationStore } from './ports.ts';

/** Care links as they are used: whom a patient's television asks for. */
export type CareLinks = Pick<CareDirectory, 'physiciansOf'>;

/** What consults need to know of registration. Every method throws Refusal `not_found`. */
export class RegistrationDirectory implements CareDirectory {
  readonly #store: RegistrationStore;

  constructor(deps: { readonly store: RegistrationStore }) {
    this.#store = deps.store;
  }

  async physiciansOf(patientId: string): Promise<readonly PersonRef[]> {
    const patient = await this.#store.patients.find(patientId);
    if (patient === undefined) throw new Refusal('not_found');
    const clinic = await this.#clinic(patient.clinicId);
    const [nominations] = await this.#store.nominations.of([patientId]);
    const physicians = await this.#store.people.list(clinic.id, 'physician');
    const nobody = { patientId, byPatient: [], byPhysicians: [] };
    return matchedPhysicians(clinic.careLinkRule, nominations ?? nobody, physicians).map(refOf);
  }

  async device(deviceId: string): Promise<DeviceRef> {
    const device = await this.#store.devices.find(deviceId);
    if (device === undefined) throw new Refusal('not_found');
    return deviceRefOf(device);
  }

  async pathPolicyOf(clinicId: string): Promise<PathPolicy> {
    return (await this.#clinic(clinicId)).pathPolicy;
  }

  async #clinic(clinicId: string): Promise<Clinic> {
    const clinic = await this.#store.clinics.find(clinicId);
    if (clinic === undefined) throw new Refusal('not_found');
    return clinic;
  }
}
