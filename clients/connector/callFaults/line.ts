import { type Fault, milliseconds } from '../faults/fault.ts';
import { median } from '../faults/network.ts';
import type { CallReading, Packets } from './callReading.ts';
import { type Look, looked, noLook } from './look.ts';

/* The line of a call, judged over the last readings of one path, oldest first. */

/** Loss and bitrate are of the last five seconds; ICE measures the round trip every 2.5. */
const recentReadings = 6;
export const keptReadings = 12;

/** Loss that is heard and seen although the codecs mend what they can. */
const lossLimit = 0.05;
/** Of fewer, each one would be a share of its own. */
const packetsToJudge = 100;
/** One way takes half; above 400 ms people talk into each other (ITU-T G.114). */
const roundTripLimitMs = 800;
/** What the smaller of the layers takes that an agent sends. */
const goodPictureBps = 600_000;
const lowBitrateBps = goodPictureBps / 2;
const readingsToJudge = 3;

/** @param direction `sent`: what the other end of the path says of what came there */
export function judgeLoss(readings: readonly CallReading[], direction: 'sent' | 'received'): Look {
  const [before, after] = ends(readings);
  if (before === undefined || after === undefined) return noLook;
  const share = lostShare(before[direction], after[direction], direction);
  if (share === undefined) return noLook;
  if (share < lossLimit) return looked('packet-loss', null);
  const { roundTripMs, jitterMs } = after;
  const isReceived = direction === 'received';
  return looked('packet-loss', {
    'packet-loss': percent(share),
    ...(roundTripMs !== undefined && { 'round-trip': milliseconds(roundTripMs) }),
    ...(jitterMs !== undefined && isReceived && { jitter: milliseconds(jitterMs) }),
    direction: { value: direction },
  });
}

/** One slow answer is a blink, however often it is read. */
export function judgeRoundTrip(readings: readonly CallReading[]): Look {
  const roundTrips = readings
    .filter(({ checksAnswered }, i) => checksAnswered !== readings[i - 1]?.checksAnswered)
    .map(({ roundTripMs }) => roundTripMs)
    .filter((roundTripMs) => roundTripMs !== undefined);
  const middle = roundTrips.length < readingsToJudge ? undefined : median(roundTrips);
  if (middle === undefined) return noLook;
  const isPoor = middle > roundTripLimitMs;
  return looked('network-poor', isPoor ? { 'round-trip': milliseconds(middle) } : null);
}

/**
 * Whether the line lets too little of this side's picture through. An encoder that has little to
 * say, or no time, is not the line's fault.
 *
 * @param isCameraOn else it is black that is sent, which takes next to nothing
 */
export function judgeBitrate(readings: readonly CallReading[], isCameraOn: boolean): Look {
  if (!isCameraOn) return looked('bitrate-low', null);
  const [before, after] = ends(readings);
  if (before?.pictureBytesSent === undefined || after?.pictureBytesSent === undefined)
    return noLook;
  const { limitedBy, availableBps } = after;
  // Chromium before 80 does not tell what limits it.
  const isNarrow = limitedBy === undefined && (availableBps ?? Infinity) < lowBitrateBps;
  const bytes = after.pictureBytesSent - before.pictureBytesSent;
  const bitrateBps = (bytes * 8_000) / (after.at - before.at);
  const isLow = bitrateBps < lowBitrateBps && (limitedBy === 'bandwidth' || isNarrow);
  return looked('bitrate-low', isLow ? lowBitrate(bitrateBps) : null);
}

function lowBitrate(bitrateBps: number): Fault['evidence'] {
  return {
    bitrate: { value: Math.round(Math.max(0, bitrateBps)), unit: 'bit/s' },
    'expected-bitrate': { value: goodPictureBps, unit: 'bit/s' },
    'limited-by': { value: 'bandwidth' },
  };
}

/** The first and the last, where there are enough in between. */
function ends(
  readings: readonly CallReading[],
): readonly [CallReading | undefined, CallReading | undefined] {
  const recent = readings.slice(-recentReadings);
  return recent.length < readingsToJudge
    ? [undefined, undefined]
    : [recent[0], recent[recent.length - 1]];
}

function lostShare(
  before: Packets | undefined,
  after: Packets | undefined,
  direction: 'sent' | 'received',
): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  // What comes late is not lost any more: the count may go down.
  const lost = Math.max(0, after.lost - before.lost);
  const passed = after.passed - before.passed;
  const expected = direction === 'received' ? passed + lost : passed;
  return expected < packetsToJudge ? undefined : Math.min(1, lost / expected);
}

function percent(share: number): { readonly value: number; readonly unit: string } {
  return { value: Math.round(share * 1_000) / 10, unit: '%' };
}
