import type { ConsultView, PathState, PlaceStatus } from '../protocol/index.ts';
import { deadlineOf } from './deadlines.ts';
import { answeredIn, type Consult, isOver, type PlaceState } from './state.ts';

/** The consult as the endpoints that follow it see it. */
export function viewOf(consult: Consult): ConsultView {
  const { facts, phase } = consult;
  const answered = answeredIn(consult);
  const end = isOver(consult) ? consult.phase : null;
  return {
    id: facts.id,
    state: phase.state,
    patient: facts.patient,
    device: facts.device,
    serviceRequest: facts.serviceRequest,
    policy: facts.policy,
    path: facts.path,
    offeredTo: phase.state === 'offered' ? [...phase.to] : [],
    physician: answered?.physician ?? null,
    places: {
      tv: placeStatus(facts.tv, facts.path),
      agent: answered === null ? vacant : placeStatus(answered.agent, facts.path),
    },
    outcome: end?.outcome ?? null,
    requestedAt: facts.requestedAt,
    acceptedAt: answered?.acceptedAt ?? null,
    endedAt: end?.endedAt ?? null,
    deadlineAt: deadlineOf(consult),
    lastSeq: facts.lastSeq,
  };
}

const vacant: PlaceStatus = {
  presence: 'vacant',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};

function placeStatus(place: PlaceState, path: PathState): PlaceStatus {
  return {
    presence: place.absentUntil === null ? 'present' : 'absent',
    devices: place.devices,
    connected: place.flowing?.epoch === path.epoch,
  };
}
