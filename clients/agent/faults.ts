import {
  type DeviceEvent,
  type FaultCode,
  type FaultCondition,
  faultCodes,
  faultOf,
  type Measurement,
} from '../../src/protocol/index.ts';

/** What each fault of the catalogue (`docs/faults.md`) is called. */
const names: Record<FaultCode, string> = {
  'network-down': 'no internet',
  'network-poor': 'weak internet',
  'service-unreachable': 'the TV service does not answer',
  'playback-stalled': 'the film stands still',
  'playback-refused': 'the film does not begin',
  'media-decode-error': 'the film cannot be shown',
  'media-unsupported': 'the TV cannot play this film',
  'camera-missing': 'no camera',
  'camera-refused': 'the camera is not allowed',
  'camera-in-use': 'the camera is used elsewhere',
  'camera-unplugged': 'the camera was unplugged',
  'microphone-missing': 'no microphone',
  'microphone-refused': 'the microphone is not allowed',
  'microphone-in-use': 'the microphone is used elsewhere',
  'microphone-unplugged': 'the microphone was unplugged',
  'audio-silent': 'no sound',
  'audio-echo': 'an echo',
  'picture-black': 'a black picture',
  'picture-frozen': 'a frozen picture',
  'picture-aspect-wrong': 'a distorted picture',
  'packet-loss': 'data gets lost on the way',
  'bitrate-low': 'the line is slow',
  'udp-blocked': 'a firewall blocks UDP',
  'clock-wrong': 'the clock is wrong',
  'storage-full': 'the storage is full',
  'engine-too-old': 'the TV’s software is too old',
};

const evidenceNames: Readonly<Record<string, string>> = {
  online: 'Online',
  duration: 'For',
  'round-trip': 'Round trip',
  'packet-loss': 'Packets lost',
  throughput: 'Throughput',
  'http-status': 'HTTP status',
  'media-error': 'Media error',
  'stalled-for': 'Stands still for',
  'buffered-ahead': 'Loaded ahead',
  'ready-state': 'Ready state',
  'network-state': 'Network state',
  'error-name': 'Error',
  'silent-for': 'Silent for',
  'audio-level': 'Loudest sound',
  'frame-rate': 'Frame rate',
  bitrate: 'Bit rate',
  'expected-bitrate': 'Bit rate expected',
  'limited-by': 'Limited by',
  'film-ratio': 'Shape of the film',
  'shown-ratio': 'Shape as shown',
  offset: 'Clock is ahead by',
  usage: 'Used',
  quota: 'Room in all',
  webrtc: 'Can make calls',
};

/** UCUM codes (as in `docs/faults.md`) as people write them. */
const unitNames: Readonly<Record<string, string>> = { By: 'bytes', Hz: 'frames/s', '1': '' };

const eventNames: Readonly<Record<string, string>> = {
  'patient-choice': 'the patient asked',
  'agent-choice': 'the clinic called',
  'system-choice': 'a system of the clinic asked',
};

/** Each large unit, with how many of the small it has. */
const largeUnits: Readonly<Record<string, readonly [string, number]>> = {
  'bit/s': ['Mbit/s', 1_000_000],
  By: ['MB', 1_000_000],
};

/** What a fault is called, in the middle of a sentence; one that is not in the catalogue by its code. */
export function faultWords(code: string): string {
  return isKnownCode(code) ? names[code] : spaced(code);
}

/** A measured value by its name and with its unit. */
export interface EvidenceLine {
  readonly name: string;
  readonly value: string;
}

export function evidenceLines({ evidence }: FaultCondition): readonly EvidenceLine[] {
  return Object.entries(evidence).map(([key, measurement]) => ({
    name: evidenceNames[key] ?? capital(spaced(key)),
    value: measured(measurement),
  }));
}

/** What an event says, in the middle of a sentence. */
export function eventWords(event: DeviceEvent): string {
  const fault = faultOf(event);
  if (fault !== undefined) return faultWords(fault.code);
  const { code } = event;
  if (event.type === 'fault-cleared' && typeof code === 'string') {
    return `${faultWords(code)}: over`;
  }
  return eventNames[event.type] ?? spaced(event.type);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function measured({ value, unit }: Measurement): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const [large, size] = largeUnits[unit ?? ''] ?? ['', 1];
  const isLarge = large !== '' && Math.abs(value) >= size / 10;
  const shown = rounded(isLarge ? value / size : value);
  const unitShown = isLarge ? large : (unitNames[unit ?? ''] ?? unit ?? '');
  return unitShown === '' ? shown : `${shown} ${unitShown}`;
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 1 : 0);
}

function isKnownCode(code: string): code is FaultCode {
  return faultCodes.some((known) => known === code);
}

function spaced(name: string): string {
  return name.replace(/-/g, ' ');
}
