import {
  type AgentIdentity,
  type PairingConfirmRequest,
  type PairingConfirmResponse,
  type PairingLookupResponse,
  type PatientRef,
  Refusal,
} from '../protocol/index.ts';
import type { RegistrationFeed } from './feed.ts';
import type { Patients } from './patients.ts';
import { requirePermission } from './permissions.ts';
import type { DeviceAuthorization, RegistrationStore } from './ports.ts';
import type { Proofs } from './proofs.ts';
import { hashShortSecret } from './secrets.ts';
import { normalizeUserCode } from './userCode.ts';

export interface PairingDeps {
  readonly store: RegistrationStore;
  readonly patients: Patients;
  readonly proofs: Proofs;
  readonly feed: RegistrationFeed;
  readonly userCodeKey: Uint8Array;
  /** How long the device has to collect its token once it is confirmed. */
  readonly collectWithinSeconds: number;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * The clinic's side of pairing. A user code belongs to no clinic until somebody decides on it: who
 * holds it stands before the TV. From then on it exists for the clinic that decided and no other.
 */
export class Pairing {
  readonly #deps: PairingDeps;

  constructor(deps: PairingDeps) {
    this.#deps = deps;
  }

  /** @throws Refusal `forbidden`, `code_unknown`, `code_used` */
  async lookup(by: AgentIdentity, userCode: string): Promise<PairingLookupResponse> {
    requirePermission(by, 'pair-devices');
    const { registration, address, requestedAt } = await this.#waiting(by, userCode);
    const knownPatient = await this.#knownPatient(by, registration.hardwareId);
    return {
      device: registration,
      address,
      requestedAt,
      ...(knownPatient && { knownPatient }),
    };
  }

  /**
   * Binds the device to a patient, whom the deciding person may see or creates. Physicians named
   * here take the place of those whom the patient named before; where nobody was ever named, a
   * physician who confirms is. A physician who confirms and is named has named the patient, too.
   * A former pairing of the same hardware id ends, if it is one that the decider could end: a
   * device only says that it has that id.
   * @throws Refusal `forbidden`, `code_unknown`, `code_used`, `not_found`
   */
  async confirm(
    by: AgentIdentity,
    request: PairingConfirmRequest,
  ): Promise<PairingConfirmResponse> {
    requirePermission(by, 'pair-devices');
    const { store, feed, newId } = this.#deps;
    const authorization = await this.#waiting(by, request.userCode);
    const patientIsNew = !('id' in request.patient);
    const patient: PatientRef =
      'id' in request.patient
        ? await this.#deps.patients.visible(by, request.patient.id)
        : { id: newId(), name: request.patient.name };
    const patientNames = await this.#whomThePatientNames(by, patient.id, request.physicianIds);
    const proofs = await this.#deps.proofs.stored('id' in request.patient ? {} : request.patient);
    const now = this.#deps.now();
    const deviceId = newId();
    const unpaired = await store.authorizations.approve({
      authorizationId: authorization.id,
      decidedBy: by.personId,
      clinicId: by.clinic.id,
      deviceId,
      patient,
      patientIsNew,
      proofs: { birthDate: null, pinHash: null, ...proofs },
      replacesOfWhoNamed: (await this.#deps.patients.seesAll(by)) ? null : by.personId,
      patientNames,
      deciderNamesPatient: patientNames?.includes(by.personId) ?? false,
      at: now.toISOString(),
      expiresAt: new Date(now.getTime() + this.#deps.collectWithinSeconds * 1_000).toISOString(),
    });
    if (unpaired === undefined) throw new Refusal('code_used');
    for (const formerId of unpaired) feed.publish({ type: 'device-unpaired', deviceId: formerId });
    if (patientNames !== null) feed.publish({ type: 'patient-changed', patientId: patient.id });
    return { deviceId, patient: { id: patient.id, name: patient.name } };
  }

  /** Refuses the device. @throws Refusal `forbidden`, `code_unknown`, `code_used` */
  async deny(by: AgentIdentity, userCode: string): Promise<void> {
    requirePermission(by, 'pair-devices');
    const { id } = await this.#waiting(by, userCode);
    const at = this.#deps.now().toISOString();
    if (!(await this.#deps.store.authorizations.deny(id, by.personId, by.clinic.id, at))) {
      throw new Refusal('code_used');
    }
  }

  /**
   * Voids the device's tokens; its session ends.
   * @throws Refusal `forbidden`, or `not_found` for a device of a patient whom the asker may not see
   */
  async unpair(by: AgentIdentity, deviceId: string): Promise<void> {
    requirePermission(by, 'pair-devices');
    const { feed, now, patients, store } = this.#deps;
    const device = await store.devices.find(deviceId);
    if (device === undefined) throw new Refusal('not_found');
    await patients.visible(by, device.patientId);
    if (await store.devices.unpair(deviceId, now().toISOString())) {
      feed.publish({ type: 'device-unpaired', deviceId });
    }
  }

  async #waiting(by: AgentIdentity, userCode: string): Promise<DeviceAuthorization> {
    const { now, store, userCodeKey } = this.#deps;
    const code = normalizeUserCode(userCode);
    if (code === undefined) throw new Refusal('code_unknown');
    const authorization = await store.authorizations.findByUserCode(
      hashShortSecret(code, userCodeKey),
    );
    if (authorization === undefined) throw new Refusal('code_unknown');
    if (authorization.status === 'pending') {
      if (authorization.expiresAt > now().toISOString()) return authorization;
      throw new Refusal('code_unknown');
    }
    throw new Refusal(authorization.clinicId === by.clinic.id ? 'code_used' : 'code_unknown');
  }

  /** The patient whom this television served last, if the asker may know. */
  async #knownPatient(by: AgentIdentity, hardwareId: string): Promise<PatientRef | undefined> {
    const { patients, store } = this.#deps;
    const device = await store.devices.findLastByHardware(by.clinic.id, hardwareId);
    return device && patients.find(by, device.patientId);
  }

  async #whomThePatientNames(
    by: AgentIdentity,
    patientId: string,
    physicianIds: readonly string[],
  ): Promise<readonly string[] | null> {
    const { nominations, people } = this.#deps.store;
    if (physicianIds.length > 0) {
      const physicians = await people.list(by.clinic.id, 'physician');
      const known = new Set(physicians.map((physician) => physician.id));
      if (!physicianIds.every((id) => known.has(id))) {
        throw new Refusal('not_found', 'The clinic has no such physician.');
      }
      return [...new Set(physicianIds)];
    }
    if (by.role !== 'physician') return null;
    const [present] = await nominations.of([patientId]);
    return present === undefined || present.byPatient.length === 0 ? [by.personId] : null;
  }
}
