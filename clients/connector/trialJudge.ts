import type { TrialOutcome } from '../../src/protocol/index.ts';
import { selectedPairs } from './mediaTransport.ts';
import { largest, ofKind, type StatsEntry, sumOf } from './stats.ts';

/** What one look at a path's statistics tells of its sound. */
export interface PathReading {
  /** Milliseconds, on any clock. */
  readonly at: number;
  /** Milliseconds from end to end and back; `undefined` until ICE has measured it. */
  readonly roundTripMs: number | undefined;
  /** Packets of sound so far, as this side counts them. */
  readonly received: number;
  readonly lost: number;
  /** Which part of what this side sends was lost lately, as the receiver tells: 0 to 1. */
  readonly outboundLoss: number;
}

/** For so long the direct path has to be no worse. */
const provenAfterMs = 2_000;
/** Until then it may become so. */
const patienceMs = 10_000;
/** How far two measurements of the same line are apart. */
const roundTripSlackMs = 10;
const roundTripSlackShare = 0.1;
/** Two of the hundred packets that sound takes in two seconds. */
const lossSlack = 0.02;

/**
 * @param entries of one path
 * @param at milliseconds, on the clock of the readings it is judged with
 */
export function readingOf(entries: readonly StatsEntry[], at: number): PathReading {
  const inbound = ofKind(entries, 'inbound-rtp', 'audio');
  const seconds = largest(selectedPairs(entries), 'currentRoundTripTime');
  return {
    at,
    roundTripMs: seconds === undefined ? undefined : seconds * 1_000,
    received: sumOf(inbound, 'packetsReceived') ?? 0,
    lost: sumOf(inbound, 'packetsLost') ?? 0,
    outboundLoss: largest(ofKind(entries, 'remote-inbound-rtp', 'audio'), 'fractionLost') ?? 0,
  };
}

/**
 * Whether the direct path has shown that it is no worse than the relay.
 *
 * @param direct readings since it is connected, oldest first
 * @param relay readings of the path that carries the call, at the same times
 * @returns `undefined` as long as that is open
 */
export function judge(
  direct: readonly PathReading[],
  relay: readonly PathReading[],
): Exclude<TrialOutcome, 'not-connected'> | undefined {
  const [first] = direct;
  const last = direct[direct.length - 1];
  if (first === undefined || last === undefined) return undefined;
  if (last.at - first.at < provenAfterMs) return undefined;
  const isLate = last.at - first.at >= patienceMs;
  const directLately = lately(direct, last.at);
  const relayLately = lately(relay, last.at);
  const roundTrip = shortest(directLately);
  const relayRoundTrip = shortest(relayLately);
  if (roundTrip === undefined || relayRoundTrip === undefined) return isLate ? 'slower' : undefined;
  if (roundTrip > relayRoundTrip * (1 + roundTripSlackShare) + roundTripSlackMs) {
    return isLate ? 'slower' : undefined;
  }
  if (lossOver(directLately) > lossOver(relayLately) + lossSlack) {
    return isLate ? 'lossy' : undefined;
  }
  return 'proven';
}

function lately(readings: readonly PathReading[], now: number): readonly PathReading[] {
  return readings.filter(({ at }) => now - at <= provenAfterMs);
}

/** A look that came at a bad moment tells of the machine, the shortest one of the line. */
function shortest(readings: readonly PathReading[]): number | undefined {
  const known = readings.map(({ roundTripMs }) => roundTripMs).filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The worse of both directions, 0 to 1. */
function lossOver(readings: readonly PathReading[]): number {
  const [first] = readings;
  const last = readings[readings.length - 1];
  if (first === undefined || last === undefined) return 0;
  const lost = Math.max(0, last.lost - first.lost);
  const expected = lost + Math.max(0, last.received - first.received);
  return Math.max(expected === 0 ? 0 : lost / expected, last.outboundLoss);
}
