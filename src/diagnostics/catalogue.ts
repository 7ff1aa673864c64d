import type { FaultCode } from '../protocol/serviceRequest.ts';

/** How soon somebody should look: `high` where nothing works any more, `low` where it only annoys. */
export type Urgency = 'high' | 'normal' | 'low';

/** A value that comes as evidence. */
interface EvidenceEntry {
  /** UCUM code (ucum.org); absent for words, counts and yes or no. */
  readonly unit?: string;
  readonly meaning: string;
}

/** One fault condition of the catalogue; `docs/faults.md` is its prose. */
export interface CatalogueEntry {
  readonly meaning: string;
  /** Which side's app notices it. */
  readonly noticedBy: readonly ('tv' | 'agent')[];
  /** How it notices. */
  readonly notice: string;
  /** Values by their names. All may be absent: no device can measure everything. */
  readonly evidence: Readonly<Record<string, EvidenceEntry>>;
  readonly urgency: Urgency;
}

const both = ['tv', 'agent'] as const;
const tv = ['tv'] as const;

const duration = { unit: 's', meaning: 'how long it has been so' };
const roundTrip = { unit: 'ms', meaning: 'there and back' };
const packetLoss = { unit: '%', meaning: 'share of packets that did not arrive' };
const throughput = { unit: 'bit/s', meaning: 'what the network carries to here' };
const httpStatus = { meaning: 'the status of the last answer, if there was one' };
const mediaError = { meaning: '`MediaError.code`' };
const readyState = { meaning: '`HTMLMediaElement.readyState`' };
const errorName = { meaning: "the `DOMException`'s name" };

