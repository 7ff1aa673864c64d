import type { PatientProofsRequest } from '../../src/protocol/index.ts';

/** What proves a phone to be a patient's, as it is typed; empty is none. */
export interface ProofsDraft {
  /** ISO 8601, as a date field has it. */
  readonly birthDate: string;
  readonly pin: string;
}

export const noProofs: ProofsDraft = { birthDate: '', pin: '' };

export type Proofs = Omit<PatientProofsRequest, 'patientId'>;

/** Which of them are wrong as they are typed. */
export type WrongProofs = ReadonlySet<keyof ProofsDraft>;

/** @param today ISO 8601: nobody is born after it */
export function wrongProofs({ birthDate, pin }: ProofsDraft, today: string): WrongProofs {
  const wrong = new Set<keyof ProofsDraft>();
  if (birthDate !== '' && (birthDate > today || birthDate < '1880-01-01')) wrong.add('birthDate');
  if (pin !== '' && !/^\d{4,8}$/.test(pin)) wrong.add('pin');
  return wrong;
}

/** What was typed, without what was left empty. */
export function proofsOf({ birthDate, pin }: ProofsDraft): Proofs {
  return { ...(birthDate === '' ? {} : { birthDate }), ...(pin === '' ? {} : { pin }) };
}
