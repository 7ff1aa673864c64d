import type { ConsultView, PlaceName, PlaceStatus } from '../../src/protocol/index.ts';

/** The patient's devices from which they may be in a call. */
export type PatientPlace = 'tv' | 'mobile';

/** What one of the patient's devices does in a consult's media. */
export type PatientPart =
  /** Nothing. */
  | 'out'
  /** It shows and plays; another of the patient's devices films and listens. */
  | 'shows'
  /** Its camera and microphone are in the call, or on their way into it. */
  | 'films';

type PatientFacts = Pick<ConsultView, 'patientAt' | 'shift'>;

/** By which of their devices the patient is seen and heard now. On its way it is the old one. */
export function patientPlace({ patientAt }: Pick<ConsultView, 'patientAt'>): PatientPlace {
  return placeFor(patientAt);
}

/** By which device the patient is to be seen and heard once this shift is done. */
export function placeFor(to: ConsultView['patientAt']): PatientPlace {
  return to === 'tv' ? 'tv' : 'mobile';
}

/** How the device stands by which the patient is in the call, or is shown to be. */
export function patientStatus(
  consult: Pick<ConsultView, 'places' | 'mobile' | 'patientAt'>,
  place: PatientPlace = patientPlace(consult),
): PlaceStatus {
  if (place === 'tv') return consult.places.tv;
  // A phone that is gone for good leaves nothing behind but that nobody is there.
  return consult.mobile ?? gone;
}

/** Who sends what: while it shifts, both the place before and the one to come. */
export function partOf(place: PatientPlace, { patientAt, shift }: PatientFacts): PatientPart {
  const points = [patientAt, ...(shift === null ? [] : [shift.to])];
  if (points.some((at) => placeFor(at) === place)) return 'films';
  return place === 'tv' && points.includes('both') ? 'shows' : 'out';
}

/** Whether the place is a device of the patient's by which they are not seen now. */
export function isAside(place: PlaceName, consult: PatientFacts): boolean {
  return (place === 'tv' || place === 'mobile') && place !== patientPlace(consult);
}

const gone: PlaceStatus = {
  presence: 'absent',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};
