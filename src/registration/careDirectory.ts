import type { Asking, CalledPatient, CareDirectory } from '../consult/ports.ts';
import type { PhoneSettings } from '../deflection/ports.ts';
import {
  type ConsultKind,
  type DeviceRef,
  type PathPolicy,
  type PersonRef,
  Refusal,
  type Role,
} from '../protocol/index.ts';
import { matchedPhysicians } from './careLinks.ts';
import { answerersFor } from './desks.ts';
import { deviceRefOf, refOf } from './patients.ts';
import type { Clinic, Device, Nominations, RegistrationStore } from './ports.ts';
import { answeringClinic } from './routing.ts';

/** Care links as a TV is told of them: whom its patient asks for. */
export interface CareLinks {
  physiciansOf(patientId: string): Promise<readonly PersonRef[]>;
}

/** What consults need to know of registration. Every method throws Refusal `not_found`. */
export class RegistrationDirectory implements CareDirectory, CareLinks {
  readonly #store: RegistrationStore;

  constructor(deps: { readonly store: RegistrationStore }) {
    this.#store = deps.store;
  }

  async physiciansOf(patientId: string): Promise<readonly PersonRef[]> {
    const patient = await this.#store.patients.find(patientId);
    if (patient === undefined) throw new Refusal('not_found');
    const clinic = await this.#clinic(patient.clinicId);
    const physicians = await this.#store.people.list(clinic.id, 'physician');
    const nominations = await this.#nominationsOf(patientId);
    return matchedPhysicians(clinic.careLinkRule, nominations, physicians).map(refOf);
  }

  async answerersOf({
    clinicId,
    patientId,
    kind,
    language,
  }: Asking): ReturnType<CareDirectory['answerersOf']> {
    const [clinic, people, nominations] = await Promise.all([
      this.#clinic(clinicId),
      this.#store.people.list(clinicId),
      this.#nominationsOf(patientId),
    ]);
    return answerersFor({ kind, language, rule: clinic.careLinkRule, nominations, people });
  }

  async answeringClinic(
    deviceId: string,
    asked: {
      readonly kind: ConsultKind;
      readonly service?: string | undefined;
      readonly language: string;
    },
  ): Promise<string> {
    const { clinicId, registration } = await this.#device(deviceId);
    const { kind, service, language } = asked;
    const people = await this.#store.people.list(clinicId);
    const answers = people.some(({ desks }) => desks.includes(kind));
    const routes = answers ? [] : await this.#store.routes.list();
    const { region } = registration;
    return answeringClinic({ clinicId, answers }, routes, { kind, region, service, language });
  }

  async device(deviceId: string): Promise<DeviceRef> {
    return deviceRefOf(await this.#device(deviceId));
  }

  async pathPolicyOf(clinicId: string): Promise<PathPolicy> {
    return (await this.#clinic(clinicId)).pathPolicy;
  }

  async clinicName(clinicId: string): Promise<string> {
    return (await this.#clinic(clinicId)).name;
  }

  /** How the clinic's consults go on to patients' phones. */
  async phonesOf(clinicId: string): Promise<PhoneSettings> {
    return (await this.#clinic(clinicId)).settings.phones;
  }

  async calledPatient(
    about: { readonly patientId: string } | { readonly deviceId: string },
  ): Promise<CalledPatient | undefined> {
    const { devices, patients } = this.#store;
    const one = 'deviceId' in about ? await devices.find(about.deviceId) : undefined;
    const patientId = 'patientId' in about ? about.patientId : one?.patientId;
    const patient = patientId === undefined ? undefined : await patients.find(patientId);
    if (patient === undefined) return undefined;
    const { id, name, clinicId } = patient;
    const clinic = await this.#clinic(clinicId);
    const paired = await devices.listPaired([id]);
    return {
      patient: { id, name },
      clinicId,
      devices: paired
        .filter((device) => one === undefined || device.id === one.id)
        .map((device) => ({
          id: device.id,
          answersItself: clinic.settings.answersItself && device.answersItself,
        })),
    };
  }

  async peopleOf(clinicId: string): Promise<readonly (PersonRef & { readonly role: Role })[]> {
    const people = await this.#store.people.list(clinicId);
    return people.map(({ id, name, role }) => ({ id, name, role }));
  }

  async #nominationsOf(patientId: string): Promise<Nominations> {
    const [nominations] = await this.#store.nominations.of([patientId]);
    return nominations ?? { patientId, byPatient: [], byPhysicians: [] };
  }

  async #device(deviceId: string): Promise<Device> {
    const device = await this.#store.devices.find(deviceId);
    if (device === undefined) throw new Refusal('not_found');
    return device;
  }

  async #clinic(clinicId: string): Promise<Clinic> {
    const clinic = await this.#store.clinics.find(clinicId);
    if (clinic === undefined) throw new Refusal('not_found');
    return clinic;
  }
}
