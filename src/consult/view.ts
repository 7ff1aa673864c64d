import type {
  ConsultUpdate,
  ConsultView,
  GuestStatus,
  Identity,
  MobilePlace,
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
  type Mobile,
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
    trial: facts.trial,
    offeredTo: phase.state === 'offered' ? phase.rings.map(({ person }) => person) : [],
    attended: facts.attended,
    agent: agent?.person ?? null,
    places: {
      tv: placeStatus(facts.tv, facts.path),
      agent: placeStatus(agent?.agent ?? null, facts.path),
    },
    guests: facts.guests.map((guest) => guestStatus(guest, facts.path)),
    mobile: facts.mobile && mobilePlace(facts.mobile, facts.path),
    patientAt: facts.patientAt,
    shift: facts.shift && { to: facts.shift.to, expiresAt: facts.shift.until },
    proposal: facts.proposal,
    telephone: facts.telephone,
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
      return patientsUpdate(view, events);
    case 'guest':
      return { consult: guestView(view), events: [] };
    case 'mobile':
      return view.mobile?.admitted === true
        ? patientsUpdate(view, events)
        : { consult: strangersView(view), events: [] };
  }
}

/** What the patient's own devices are told. */
function patientsUpdate(view: ConsultView, events: readonly TimelineEvent[]): ConsultUpdate {
  return {
    consult: { ...view, transfer: view.transfer && { ...view.transfer, note: '' } },
    events: events.map(withoutNote),
  };
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
    mobile: view.mobile && withoutTraits(view.mobile),
    proposal: null,
    telephone: null,
    transfer: null,
    verdict: view.verdict && [],
    callback: null,
    lastSeq: 0,
  };
}

/** A phone that nobody has let in is told how it stands itself, and nothing of anybody. */
function strangersView(view: ConsultView): ConsultView {
  return {
    ...guestView(view),
    patient: { ...view.patient, name: '' },
    agent: null,
    guests: [],
    mobile: view.mobile,
  };
}

/** Of a phone, guests are told that it is there. */
function withoutTraits(mobile: MobilePlace): MobilePlace {
  return { ...mobile, model: '', browser: '', address: '', nearTv: false, check: null };
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

function mobilePlace({ place, ...mobile }: Mobile, path: PathState): MobilePlace {
  return { ...mobile, ...placeStatus(place, path) };
}

function guestStatus({ place, ...guest }: Guest, path: PathState): GuestStatus {
  return { ...guest, ...placeStatus(place, path) };
}

function transferOf(consult: Consult): ConsultView['transfer'] {
  if (!isAnswered(consult) || consult.phase.transfer === null) return null;
  const { to, note, until } = consult.phase.transfer;
  return { to, note, expiresAt: until };
}
