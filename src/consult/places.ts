import { type MediaDevicesState, type PathState, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import {
  agentIn,
  type Consult,
  type Guest,
  isAnswered,
  isCalling,
  type PlaceState,
  type Seat,
  seatHeldBy,
} from './state.ts';
import { isPast } from './timing.ts';

/** A place just taken by a session that is connected. */
export function newPlace(sessionId: string): PlaceState {
  return {
    sessionId,
    absentUntil: null,
    devices: { camera: 'unknown', microphone: 'unknown' },
    flowing: null,
  };
}

/** The guest who sits there; `undefined` for the two places and for whoever is no guest (any more). */
function guestAt({ facts }: Consult, seat: Seat): Guest | undefined {
  return facts.guests.find(({ id }) => seat === `guest:${id}`);
}

/** A seat as it is; `undefined` while nobody has taken it. */
export function placeIn(consult: Consult, seat: Seat): PlaceState | undefined {
  if (seat === 'tv') return consult.facts.tv;
  if (seat === 'agent') return agentIn(consult)?.agent;
  if (seat === 'mobile') return consult.facts.mobile?.place ?? undefined;
  return guestAt(consult, seat)?.place ?? undefined;
}

/** Who speaks from a seat, as the timeline names them. */
export function speakerAt(seat: Seat): 'patient' | 'agent' | 'guest' {
  if (seat === 'tv' || seat === 'mobile') return 'patient';
  return seat === 'agent' ? 'agent' : 'guest';
}

/** The consult with one of its seats as it is now. */
export function withPlace<C extends Consult>(consult: C, seat: Seat, state: PlaceState): C {
  if (seat === 'tv') return { ...consult, facts: { ...consult.facts, tv: state } };
  if (seat === 'mobile') {
    const { mobile } = consult.facts;
    if (mobile === null) return consult;
    return { ...consult, facts: { ...consult.facts, mobile: { ...mobile, place: state } } };
  }
  if (seat !== 'agent') {
    const guests = consult.facts.guests.map((guest) =>
      seat === `guest:${guest.id}` ? { ...guest, place: state } : guest,
    );
    return { ...consult, facts: { ...consult.facts, guests } };
  }
  if (!isAnswered(consult) && !isCalling(consult)) return consult;
  return { ...consult, phase: { ...consult.phase, agent: state } };
}

/** The session has no socket any more: its place is kept until then. */
export function endpointLost(
  consult: Consult,
  sessionId: string,
  until: string,
  now: Date,
): Outcomes {
  const place = seatHeldBy(consult, sessionId);
  if (place === undefined) return unchanged(consult);
  const state = placeIn(consult, place);
  if (state === undefined || state.absentUntil !== null) return unchanged(consult);
  return changed(withPlace(consult, place, { ...state, absentUntil: until }), {}, now, [
    { type: 'endpoint-lost', by: 'system', place },
  ]);
}

/** The session has a socket again. */
export function endpointBack(consult: Consult, sessionId: string, now: Date): Outcomes {
  const place = seatHeldBy(consult, sessionId);
  if (place === undefined) return unchanged(consult);
  const state = placeIn(consult, place);
  if (state === undefined || state.absentUntil === null) return unchanged(consult);
  return changed(withPlace(consult, place, { ...state, absentUntil: null }), {}, now, [
    { type: 'endpoint-back', by: 'system', place },
  ]);
}

/** Camera and microphone of a seat are not as they were. */
export function devicesReported(
  consult: Consult,
  seat: Seat,
  devices: MediaDevicesState,
  now: Date,
): Outcomes {
  const state = placeIn(consult, seat);
  if (state === undefined) return new Refusal('wrong_state');
  if (state.devices.camera === devices.camera && state.devices.microphone === devices.microphone) {
    return unchanged(consult);
  }
  return changed(withPlace(consult, seat, { ...state, devices }), {}, now, [
    { type: 'devices-changed', by: speakerAt(seat), place: seat, devices },
  ]);
}

/** What the timeline says when these places, as far as they were there, are so no more. */
export function lossOf(place: Seat, state: PlaceState): Happening[] {
  return state.absentUntil === null ? [{ type: 'endpoint-lost', by: 'system', place }] : [];
}

/** Whether a place has been away for as long as it is kept. */
export function isGivenUp(state: PlaceState, now: Date): boolean {
  return isPast(state.absentUntil, now);
}

export function pathChanged(path: PathState): Happening {
  return { type: 'path-changed', by: 'system', path };
}
