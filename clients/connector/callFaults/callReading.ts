import { selectedPairs } from '../mediaTransport.ts';
import { largest, ofKind, type StatsEntry, sumOf, tracksOf } from '../stats.ts';

/** Packets of all sound and picture in one direction, counted since the path's beginning. */
export interface Packets {
  readonly passed: number;
  readonly lost: number;
}

/** Sound since the path's beginning (https://www.w3.org/TR/webrtc-stats/, `totalAudioEnergy`). */
export interface Energy {
  readonly energy: number;
  /** Of sound, in seconds. */
  readonly durationS: number;
}

/**
 * What the engine's statistics of one path say of a call at one moment. What is `undefined` an
 * engine does not tell, or not yet.
 */
export interface CallReading {
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
  readonly received: Packets | undefined;
  readonly sent: Packets | undefined;
  readonly jitterMs: number | undefined;
  readonly roundTripMs: number | undefined;
  /** Answers to ICE checks so far: a round trip is measured with each, every few seconds. */
  readonly checksAnswered: number | undefined;
  /** Of the counterpart's picture. */
  readonly frames: number | undefined;
  readonly freezes: number | undefined;
  readonly receivedRatio: number | undefined;
  readonly heard: Energy | undefined;
  /** Of this side's microphone. */
  readonly spoken: Energy | undefined;
  readonly pictureBytesSent: number | undefined;
  /** `qualityLimitationReason` of what is sent of the picture; of several layers the line's first. */
  readonly limitedBy: string | undefined;
  /** What the engine takes the line to carry, in bits per second. */
  readonly availableBps: number | undefined;
}

/** @param at milliseconds, of a clock that only goes forward */
export function readingOf(entries: readonly StatsEntry[], at: number): CallReading {
  const inbound = entries.filter(({ type }) => type === 'inbound-rtp');
  const outbound = entries.filter(({ type }) => type === 'outbound-rtp');
  const reported = entries.filter(({ type }) => type === 'remote-inbound-rtp');
  const pairs = selectedPairs(entries);
  const picture = ofKind(entries, 'inbound-rtp', 'video');
  const pictureSent = ofKind(entries, 'outbound-rtp', 'video');
  const shown = [...picture, ...tracksOf(entries, picture)];
  const sound = ofKind(entries, 'inbound-rtp', 'audio');
  const soundSent = ofKind(entries, 'outbound-rtp', 'audio');
  const width = largest(shown, 'frameWidth');
  const height = largest(shown, 'frameHeight');
  return {
    at,
    received: packets(sumOf(inbound, 'packetsReceived'), sumOf(inbound, 'packetsLost')),
    sent: packets(sumOf(outbound, 'packetsSent'), sumOf(reported, 'packetsLost')),
    jitterMs: inMs(largest(inbound, 'jitter')),
    roundTripMs: inMs(largest(pairs, 'currentRoundTripTime')),
    checksAnswered: sumOf(pairs, 'responsesReceived'),
    // A path on which anything comes counts frames, be it none.
    frames: sumOf(picture, 'framesDecoded') ?? (inbound.length > 0 ? 0 : undefined),
    freezes: largest(shown, 'freezeCount'),
    receivedRatio: width && height ? width / height : undefined,
    heard: energyIn([...sound, ...tracksOf(entries, sound)]),
    spoken: energyIn([
      ...ofKind(entries, 'media-source', 'audio'),
      ...tracksOf(entries, soundSent),
    ]),
    pictureBytesSent: sumOf(pictureSent, 'bytesSent'),
    limitedBy: limitationOf(pictureSent),
    availableBps: largest(pairs, 'availableOutgoingBitrate'),
  };
}

/**
 * How loud it was between two readings: root mean square, 0 to 1.
 * @returns `undefined` where no sound was counted
 */
export function levelBetween(
  before: Energy | undefined,
  after: Energy | undefined,
): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  const durationS = after.durationS - before.durationS;
  const energy = after.energy - before.energy;
  return durationS > 0 && energy >= 0 ? Math.sqrt(energy / durationS) : undefined;
}

function packets(passed: number | undefined, lost: number | undefined): Packets | undefined {
  return passed === undefined || lost === undefined ? undefined : { passed, lost };
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000;
}

function energyIn(entries: readonly StatsEntry[]): Energy | undefined {
  const energy = largest(entries, 'totalAudioEnergy');
  const durationS = largest(entries, 'totalSamplesDuration');
  return energy === undefined || durationS === undefined ? undefined : { energy, durationS };
}

function limitationOf(entries: readonly StatsEntry[]): string | undefined {
  const reasons = entries
    .map((entry) => entry['qualityLimitationReason'])
    .filter((reason) => typeof reason === 'string');
  return reasons.includes('bandwidth') ? 'bandwidth' : reasons[0];
}
