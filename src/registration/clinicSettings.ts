import {
  type AgentIdentity,
  type ClinicSettings,
  type DesksRequest,
  Refusal,
} from '../protocol/index.ts';
import type { RegistrationFeed } from './feed.ts';
import { requirePermission } from './permissions.ts';
import type { ClinicStore, DeviceStore, PersonStore } from './ports.ts';

export interface ClinicSettingsDeps {
  readonly store: {
    readonly clinics: ClinicStore;
    readonly people: PersonStore;
    readonly devices: DeviceStore;
  };
  readonly feed: RegistrationFeed;
}

/** How a clinic receives its patients: its admin's to say, and in part the patient's. */
export class ClinicSettingsDesk {
  readonly #deps: ClinicSettingsDeps;

  constructor(deps: ClinicSettingsDeps) {
    this.#deps = deps;
  }

  /** @throws Refusal `forbidden` */
  async read(by: AgentIdentity): Promise<ClinicSettings> {
    requirePermission(by, 'manage-clinic');
    const clinic = await this.#deps.store.clinics.find(by.clinic.id);
    if (clinic === undefined) throw new Refusal('not_found');
    return clinic.settings;
  }

  /** @throws Refusal `forbidden` */
  async write(by: AgentIdentity, settings: ClinicSettings): Promise<void> {
    requirePermission(by, 'manage-clinic');
    await this.#deps.store.clinics.setSettings(by.clinic.id, settings);
    this.#deps.feed.publish({ type: 'clinic-changed', clinicId: by.clinic.id });
  }

  /** Which requests somebody answers, and in which languages. @throws Refusal `not_found` */
  async setDesks(by: AgentIdentity, { personId, desks, languages }: DesksRequest): Promise<void> {
    requirePermission(by, 'manage-clinic');
    const people = await this.#deps.store.people.list(by.clinic.id);
    const person = people.find(({ id }) => id === personId);
    if (person === undefined) throw new Refusal('not_found');
    if (person.role === 'admin') throw new Refusal('forbidden', 'Admins answer no requests.');
    await this.#deps.store.people.setDesks(personId, desks, languages);
    this.#deps.feed.publish({ type: 'clinic-changed', clinicId: by.clinic.id });
  }

  /** The patient's own wish, at their TV. Calls are let in where the clinic allows it, too. */
  async setAnswersItself(deviceId: string, answersItself: boolean): Promise<void> {
    const device = await this.#deps.store.devices.find(deviceId);
    if (device === undefined || device.unpairedAt !== null) throw new Refusal('not_found');
    await this.#deps.store.devices.setAnswersItself(deviceId, answersItself);
    this.#deps.feed.publish({ type: 'patient-changed', patientId: device.patientId });
  }
}
