import {
  type ConsultView,
  guestPlace,
  isGuestPlace,
  isPatientPlace,
  type PlaceName,
  type PlaceStatus,
} from '../../src/protocol/index.ts';
import { type PatientPlace, partOf, patientPlace, patientStatus } from './patientPlace.ts';

/** How a place stands, as the consult shows it; `undefined` where it does not show that place. */
export function statusOf(
  { guests, mobile, places }: ConsultView,
  place: PlaceName,
): PlaceStatus | undefined {
  if (place === 'tv' || place === 'agent') return places[place];
  if (place === 'mobile') return mobile ?? undefined;
  return guests.find(({ id }) => guestPlace(id) === place);
}

/** Of the patient's devices that take part, and the agent, those that are somebody else's. */
export function othersThan(own: PlaceName, consult: ConsultView): PlaceName[] {
  const others: PlaceName[] = own === 'agent' ? [] : ['agent'];
  if (isPatientPlace(own)) return others;
  const devices: PatientPlace[] = ['tv', 'mobile'];
  return [...others, ...devices.filter((device) => partOf(device, consult) !== 'out')];
}

/**
 * How the one stands at whom somebody in this place looks first, as `counterpartOf` has it.
 * @param patient the device by which the patient is shown
 */
export function counterpartStatus(
  consult: ConsultView,
  own: PlaceName,
  patient: PatientPlace = patientPlace(consult),
): PlaceStatus {
  const { agent } = consult.places;
  if (isPatientPlace(own)) return agent;
  const status = patientStatus(consult, patient);
  return isGuestPlace(own) && status.presence !== 'present' ? agent : status;
}
