import type { ConsultView, PlaceStatus } from '../../src/protocol/index.ts';

/** The patient as the call has them now. */
export interface PatientSide {
  /** From which of their devices they are seen and heard. */
  readonly place: 'tv' | 'mobile';
  /** How that device stands; one that is gone is absent. */
  readonly status: PlaceStatus;
  /** Whether it sends sound alone, as the patient wished it. */
  readonly isSoundOnly: boolean;
}

const gone: PlaceStatus = {
  presence: 'absent',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};

export function patientSide({ patientAt, places, mobile }: ConsultView): PatientSide {
  if (patientAt === 'tv') return { place: 'tv', status: places.tv, isSoundOnly: false };
  const isSoundOnly = mobile?.media === 'audio';
  return { place: 'mobile', status: mobile ?? gone, isSoundOnly };
}