export const catalogue: Readonly<Record<FaultCode, CatalogueEntry>> = {
  'network-down': {
    meaning: 'The device is not on the internet.',
    noticedBy: tv,
    notice: 'the `offline` event, or nothing that it asks for answers; told once it is back',
    evidence: { online: { meaning: '`navigator.onLine`' }, duration },
    urgency: 'high',
  },
  'network-poor': {
    meaning: 'The device is on the internet, too slowly or too unsteadily.',
    noticedBy: both,
    notice:
      '`navigator.connection`, the time that signaling takes, what downloads reach, and in a call the round trip of its media',
    evidence: { 'round-trip': roundTrip, 'packet-loss': packetLoss, throughput },
    urgency: 'normal',
  },
  'service-unreachable': {
    meaning: 'The internet works, the TV service does not answer.',
    noticedBy: tv,
    notice: "the service's requests fail while others succeed",
    evidence: { duration, 'http-status': httpStatus, 'media-error': mediaError },
    urgency: 'high',
  },
  'playback-stalled': {
    meaning: 'The film or programme stands still and waits for more.',
    noticedBy: tv,
    notice: 'the media element says `waiting` or `stalled` and its time does not move',
    evidence: {
      'stalled-for': duration,
      'buffered-ahead': { unit: 's', meaning: 'how much is loaded ahead' },
      throughput,
      'ready-state': readyState,
      'network-state': { meaning: '`HTMLMediaElement.networkState`' },
    },
    urgency: 'normal',
  },
  'playback-refused': {
    meaning: 'The TV did not let the film or programme begin.',
    noticedBy: tv,
    notice: '`play()` is rejected with `NotAllowedError` or `AbortError`',
    evidence: { 'error-name': errorName, 'ready-state': readyState },
    urgency: 'normal',
  },
  'media-decode-error': {
    meaning: 'The film or programme arrives and cannot be shown.',
    noticedBy: tv,
    notice: 'the media element fails with `MEDIA_ERR_DECODE`',
    evidence: { 'media-error': mediaError, 'http-status': httpStatus },
    urgency: 'normal',
  },
  'media-unsupported': {
    meaning: 'This TV cannot play this kind of film or programme.',
    noticedBy: tv,
    notice: 'the media element fails with `MEDIA_ERR_SRC_NOT_SUPPORTED`',
    evidence: { 'media-error': mediaError, 'http-status': httpStatus },
    urgency: 'normal',
  },
  'camera-missing': {
    meaning: 'There is no camera.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotFoundError`, or no `videoinput` is listed',
    evidence: { 'error-name': errorName },
    urgency: 'normal',
  },
  'camera-refused': {
    meaning: 'The camera may not be used here.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotAllowedError`',
    evidence: {
      'error-name': errorName,
      permission: { meaning: '`denied`: refused for good; `prompt`: it asks again' },
    },
    urgency: 'normal',
  },
  'camera-in-use': {
    meaning: 'Something else uses the camera.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotReadableError`',
    evidence: { 'error-name': errorName },
    urgency: 'normal',
  },
  'camera-unplugged': {
    meaning: 'The camera was there and is gone.',
    noticedBy: both,
    notice: "the camera's track has `ended` and it is no longer listed",
    evidence: { duration },
    urgency: 'normal',
  },
  'microphone-missing': {
    meaning: 'There is no microphone.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotFoundError`, or no `audioinput` is listed',
    evidence: { 'error-name': errorName },
    urgency: 'normal',
  },
  'microphone-refused': {
    meaning: 'The microphone may not be used here.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotAllowedError`',
    evidence: {
      'error-name': errorName,
      permission: { meaning: '`denied`: refused for good; `prompt`: it asks again' },
    },
    urgency: 'normal',
  },
  'microphone-in-use': {
    meaning: 'Something else uses the microphone.',
    noticedBy: both,
    notice: '`getUserMedia` fails with `NotReadableError`',
    evidence: { 'error-name': errorName },
    urgency: 'normal',
  },
  'microphone-unplugged': {
    meaning: 'The microphone was there and is gone.',
    noticedBy: both,
    notice: "the microphone's track has `ended` and it is no longer listed",
    evidence: { duration },
    urgency: 'normal',
  },
  'audio-silent': {
    meaning: 'Sound should be heard and there is none.',
    noticedBy: both,
    notice: 'no audio energy for a while, in what is sent, received or played',
    evidence: {
      'silent-for': duration,
      'audio-level': { unit: '%', meaning: 'the loudest in that time' },
      direction: { meaning: '`sent`, `received` or `played`' },
      volume: { unit: '%', meaning: 'how loud the player is set' },
      muted: { meaning: 'whether the player or track is muted' },
    },
    urgency: 'normal',
  },
  'audio-echo': {
    meaning: 'One hears oneself.',
    noticedBy: both,
    notice: 'what is received resembles what was sent a moment before',
    evidence: {
      delay: { unit: 'ms', meaning: 'how much later it comes back' },
      correlation: { unit: '%', meaning: 'how much alike the two are' },
    },
    urgency: 'low',
  },
  'picture-black': {
    meaning: 'The picture is there and black.',
    noticedBy: both,
    notice: 'frames are sampled and all are dark',
    evidence: {
      duration,
      brightest: { meaning: 'the brightest sample, 0 to 255' },
      direction: { meaning: '`sent`, `received` or `played`' },
    },
    urgency: 'normal',
  },
  'picture-frozen': {
    meaning: 'The picture stands still.',
    noticedBy: both,
    notice: 'no new frame for a while, or `freezeCount` grows',
    evidence: {
      duration,
      frames: { meaning: 'how many were decoded until then' },
      'frame-rate': { unit: 'Hz', meaning: 'frames a second' },
      direction: { meaning: '`sent`, `received` or `played`' },
    },
    urgency: 'normal',
  },
  'picture-aspect-wrong': {
    meaning: 'The picture is stretched or squeezed.',
    noticedBy: both,
    notice: "the picture's shape differs from what was sent, or from the box that it fills",
    evidence: {
      'film-ratio': {
        unit: '1',
        meaning: 'width by height of the film, or of what the call sends',
      },
      'shown-ratio': { unit: '1', meaning: 'width by height as shown' },
    },
    urgency: 'low',
  },
  'packet-loss': {
    meaning: 'In a call, parts of sound and picture get lost on the way.',
    noticedBy: both,
    notice: '`packetsLost` of the `inbound-rtp` statistics, or what the other side reports',
    evidence: {
      'packet-loss': packetLoss,
      'round-trip': roundTrip,
      jitter: { unit: 'ms', meaning: 'how unevenly packets arrive' },
      direction: { meaning: '`sent` or `received`' },
    },
    urgency: 'normal',
  },
  'bitrate-low': {
    meaning: 'In a call, the line carries too little for a good picture.',
    noticedBy: both,
    notice: 'bytes of the `outbound-rtp` statistics, while the line is what limits them',
    evidence: {
      bitrate: { unit: 'bit/s', meaning: 'what flows' },
      'expected-bitrate': { unit: 'bit/s', meaning: 'what a good picture takes' },
      'limited-by': { meaning: '`qualityLimitationReason`: `bandwidth`, `cpu` or `other`' },
    },
    urgency: 'low',
  },
  'udp-blocked': {
    meaning: 'A firewall lets no UDP through; the call takes TCP instead.',
    noticedBy: both,
    notice: 'UDP to the relay is tried without an answer, and TCP or TLS gets one',
    evidence: { protocol: { meaning: 'what it goes over: `tcp` or `tls`' } },
    urgency: 'low',
  },
  'clock-wrong': {
    meaning: "The device's clock is wrong, so that secure connections fail.",
    noticedBy: tv,
    notice: "its time against the server's `Date`",
    evidence: { offset: { unit: 's', meaning: 'how far it is ahead; negative: behind' } },
    urgency: 'normal',
  },
  'storage-full': {
    meaning: 'The device has no room left.',
    noticedBy: tv,
    notice: 'writing fails with `QuotaExceededError`, or `navigator.storage.estimate()`',
    evidence: {
      usage: { unit: 'By', meaning: 'what is taken' },
      quota: { unit: 'By', meaning: 'what there is in all' },
    },
    urgency: 'low',
  },
  'engine-too-old': {
    meaning: "The TV's own software is too old for this.",
    noticedBy: tv,
    notice: 'a probe at the start finds that something needed is missing',
    evidence: {
      'engine-version': { meaning: 'such as `76.0.3809.146`' },
      webrtc: { meaning: 'whether it can make calls at all' },
    },
    urgency: 'normal',
  },
};

/** The catalogue's entry for a code, if it has one: devices may tell others. */
export function catalogueEntry(code: string): CatalogueEntry | undefined {
  const entries: Readonly<Record<string, CatalogueEntry>> = catalogue;
  return Object.hasOwn(entries, code) ? entries[code] : undefined;
}
