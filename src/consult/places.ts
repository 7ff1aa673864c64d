import { type MediaDevicesState, type Place, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import { answeredIn, type Consult, isAnswered, type PlaceState, placeHeldBy } from './state.ts';

/** A place just taken by a session that is connected. */
export function newPlace(sessionId: string): PlaceState {
  return {
    sessionId,
    absentUntil: null,
    devices: { camera: 'unknown', microphone: 'unknown' },
    flowing: null,
  };
}

/** A place as it is; `undefined` while nobody has taken it. */
export function placeIn(consult: Consult, place: Place): PlaceState | undefined {
  return place === 'tv' ? consult.facts.tv : answeredIn(consult)?.agent;
}

/** The other of the two places. */
export function otherPlace(place: Place): Place {
  return place === 'tv' ? 'agent' : 'tv';
}

/** Who speaks from a place, as the timeline names them. */
export function speakerAt(place: Place): 'patient' | 'physician' {
  return place === 'tv' ? 'patient' : 'physician';
}

/** The consult with one of its places as it is now. */
export function withPlace(consult: Consult, place: Place, state: PlaceState): Consult {
  if (place === 'tv') return { ...consult, facts: { ...consult.facts, tv: state } };
  if (!isAnswered(consult)) return consult;
  return { ...consult, phase: { ...consult.phase, agent: state } };
}

/** The session has no socket any more: its place is kept until then. */
export function endpointLost(
  consult: Consult,
  sessionId: string,
  until: string,
  now: Date,
): Outcomes {
  const place = placeHeldBy(consult, sessionId);
  if (place === undefined) return unchanged(consult);
  const state = placeIn(consult, place);
  if (state === undefined || state.absentUntil !== null) return unchanged(consult);
  return changed(withPlace(consult, place, { ...state, absentUntil: until }), {}, now, [
    { type: 'endpoint-lost', by: 'system', place },
  ]);
}

/** The session has a socket again. */
export function endpointBack(consult: Consult, sessionId: string, now: Date): Outcomes {
  const place = placeHeldBy(consult, sessionId);
  if (place === undefined) return unchanged(consult);
  const state = placeIn(consult, place);
  if (state === undefined || state.absentUntil === null) return unchanged(consult);
  return changed(withPlace(consult, place, { ...state, absentUntil: null }), {}, now, [
    { type: 'endpoint-back', by: 'system', place },
  ]);
}

/** Camera and microphone of a place are not as they were. */
export function devicesReported(
  consult: Consult,
  place: Place,
  devices: MediaDevicesState,
  now: Date,
): Outcomes {
  const state = placeIn(consult, place);
  if (state === undefined) return new Refusal('wrong_state');
  if (state.devices.camera === devices.camera && state.devices.microphone === devices.microphone) {
    return unchanged(consult);
  }
  return changed(withPlace(consult, place, { ...state, devices }), {}, now, [
    { type: 'devices-changed', by: speakerAt(place), place, devices },
  ]);
}

/** What the timeline says when these places, as far as they were there, are so no more. */
export function lossOf(place: Place, state: PlaceState): Happening[] {
  return state.absentUntil === null ? [{ type: 'endpoint-lost', by: 'system', place }] : [];
}

/** Whether a place has been away for as long as it is kept. */
export function isGivenUp(state: PlaceState, now: Date): boolean {
  return state.absentUntil !== null && Date.parse(state.absentUntil) <= now.getTime();
}
