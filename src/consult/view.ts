import type {
  ConsultUpdate,
  ConsultView,
  GuestStatus,
  Identity,
  PathState,
  PlaceStatus,
  ServiceRequest,
  TimelineEvent,
} from '../protocol/index.ts';
import { deadlineOf } from './deadlines.ts';
import {
  agentIn,
  answeredIn,
  type Consult,
  type Guest,
  isAnswered,
  isOver,
  type PlaceState,
} from './state.ts';

/** The consult as those who answer it see it. */
export function viewOf(consult: Consult): ConsultView {
  const { facts, phase } = consult;
  const agent = agentIn(consult);
  const end = isOver(consult) ? consult.phase : null;
  return {
    id: facts.id,
    state: phase.state,
    patient: facts.patient,
    device: facts.device,
    serviceRequest: facts.serviceRequest,
    priority: facts.priority,
    policy: facts.policy,
    path: facts.path,
    offeredTo: phase.state === 'offered' ? phase.rings.map(({ person }) => person) : [],
    attended: facts.attended,
    agent: agent?.person ?? null,
    places: {
      tv: placeStatus(facts.tv, facts.path),
      agent: placeStatus(agent?.agent ?? null, facts.path),
    },
    guests: facts.guests.map((guest) => guestStatus(guest, facts.path)),
    diagnostics: [...facts.diagnostics],
    transfer: transferOf(consult),
    answersItself: facts.answersItself,
    outcome: end?.outcome ?? null,
    verdict: facts.verdict === null ? null : [...facts.verdict],
    callback: facts.callback,
    requestedAt: facts.requestedAt,
    acceptedAt: answeredIn(consult)?.acceptedAt ?? null,
    endedAt: end?.endedAt ?? null,
    deadlineAt: deadlineOf(consult),
    lastSeq: facts.lastSeq,
  };
}

/** The consult and what happened in it, as this identity may see it. */
export function updateFor(
  identity: Identity,
  consult: Consult,
  events: readonly TimelineEvent[],
): ConsultUpdate {
  const view = viewOf(consult);
  switch (identity.kind) {
    case 'agent':
      return { consult: view, events: [...events] };
    case 'tv':
      return {
        consult: { ...view, transfer: view.transfer && { ...view.transfer, note: '' } },
        events: events.map(withoutNote),
      };
    case 'guest':
      return { consult: guestView(view), events: [] };
  }
}

/** What an agent writes to a colleague is for the colleague. */
export function withoutNote(event: TimelineEvent): TimelineEvent {
  return event.type === 'transfer-offered' ? { ...event, note: '' } : event;
}

/**
 * A guest meets the people, and is told nothing of the case. Without a timeline of their own, they
 * have seen all of it.
 */
function guestView(view: ConsultView): ConsultView {
  const { id, requestedAt } = view;
  const serviceRequest: ServiceRequest = {
    kind: view.serviceRequest.kind,
    event: { id, type: 'withheld', version: 1, at: requestedAt },
    context: { screen: '', language: view.serviceRequest.context.language, events: [] },
  };
  return {
    ...view,
    device: {
      id,
      model: '',
      platform: '',
      engineVersion: '',
      capabilities: {
        camera: false,
        microphone: false,
        dataChannel: false,
        decodes: [],
        encodes: [],
        keys: [],
      },
    },
    serviceRequest,
    offeredTo: [],
    diagnostics: [],
    transfer: null,
    verdict: view.verdict && [],
    callback: null,
    lastSeq: 0,
  };
}

const vacant: PlaceStatus = {
  presence: 'vacant',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};

function placeStatus(place: PlaceState | null, path: PathState): PlaceStatus {
  if (place === null) return vacant;
  return {
    presence: place.absentUntil === null ? 'present' : 'absent',
    devices: place.devices,
    connected: place.flowing?.epoch === path.epoch,
  };
}

function guestStatus({ place, ...guest }: Guest, path: PathState): GuestStatus {
  return { ...guest, ...placeStatus(place, path) };
}

function transferOf(consult: Consult): ConsultView['transfer'] {
  if (!isAnswered(consult) || consult.phase.transfer === null) return null;
  const { to, note, until } = consult.phase.transfer;
  return { to, note, expiresAt: until };
}
