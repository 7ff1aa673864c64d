import {
  type ConsultView,
  type Identity,
  isGuestPlace,
  type PlaceName,
} from '../../src/protocol/index.ts';
import { type PatientPlace, partOf } from './patientPlace.ts';

/**
 * What this endpoint's media may do. `out`: nothing. `rests`: nothing, while the patient is in the
 * call by another device. `prepares`: set up, with nothing of camera and microphone in it. `shows`:
 * it takes part with black and silence. `sends`: it takes part.
 */
export type Standing = 'out' | 'rests' | 'prepares' | 'shows' | 'sends';

export interface StandingFacts {
  readonly consult: ConsultView;
  readonly place: PlaceName;
  /** Whether this endpoint's session holds the place. */
  readonly holdsPlace: boolean;
  readonly identity: Identity | null;
}

export function standingOf({ consult, place, holdsPlace, identity }: StandingFacts): Standing {
  if (place === 'tv' || place === 'mobile') {
    return holdsPlace ? patientsStanding(consult, place) : 'out';
  }
  if (holdsPlace) return isAnswered(consult) ? 'sends' : 'prepares';
  if (isGuestPlace(place)) return 'out';
  // The relay has no room for an agent at whom it does not ring.
  return ringsAt(consult, identity) ? 'prepares' : 'out';
}

/** Whether it takes part in the media of a consult that somebody has accepted. */
export function takesPart(standing: Standing): boolean {
  return standing === 'shows' || standing === 'sends';
}

export function isAnswered({ state }: ConsultView): boolean {
  return state === 'accepted' || state === 'active';
}

function patientsStanding(consult: ConsultView, place: PatientPlace): Standing {
  const part = partOf(place, consult);
  if (part === 'out') return place === 'mobile' && mayFollow(consult) ? 'prepares' : 'rests';
  if (!isAnswered(consult)) return 'prepares';
  return part === 'films' ? 'sends' : 'shows';
}

/**
 * Whether the call may come to the phone soon: what is set up by then need not be waited for. One
 * that was not let in has nothing to set up with.
 */
function mayFollow(consult: ConsultView): boolean {
  const { path, mobile } = consult;
  const isIn = mobile?.admitted === true && mobile.use !== 'add';
  return isAnswered(consult) && path.kind === 'relay' && isIn;
}

/** Rung by the patient, or by a colleague who would hand the call over. */
function ringsAt({ state, offeredTo, transfer }: ConsultView, identity: Identity | null): boolean {
  if (identity?.kind !== 'agent') return false;
  const { personId } = identity;
  if (transfer?.to.id === personId) return true;
  return state === 'offered' && offeredTo.some(({ id }) => id === personId);
}
