import { timingSafeEqual } from 'node:crypto';
import type { AgentIdentity, PatientProofsRequest, PhoneCheck } from '../protocol/index.ts';
import { hashPassword, type PasswordCost, verifyPassword } from './password.ts';
import type { Patients } from './patients.ts';
import { requirePermission } from './permissions.ts';
import type { PatientProofs, RegistrationStore } from './ports.ts';
import { hashSecret, type RandomBytes } from './secrets.ts';

export interface ProofsDeps {
  readonly store: Pick<RegistrationStore, 'patients'>;
  readonly patients: Patients;
  readonly passwordCost: PasswordCost;
  readonly randomBytes: RandomBytes;
}

/** What proves that a phone is the patient's: a date of birth, or a PIN that is stored as a hash. */
export class Proofs {
  readonly #deps: ProofsDeps;

  constructor(deps: ProofsDeps) {
    this.#deps = deps;
  }

  /** Replaces what is given. @throws Refusal `forbidden`, `not_found` */
  async set(by: AgentIdentity, { patientId, ...given }: PatientProofsRequest): Promise<void> {
    requirePermission(by, 'see-patients');
    const patient = await this.#deps.patients.visible(by, patientId);
    await this.#deps.store.patients.setProofs(patient.id, await this.stored(given));
  }

  /** What is to be stored for what was typed in. */
  async stored({
    birthDate,
    pin,
  }: Omit<PatientProofsRequest, 'patientId'>): Promise<Partial<PatientProofs>> {
    const { passwordCost, randomBytes } = this.#deps;
    return {
      ...(birthDate !== undefined && { birthDate }),
      ...(pin !== undefined && { pinHash: await hashPassword(pin, randomBytes, passwordCost) }),
    };
  }

  async isOnRecord(patientId: string, kind: PhoneCheck): Promise<boolean> {
    return (await this.#of(patientId, kind)) !== null;
  }

  /** Whether the answer is the patient's; how long it takes tells nothing of how near it was. */
  async isRight(patientId: string, kind: PhoneCheck, answer: string): Promise<boolean> {
    const stored = await this.#of(patientId, kind);
    if (stored === null) return false;
    if (kind === 'pin') return await verifyPassword(answer, stored);
    return timingSafeEqual(Buffer.from(hashSecret(answer)), Buffer.from(hashSecret(stored)));
  }

  async #of(patientId: string, kind: PhoneCheck): Promise<string | null> {
    const proofs = await this.#deps.store.patients.proofsOf(patientId);
    return (kind === 'pin' ? proofs?.pinHash : proofs?.birthDate) ?? null;
  }
}
