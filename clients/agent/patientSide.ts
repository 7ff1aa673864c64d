import type { ConsultView, PlaceStatus } from '../../src/protocol/index.ts';
import { type PatientPlace, patientPlace, patientStatus } from '../connector/index.ts';

/** The patient as the call has them now. */
export interface PatientSide {
  /** From which of their devices they are seen and heard. */
  readonly place: PatientPlace;
  readonly status: PlaceStatus;
  /** Whether it sends sound alone, as the patient wished it. */
  readonly isSoundOnly: boolean;
  /** Whether the phone by which they were in the call has not come back in time. */
  readonly isGone: boolean;
}

export function patientSide(consult: ConsultView): PatientSide {
  const place = patientPlace(consult);
  const isSoundOnly = place === 'mobile' && consult.mobile?.media === 'audio';
  const isGone = place === 'mobile' && consult.mobile === null;
  return { place, status: patientStatus(consult), isSoundOnly, isGone };
}
