import {
  type ConsultView,
  guestPlace,
  isGuestPlace,
  type PlaceName,
  type PlaceStatus,
} from '../../src/protocol/index.ts';

/** How a place stands, as the consult shows it; `undefined` where it does not show that place. */
export function statusOf(
  { guests, places }: ConsultView,
  place: PlaceName,
): PlaceStatus | undefined {
  if (place === 'tv' || place === 'agent') return places[place];
  return guests.find(({ id }) => guestPlace(id) === place);
}

/** Of TV and agent those that are somebody else's. */
export function othersThan(own: PlaceName): PlaceName[] {
  return ['tv', 'agent'].filter((place) => place !== own);
}

/** How the one stands at whom somebody in this place looks first, as `counterpartOf` has it. */
export function counterpartStatus(consult: ConsultView, own: PlaceName): PlaceStatus {
  const { tv, agent } = consult.places;
  if (isGuestPlace(own)) return tv.presence === 'present' ? tv : agent;
  return own === 'tv' ? agent : tv;
}
