import {
  type AgentIdentity,
  type DeviceRef,
  type PatientRef,
  type PatientsResponse,
  Refusal,
} from '../protocol/index.ts';
import { matchedPhysicians } from './careLinks.ts';
import type { RegistrationFeed } from './feed.ts';
import { requirePermission } from './permissions.ts';
import type { Clinic, Device, Person, RegistrationStore } from './ports.ts';

export interface PatientsDeps {
  readonly store: RegistrationStore;
  readonly feed: RegistrationFeed;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Patients as the people of their clinic see them. Staff see all; a physician sees those who named
 * them, or all where the clinic's rule links everybody; admins see none. The patient's side opens
 * the door: a physician who names a patient learns nothing until the patient names them.
 */
export class Patients {
  readonly #deps: PatientsDeps;

  constructor(deps: PatientsDeps) {
    this.#deps = deps;
  }

  async create(clinicId: string, name: string): Promise<PatientRef> {
    const patient = { id: this.#deps.newId(), clinicId, name };
    await this.#deps.store.patients.insert(patient, this.#deps.now().toISOString());
    return { id: patient.id, name };
  }

  /** @throws Refusal `forbidden` */
  async list(by: AgentIdentity): Promise<PatientsResponse> {
    requirePermission(by, 'see-patients');
    const { devices, nominations, patients, people } = this.#deps.store;
    const clinic = await this.#clinicOf(by);
    const seesAll = await this.seesAll(by);
    const visible = await patients.list(clinic.id, seesAll ? undefined : by.personId);
    const ids = visible.map((patient) => patient.id);
    const byPatient = Map.groupBy(await devices.listPaired(ids), (device) => device.patientId);
    const named = new Map((await nominations.of(ids)).map((entry) => [entry.patientId, entry]));
    const physicians = await people.list(clinic.id, 'physician');
    return {
      patients: visible.map(({ id, name, proofs }) => {
        const nomination = named.get(id) ?? { patientId: id, byPatient: [], byPhysicians: [] };
        return {
          id,
          name,
          devices: (byPatient.get(id) ?? []).map((device) => ({
            ...deviceRefOf(device),
            pairedAt: device.pairedAt,
          })),
          physicians: matchedPhysicians(clinic.careLinkRule, nomination, physicians).map(refOf),
          ...(by.role === 'physician' && {
            namedByMe: nomination.byPhysicians.includes(by.personId),
          }),
          proofs: [...proofs],
        };
      }),
    };
  }

  /** Whether somebody who sees patients sees all of the clinic's, or only who named them. */
  async seesAll(by: AgentIdentity): Promise<boolean> {
    return by.role !== 'physician' || (await this.#clinicOf(by)).careLinkRule === 'clinic';
  }

  /** The patient, if the asker may see them. */
  async find(by: AgentIdentity, patientId: string): Promise<PatientRef | undefined> {
    const { nominations, patients } = this.#deps.store;
    const patient = await patients.find(patientId);
    if (patient === undefined || patient.clinicId !== by.clinic.id) return undefined;
    const ref = { id: patient.id, name: patient.name };
    switch (by.role) {
      case 'staff':
        return ref;
      case 'admin':
        return undefined;
      case 'physician': {
        if (await this.seesAll(by)) return ref;
        const [nomination] = await nominations.of([patientId]);
        return nomination?.byPatient.includes(by.personId) ? ref : undefined;
      }
    }
  }

  /** @throws Refusal `not_found` where the asker may not see the patient */
  async visible(by: AgentIdentity, patientId: string): Promise<PatientRef> {
    const patient = await this.find(by, patientId);
    if (patient === undefined) throw new Refusal('not_found');
    return patient;
  }

  /** The physician treats this patient of their clinic. @throws Refusal `forbidden`, `not_found` */
  async name(by: AgentIdentity, patientId: string): Promise<void> {
    await this.#requireOwnClinics(by, patientId);
    const at = this.#deps.now().toISOString();
    if (await this.#deps.store.nominations.add(by.personId, patientId, at)) {
      this.#deps.feed.publish({ type: 'patient-changed', patientId });
    }
  }

  /** The physician treats this patient no longer. @throws Refusal `forbidden`, `not_found` */
  async unname(by: AgentIdentity, patientId: string): Promise<void> {
    await this.#requireOwnClinics(by, patientId);
    if (await this.#deps.store.nominations.remove(by.personId, patientId)) {
      this.#deps.feed.publish({ type: 'patient-changed', patientId });
    }
  }

  async #requireOwnClinics(by: AgentIdentity, patientId: string): Promise<void> {
    requirePermission(by, 'name-patients');
    const patient = await this.#deps.store.patients.find(patientId);
    if (patient?.clinicId !== by.clinic.id) throw new Refusal('not_found');
  }

  async #clinicOf(by: AgentIdentity): Promise<Clinic> {
    const clinic = await this.#deps.store.clinics.find(by.clinic.id);
    if (clinic === undefined) throw new Refusal('not_found');
    return clinic;
  }
}

/** A device as agents see it: what it is, not its hardware id or what was typed on it. */
export function deviceRefOf(device: Device): DeviceRef {
  const { model, displayModel, platform, engineVersion, capabilities } = device.registration;
  return {
    id: device.id,
    model,
    ...(displayModel !== undefined && { displayModel }),
    platform,
    engineVersion,
    capabilities,
  };
}

export function refOf({ id, name }: Person): { id: string; name: string } {
  return { id, name };
}
