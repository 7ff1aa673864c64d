import type {
  DiagnosticsSample,
  MediaDevicesState,
  PathKind,
  StreamSample,
} from '../../src/protocol/index.ts';
import type { LayerChoice } from './layerChoice.ts';
import { mediaTransportIn, selectedPairs } from './mediaTransport.ts';
import { largest, ofKind, type StatsEntry, sumOf, tracksOf } from './stats.ts';

/** What this endpoint makes of the counterpart's picture. */
export interface ReceivedPicture {
  /** As `shownHeightOf` has it. */
  readonly shownHeight: number | undefined;
  readonly choice: LayerChoice | undefined;
}

/** What a sample is made of besides the engine's statistics. */
export interface SampleFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly path: PathKind;
  readonly epoch: number;
  readonly devices: MediaDevicesState;
  readonly visible: boolean;
  /** The counterpart's, `undefined` where there is none. */
  readonly picture?: ReceivedPicture | undefined;
}

interface Counters {
  /** Seconds spent on decoding; `undefined` where the engine does not tell, and of what is sent. */
  readonly decodeS: number | undefined;
  readonly bytes: number;
  readonly frames: number;
  readonly packets: number;
  readonly lost: number;
}

interface Direction {
  readonly name: 'inbound' | 'outbound';
  readonly rtp: 'inbound-rtp' | 'outbound-rtp';
  /** Where loss and jitter are told: for what we send, the receiver's reports. */
  readonly quality: 'inbound-rtp' | 'remote-inbound-rtp';
  readonly bytes: 'bytesReceived' | 'bytesSent';
  readonly packets: 'packetsReceived' | 'packetsSent';
  readonly frames: 'framesDecoded' | 'framesEncoded';
}

const inbound: Direction = {
  name: 'inbound',
  rtp: 'inbound-rtp',
  quality: 'inbound-rtp',
  bytes: 'bytesReceived',
  packets: 'packetsReceived',
  frames: 'framesDecoded',
};
const outbound: Direction = {
  name: 'outbound',
  rtp: 'outbound-rtp',
  quality: 'remote-inbound-rtp',
  bytes: 'bytesSent',
  packets: 'packetsSent',
  frames: 'framesEncoded',
};

/**
 * Makes samples of one path from what the engine counts (https://www.w3.org/TR/webrtc-stats/).
 * Rates are over the time since the sample before; the first sample has none but zero.
 */
export class Sampler {
  readonly #before = new Map<string, Counters>();
  #beforeAt: number | undefined;

  sample(entries: readonly StatsEntry[], facts: SampleFacts): DiagnosticsSample {
    const elapsedS = this.#beforeAt === undefined ? 0 : (facts.at - this.#beforeAt) / 1_000;
    const directionSample = (direction: Direction) => {
      const audio = this.#stream(entries, direction, 'audio', elapsedS);
      const video = this.#stream(entries, direction, 'video', elapsedS);
      return { ...(audio && { audio }), ...(video && { video }) };
    };
    // Of two transports the slower one's.
    const roundTripTime = largest(selectedPairs(entries), 'currentRoundTripTime');
    const transport = mediaTransportIn(entries);
    const sample: DiagnosticsSample = {
      type: 'sample',
      version: 1,
      at: facts.at,
      path: facts.path,
      epoch: facts.epoch,
      ...(roundTripTime !== undefined && { currentRoundTripTime: roundTripTime }),
      ...(transport !== undefined && { transport }),
      inbound: directionSample(inbound),
      outbound: directionSample(outbound),
      ...(facts.picture !== undefined && { picture: pictureSample(facts.picture) }),
      device: { devices: facts.devices, visible: facts.visible },
    };
    this.#beforeAt = facts.at;
    return sample;
  }

  #stream(
    entries: readonly StatsEntry[],
    direction: Direction,
    kind: 'audio' | 'video',
    elapsedS: number,
  ): StreamSample | undefined {
    const rtp = ofKind(entries, direction.rtp, kind);
    if (rtp.length === 0) return undefined;
    const quality = ofKind(entries, direction.quality, kind);
    const tracks = tracksOf(entries, rtp);
    const sources = ofKind(entries, 'media-source', kind);

    const now: Counters = {
      bytes: sumOf(rtp, direction.bytes) ?? 0,
      frames: sumOf(rtp, direction.frames) ?? 0,
      packets: sumOf(rtp, direction.packets) ?? 0,
      lost: sumOf(quality, 'packetsLost') ?? 0,
      decodeS: sumOf(rtp, 'totalDecodeTime'),
    };
    const key = `${direction.name} ${kind}`;
    const before = this.#before.get(key) ?? now;
    this.#before.set(key, now);
    const perSecond = (count: number) => (elapsedS > 0 ? Math.max(0, count) / elapsedS : 0);
    const lost = Math.max(0, now.lost - before.lost);
    const passed = Math.max(0, now.packets - before.packets);
    const expected = direction.name === 'inbound' ? passed + lost : passed;

    const everything = [...rtp, ...tracks, ...sources];
    const jitter = largest(quality, 'jitter');
    const audioLevel = largest(everything, 'audioLevel');
    const sample: StreamSample = {
      bitrateBps: perSecond((now.bytes - before.bytes) * 8),
      packetsLost: now.lost,
      fractionLost: expected > 0 ? Math.min(1, lost / expected) : 0,
      ...(jitter !== undefined && { jitter }),
    };
    if (kind === 'audio') {
      return {
        ...sample,
        ...(audioLevel !== undefined && { audioLevel: Math.min(1, audioLevel) }),
      };
    }
    const codec = codecOf(entries, rtp);
    const frameWidth = largest(everything, 'frameWidth');
    const frameHeight = largest(everything, 'frameHeight');
    const freezeCount = largest(everything, 'freezeCount');
    const framesDropped = largest(everything, 'framesDropped');
    const decodeTime = decodeTimeBetween(before, now);
    return {
      ...sample,
      framesPerSecond: perSecond(now.frames - before.frames),
      ...(codec !== undefined && { codec }),
      ...(frameWidth !== undefined && { frameWidth }),
      ...(frameHeight !== undefined && { frameHeight }),
      ...(freezeCount !== undefined && { freezeCount }),
      ...(framesDropped !== undefined && { framesDropped }),
      ...(decodeTime !== undefined && { decodeTime }),
    };
  }
}

/** MIME subtype of what is sent or received, lower case. */
function codecOf(entries: readonly StatsEntry[], rtp: readonly StatsEntry[]): string | undefined {
  const ids = rtp.map(({ codecId }) => codecId);
  const mimeType = entries.find(({ type, id }) => type === 'codec' && ids.includes(id))?.[
    'mimeType'
  ];
  return typeof mimeType === 'string' ? mimeType.replace(/^.*\//, '').toLowerCase() : undefined;
}

/** Seconds for each frame decoded since the sample before. */
function decodeTimeBetween(before: Counters, now: Counters): number | undefined {
  const frames = now.frames - before.frames;
  if (now.decodeS === undefined || frames <= 0) return undefined;
  return Math.max(0, now.decodeS - (before.decodeS ?? 0)) / frames;
}

function pictureSample({ shownHeight, choice }: ReceivedPicture): DiagnosticsSample['picture'] {
  return {
    ...(shownHeight !== undefined && { shownHeight: Math.round(shownHeight) }),
    ...choice,
  };
}
