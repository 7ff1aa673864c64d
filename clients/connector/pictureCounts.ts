import type { DecodeReading } from './decodeLimit.ts';
import { largest, ofKind, type StatsEntry, sumOf, tracksOf } from './stats.ts';

/** What an engine has counted of one received picture so far. */
export interface PictureCounts {
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
  readonly framesDecoded: number;
  readonly framesDropped: number;
  /** Milliseconds spent on all frames; `undefined` where the engine does not tell. */
  readonly decodeMs: number | undefined;
  /** Of the last frame, in pixels. */
  readonly height: number | undefined;
}

/** @param entries of one track's receiver (https://www.w3.org/TR/webrtc-stats/) */
export function pictureCountsOf(entries: readonly StatsEntry[], at: number): PictureCounts {
  const rtp = ofKind(entries, 'inbound-rtp', 'video');
  const all = [...rtp, ...tracksOf(entries, rtp)];
  const decodeS = sumOf(rtp, 'totalDecodeTime');
  return {
    at,
    framesDecoded: sumOf(rtp, 'framesDecoded') ?? 0,
    framesDropped: largest(all, 'framesDropped') ?? 0,
    decodeMs: decodeS === undefined ? undefined : decodeS * 1_000,
    height: largest(all, 'frameHeight'),
  };
}

/** What was counted between two looks. */
export function decodingBetween(before: PictureCounts, after: PictureCounts): DecodeReading {
  const framesDecoded = Math.max(0, after.framesDecoded - before.framesDecoded);
  const decodeMs = (after.decodeMs ?? 0) - (before.decodeMs ?? 0);
  const isTold = after.decodeMs !== undefined && framesDecoded > 0;
  return {
    elapsedMs: after.at - before.at,
    framesDecoded,
    framesDropped: Math.max(0, after.framesDropped - before.framesDropped),
    decodeMsPerFrame: isTold ? Math.max(0, decodeMs) / framesDecoded : undefined,
  };
}
