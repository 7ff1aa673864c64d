import { type Fault, seconds } from './fault.ts';

/** What a player says of itself at one moment. */
export interface PlaybackReading {
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
  /** Seconds. */
  readonly currentTime: number;
  /** It has something to play, and neither paused nor ended. */
  readonly shouldPlay: boolean;
  /** The engine did not let it begin to play. */
  readonly isRefused: boolean;
  /** Seconds. */
  readonly bufferedAhead: number;
  /** As `HTMLMediaElement.readyState` and `networkState` number them. */
  readonly readyState: number;
  readonly networkState: number;
  /** `MediaError.code`, and what the HTTP server of the film answers since, if it was asked. */
  readonly error: { readonly code: number; readonly source: SourceAnswer } | null;
}

/** Whether the film can be got: by its HTTP status, or not at all. */
export type SourceAnswer = number | 'unreachable' | 'unknown';

/** How playback moves. Time counts in looks: a page that was asleep saw nothing stall. */
export interface Progress {
  readonly at: number;
  readonly currentTime: number;
  /** For how long it has not moved although it should, or has moved. */
  readonly stillForMs: number;
  readonly movingForMs: number;
}

/** A look counts for no longer than this. */
export const longestLookMs = 2_000;

/** A moving picture's clock advances at least this share of the time. */
const slowestPace = 0.1;

/** @param before `undefined` at the first look */
export function progressOf(before: Progress | undefined, reading: PlaybackReading): Progress {
  const { at, currentTime, shouldPlay } = reading;
  if (before === undefined || !shouldPlay) {
    return { at, currentTime, stillForMs: 0, movingForMs: 0 };
  }
  const elapsedMs = Math.min(at - before.at, longestLookMs);
  if (elapsedMs <= 0) return before;
  // Backwards is progress too: it was sought, or it loops.
  const moved = Math.abs(currentTime - before.currentTime) * 1_000 > elapsedMs * slowestPace;
  return {
    at,
    currentTime,
    stillForMs: moved ? 0 : before.stillForMs + elapsedMs,
    movingForMs: moved ? before.movingForMs + elapsedMs : 0,
  };
}

/** What is wrong with the playback, by how it moves and what the player says. */
export function judgePlayback(progress: Progress, reading: PlaybackReading): Fault[] {
  if (reading.error !== null) return errorFault(reading.error.code, reading.error.source);
  if (reading.isRefused) {
    return [
      { code: 'playback-refused', evidence: { 'ready-state': { value: reading.readyState } } },
    ];
  }
  if (progress.stillForMs === 0) return [];
  return [
    {
      code: 'playback-stalled',
      evidence: {
        'stalled-for': seconds(progress.stillForMs),
        'buffered-ahead': seconds(reading.bufferedAhead * 1_000),
        'ready-state': { value: reading.readyState },
        'network-state': { value: reading.networkState },
      },
    },
  ];
}

/** https://html.spec.whatwg.org/multipage/media.html#error-codes */
function errorFault(code: number, source: SourceAnswer): Fault[] {
  const evidence = {
    'media-error': { value: code },
    ...(typeof source === 'number' ? { 'http-status': { value: source } } : {}),
  };
  // Engines say «not supported» of a film that is not there just as of one they cannot read.
  const isGone = source === 'unreachable' || (typeof source === 'number' && source >= 400);
  if (isGone) return [{ code: 'service-unreachable', evidence }];
  switch (code) {
    case 2:
      return [{ code: 'service-unreachable', evidence }];
    case 3:
      return [{ code: 'media-decode-error', evidence }];
    case 4:
      return [{ code: 'media-unsupported', evidence }];
    default:
      // Aborted by the service itself.
      return [];
  }
}
