import type {
  ConsultView,
  DeviceEvent,
  Diagnostic,
  DiagnosticStatus,
  FaultCode,
  FaultCondition,
  ServiceRequest,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import type { NoticedFault } from '../noticedFaults.ts';
import { queued, ringing } from './consults.ts';
import { ago, bianchi, idOf, keller, rossi } from './people.ts';

/* Faults, what the playbook says to them, and patients who ask for more than a physician. */

const stalled: FaultCondition = {
  code: 'playback-stalled',
  evidence: {
    'stalled-for': { value: 14.2, unit: 's' },
    'buffered-ahead': { value: 0.4, unit: 's' },
    throughput: { value: 1_340_000, unit: 'bit/s' },
  },
};

function noticed(number: number, secondsAgo: number, fault: FaultCondition): DeviceEvent {
  return { id: idOf(number), type: 'fault-noticed', version: 1, at: ago(secondsAgo), fault };
}

const plain = (code: FaultCode): FaultCondition => ({ code, evidence: {} });

export const stalledRequest: ServiceRequest = {
  kind: 'support',
  event: noticed(60, 95, stalled),
  context: {
    screen: 'player',
    screenState: 'stalled',
    language: 'it',
    networkType: 'wifi',
    service: { name: 'Lago TV', version: '4.2', state: 'buffering' },
    device: {
      model: 'Samsung QE55Q80B',
      firmware: 'T-PTM6FDEUC-2104.3',
      platform: 'tizen',
      engineVersion: 'Chromium 94',
    },
    account: 'conti-7731',
    events: [noticed(61, 400, plain('network-poor')), noticed(62, 120, plain('network-down'))],
  },
};

const text = (en: string, it: string) => ({ en, it });

const answer: Diagnostic = {
  id: idOf(70),
  source: { type: 'playbook', playbookId: idOf(71), version: 3, rule: 'playback-stalled-slow' },
  findings: [
    text(
      'The internet is too slow for the film at the moment.',
      'Internet è troppo lento per il film in questo momento.',
    ),
  ],
  tasks: [
    {
      id: idOf(72),
      text: text('Wait a moment: the film loads ahead.', 'Aspetti un momento.'),
      picture: 'clock',
      check: 'playback-moving',
      concludes: true,
    },
    {
      id: idOf(73),
      text: text(
        'Ask whether somebody else in the house is downloading something.',
        'Chieda se qualcun altro in casa sta scaricando qualcosa.',
      ),
      picture: 'phone',
      concludes: false,
    },
    {
      id: idOf(74),
      text: text(
        'Unplug the internet box, wait ten seconds, and plug it in again.',
        'Stacchi il router, aspetti dieci secondi e lo riattacchi.',
      ),
      picture: 'router',
      check: 'network-good',
      concludes: true,
    },
  ],
};

const second: Diagnostic = {
  id: idOf(80),
  source: { type: 'playbook', playbookId: idOf(71), version: 3, rule: 'network-poor-wifi' },
  findings: [text('The Wi-Fi is weak where the TV stands.', 'Il Wi-Fi è debole.')],
  tasks: [
    {
      id: idOf(81),
      text: text('Open the door between the TV and the internet box.', 'Apra la porta.'),
      picture: 'router',
      check: 'network-good',
      concludes: true,
    },
  ],
};

export const suggestions: readonly Diagnostic[] = [second];
export const bothSuggestions: readonly Diagnostic[] = [answer, second];

export const sent: readonly DiagnosticStatus[] = [
  {
    diagnostic: answer,
    answers: [
      { taskId: idOf(72), answer: 'did-not-help', checkedBy: 'patient' },
      { taskId: idOf(73), answer: 'done', checkedBy: 'patient' },
    ],
  },
];

export const faults: readonly NoticedFault[] = [
  {
    id: idOf(90),
    at: ago(140),
    place: 'tv',
    fault: {
      code: 'packet-loss',
      evidence: {
        'packet-loss': { value: 4.2, unit: '%' },
        'round-trip': { value: 84, unit: 'ms' },
      },
    },
    isOver: true,
  },
  { id: idOf(91), at: ago(31), place: 'agent', fault: plain('picture-frozen'), isOver: false },
];

/** The playbook leads this patient. */
export const guided: ConsultView = {
  ...queued,
  id: idOf(44),
  state: 'guided',
  patient: { id: idOf(31), name: 'Maria Conti' },
  serviceRequest: stalledRequest,
  diagnostics: [...sent],
  requestedAt: ago(95),
};

/** Nobody is there for this one. */
export const urgent: ConsultView = {
  ...queued,
  id: idOf(45),
  patient: { id: idOf(34), name: 'Tadeusz Wójcik' },
  priority: 'urgent',
  attended: false,
  requestedAt: ago(241),
};

export const ringsElsewhere: ConsultView = {
  ...ringing,
  id: idOf(46),
  patient: { id: idOf(35), name: 'Anna Bianchi' },
  offeredTo: [bianchi],
  requestedAt: ago(18),
};

export const wishesCallback: ConsultView = {
  ...ringing,
  id: idOf(47),
  state: 'cancelled',
  outcome: 'callback-asked',
  patient: { id: idOf(36), name: 'Luigi Ferrari' },
  offeredTo: [],
  callback: { askedAt: ago(1_260), doneBy: null },
  requestedAt: ago(1_380),
  endedAt: ago(1_260),
};

/** A colleague hands this call over. */
export const handedOver: ConsultView = {
  ...ringing,
  id: idOf(48),
  state: 'active',
  agent: bianchi,
  offeredTo: [],
  acceptedAt: ago(420),
  deadlineAt: null,
  transfer: {
    to: rossi,
    note: 'Blood pressure is fine. She asks about the new tablets you prescribed.',
    expiresAt: ago(-24),
  },
};

export const transferDeclined: TimelineEvent = {
  seq: 17,
  at: ago(4),
  by: 'agent',
  type: 'transfer-withdrawn',
  to: keller,
  reason: 'declined',
};
