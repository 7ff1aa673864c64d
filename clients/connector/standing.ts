import {
  type ConsultView,
  type Identity,
  isGuestPlace,
  type PlaceName,
} from '../../src/protocol/index.ts';

/**
 * What this endpoint's media may do. `out`: nothing. `prepares`: set up, with nothing of camera and
 * microphone in it. `sends`: it takes part.
 */
export type Standing = 'out' | 'prepares' | 'sends';

export interface StandingFacts {
  readonly consult: ConsultView;
  readonly place: PlaceName;
  /** Whether this endpoint's session holds the place. */
  readonly holdsPlace: boolean;
  readonly identity: Identity | null;
}

export function standingOf({ consult, place, holdsPlace, identity }: StandingFacts): Standing {
  if (holdsPlace) return isAnswered(consult) ? 'sends' : 'prepares';
  if (place === 'tv' || isGuestPlace(place)) return 'out';
  // Rung by a colleague who is in the call, an agent sets up beside them.
  return !isAnswered(consult) || isOfferedTo(consult, identity) ? 'prepares' : 'out';
}

export function isAnswered({ state }: ConsultView): boolean {
  return state === 'accepted' || state === 'active';
}

/** Rung as a colleague to whom the call is to be transferred. */
function isOfferedTo({ transfer }: ConsultView, identity: Identity | null): boolean {
  return identity?.kind === 'agent' && transfer?.to.id === identity.personId;
}
