import type {
  ConsultView,
  DiagnosticsSample,
  LocalizedText,
  MediaDevicesState,
  Outcome,
  PathState,
  PlaceStatus,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import { ago, bianchi, idOf, nowMs, okafor, rossi, television } from './people.ts';

const bothOn: MediaDevicesState = { camera: 'on', microphone: 'on' };
const present: PlaceStatus = { presence: 'present', devices: bothOn, connected: true };
const vacant: PlaceStatus = {
  presence: 'vacant',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};
const path: PathState = { kind: 'direct', epoch: 1, reason: 'policy' };
const serviceRequest: ConsultView['serviceRequest'] = {
  kind: 'care',
  event: { id: idOf(40), type: 'patient-choice', version: 1, at: '2026-03-02T09:00:00.000Z' },
  context: { screen: 'prompt', language: 'it', networkType: 'ethernet', events: [] },
};

const nothingYet = {
  priority: 'routine',
  attended: true,
  mobile: null,
  trial: null,
  patientAt: 'tv',
  shift: null,
  proposal: null,
  telephone: null,
  transfer: null,
  answersItself: false,
  verdict: null,
  callback: null,
} as const satisfies Partial<ConsultView>;

export const ringing: ConsultView = {
  ...nothingYet,
  guests: [],
  diagnostics: [],
  id: idOf(41),
  state: 'offered',
  patient: { id: idOf(31), name: 'Maria Conti' },
  device: television,
  serviceRequest,
  policy: 'auto',
  path,
  offeredTo: [rossi, bianchi],
  agent: null,
  places: { tv: present, agent: vacant },
  outcome: null,
  requestedAt: ago(22),
  acceptedAt: null,
  endedAt: null,
  deadlineAt: ago(-38),
  lastSeq: 2,
};
export const secondRinging: ConsultView = {
  ...ringing,
  id: idOf(42),
  patient: { id: idOf(34), name: 'Tadeusz Wójcik' },
  offeredTo: [rossi],
  requestedAt: ago(9),
  deadlineAt: ago(-51),
};
export const queued: ConsultView = {
  ...ringing,
  id: idOf(43),
  state: 'queued',
  patient: { id: idOf(33), name: 'Zoë Featherstonehaugh-Cholmondeley' },
  offeredTo: [],
  requestedAt: ago(31),
};
export const active: ConsultView = {
  ...ringing,
  state: 'active',
  agent: rossi,
  places: { tv: present, agent: present },
  requestedAt: ago(312),
  acceptedAt: ago(287),
  deadlineAt: null,
};

const timeline: readonly TimelineEvent[] = [
  { seq: 1, at: ago(312), by: 'patient', type: 'requested', serviceRequest, path },
  { seq: 2, at: ago(312), by: 'system', type: 'queued' },
  { seq: 3, at: ago(300), by: 'system', type: 'offered', to: [rossi, bianchi, okafor] },
  { seq: 4, at: ago(293), by: 'agent', type: 'declined', person: bianchi },
  { seq: 5, at: ago(287), by: 'agent', type: 'accepted', person: rossi },
  { seq: 6, at: ago(286), by: 'system', type: 'media-connected', place: 'tv', epoch: 1 },
  { seq: 7, at: ago(286), by: 'system', type: 'media-connected', place: 'agent', epoch: 1 },
  { seq: 8, at: ago(286), by: 'system', type: 'active', path },
  {
    seq: 9,
    at: ago(201),
    by: 'patient',
    type: 'devices-changed',
    place: 'tv',
    devices: { camera: 'unplugged', microphone: 'on' },
  },
  {
    seq: 10,
    at: ago(180),
    by: 'patient',
    type: 'devices-changed',
    place: 'tv',
    devices: bothOn,
  },
  {
    seq: 11,
    at: ago(90),
    by: 'system',
    type: 'media-failed',
    place: 'tv',
    epoch: 1,
    detail: 'ICE disconnected',
  },
  {
    seq: 12,
    at: ago(90),
    by: 'system',
    type: 'path-changed',
    path: { kind: 'relay', epoch: 2, reason: 'direct-failed' },
  },
  { seq: 13, at: ago(84), by: 'agent', type: 'policy-changed', policy: 'direct' },
  { seq: 14, at: ago(60), by: 'system', type: 'endpoint-lost', place: 'tv' },
  { seq: 15, at: ago(52), by: 'system', type: 'endpoint-back', place: 'tv' },
];

export function recordOf(consult: ConsultView, left: ConsultRecord['left'] = null): ConsultRecord {
  const isNew = consult.acceptedAt === null;
  return { consult, timeline: isNew ? timeline.slice(0, 3) : timeline, left };
}

/** The same consult with other devices at the TV. */
export function withTv(consult: ConsultView, tv: Partial<PlaceStatus>): ConsultView {
  return { ...consult, places: { ...consult.places, tv: { ...consult.places.tv, ...tv } } };
}

const verdict: readonly LocalizedText[] = [
  { en: 'The hospital’s firewall blocked UDP; the call went over TCP.' },
  { en: 'Now and then parts of picture and sound got lost on the way.' },
];

export function endedBy(outcome: Outcome): ConsultRecord {
  const wasCall = outcome.startsWith('ended') || outcome.endsWith('lost');
  const consult: ConsultView = {
    ...active,
    state: wasCall || outcome === 'device-unpaired' ? 'ended' : 'cancelled',
    outcome,
    agent: wasCall ? rossi : null,
    acceptedAt: wasCall ? active.acceptedAt : null,
    endedAt: ago(0),
    verdict: wasCall ? [...verdict] : null,
  };
  const end: TimelineEvent = { seq: 16, at: ago(0), by: 'patient', type: 'ended', outcome };
  const before = wasCall ? timeline : timeline.slice(0, 3);
  return { consult, timeline: [...before, { ...end, seq: before.length + 1 }], left: null };
}

/** A minute of a call on a home network: calm, one bad stretch, a gap in what was measured. */
export function samplesUntil(
  count: number,
  isVisible = true,
  picture?: DiagnosticsSample['picture'],
): readonly DiagnosticsSample[] {
  const received = picture === undefined ? {} : { frameWidth: 640, frameHeight: 360 };
  return Array.from({ length: count }, (_, index) => {
    const sample = sampleAt(index, count);
    const { audio, video } = sample.inbound;
    return {
      ...sample,
      inbound: { audio, ...(video && { video: { ...video, ...received } }) },
      picture,
      device: { devices: bothOn, visible: isVisible },
    };
  });
}

function sampleAt(index: number, count: number): Omit<DiagnosticsSample, 'device'> {
  const wave = (period: number, depth: number) => 1 + depth * Math.sin(index / period);
  const isBad = index > 30 && index < 38;
  const roundTrip = 0.024 * wave(5, 0.18) + (isBad ? 0.06 : 0);
  const lost = isBad ? 0.021 : 0;
  const video = {
    bitrateBps: 1_750_000 * wave(7, 0.08) * (isBad ? 0.55 : 1),
    packetsLost: isBad ? 12 : 0,
    fractionLost: lost,
    jitter: 0.0062 * wave(3, 0.3) + (isBad ? 0.018 : 0),
    framesPerSecond: isBad ? 21 : 30,
    frameWidth: isBad ? 960 : 1280,
    frameHeight: isBad ? 540 : 720,
    freezeCount: index > 34 ? 1 : 0,
    framesDropped: isBad ? 4 : 0,
    codec: 'h264',
    decodeTime: 0.009 * wave(4, 0.2),
  };
  const audio = {
    bitrateBps: 38_000,
    packetsLost: 0,
    fractionLost: 0,
    jitter: 0.004,
    audioLevel: Math.max(0, 0.22 * wave(2, 0.8) * wave(9, 0.6)),
  };
  const measured = index < 12 || index > 14;
  return {
    type: 'sample',
    version: 1,
    at: nowMs - (count - index) * 1000,
    path: 'direct',
    epoch: 1,
    ...(measured ? { currentRoundTripTime: roundTrip } : {}),
    inbound: { audio, video },
    outbound: { audio, video: { ...video, bitrateBps: video.bitrateBps * 0.82 } },
  };
}
