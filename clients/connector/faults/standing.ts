import type { FaultCode } from '../../../src/protocol/index.ts';

/** How long a fault must be seen before it is told, and be away before it counts as gone. */
export interface Timing {
  readonly noticeAfterMs: number;
  readonly clearAfterMs: number;
}

/** How a fault stands: never told for a blink, never cleared for one. */
export type Standing =
  | { readonly name: 'absent' }
  | { readonly name: 'suspected'; readonly forMs: number }
  | { readonly name: 'noticed'; readonly absentForMs: number };

const ordinary: Timing = { noticeAfterMs: 1_000, clearAfterMs: 1_000 };

/**
 * Faults that need longer looks. Films have black and silent moments, links have bad ones, and a
 * short stall heals faster than a question is read.
 */
const timings: Partial<Record<FaultCode, Timing>> = {
  'playback-stalled': { noticeAfterMs: 5_000, clearAfterMs: 2_000 },
  'picture-black': { noticeAfterMs: 10_000, clearAfterMs: 1_000 },
  'picture-frozen': { noticeAfterMs: 8_000, clearAfterMs: 2_000 },
  'picture-aspect-wrong': { noticeAfterMs: 5_000, clearAfterMs: 1_000 },
  'audio-silent': { noticeAfterMs: 20_000, clearAfterMs: 500 },
  'network-down': { noticeAfterMs: 3_000, clearAfterMs: 2_000 },
  'network-poor': { noticeAfterMs: 5_000, clearAfterMs: 15_000 },
  'service-unreachable': { noticeAfterMs: 3_000, clearAfterMs: 2_000 },
};

export type Timings = Partial<Readonly<Record<FaultCode, Timing>>>;

/** @param own where a service knows better */
export function timingOf(code: FaultCode, own: Timings = {}): Timing {
  return own[code] ?? timings[code] ?? ordinary;
}

/**
 * How a fault stands after another look.
 * @param elapsedMs since the look before
 */
export function stand(
  before: Standing,
  isSeen: boolean,
  elapsedMs: number,
  timing: Timing,
): Standing {
  switch (before.name) {
    case 'absent':
    case 'suspected': {
      if (!isSeen) return { name: 'absent' };
      const forMs = before.name === 'suspected' ? before.forMs + elapsedMs : 0;
      return forMs >= timing.noticeAfterMs
        ? { name: 'noticed', absentForMs: 0 }
        : { name: 'suspected', forMs };
    }
    case 'noticed': {
      if (isSeen) return { name: 'noticed', absentForMs: 0 };
      const absentForMs = before.absentForMs + elapsedMs;
      return absentForMs >= timing.clearAfterMs
        ? { name: 'absent' }
        : { name: 'noticed', absentForMs };
    }
    default:
      return before satisfies never;
  }
}
