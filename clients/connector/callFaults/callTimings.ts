import type { Timings } from '../faults/standing.ts';

/**
 * How long faults of what comes must be there, and be away. A call gives a frozen path up after 8 s:
 * by then it has been told why. Who listens gives nothing for a while, so silence is waited out.
 */
export const receivedTimings: Timings = {
  'packet-loss': { noticeAfterMs: 3_000, clearAfterMs: 10_000 },
  'network-poor': { noticeAfterMs: 5_000, clearAfterMs: 15_000 },
  'udp-blocked': { noticeAfterMs: 2_000, clearAfterMs: 2_000 },
  'picture-frozen': { noticeAfterMs: 3_000, clearAfterMs: 2_000 },
  'picture-black': { noticeAfterMs: 6_000, clearAfterMs: 2_000 },
  'picture-aspect-wrong': { noticeAfterMs: 5_000, clearAfterMs: 2_000 },
  'audio-silent': { noticeAfterMs: 30_000, clearAfterMs: 1_000 },
  'audio-echo': { noticeAfterMs: 4_000, clearAfterMs: 10_000 },
};

/** The same of what goes out. A microphone of one's own is never as silent as what arrives of it. */
export const sentTimings: Timings = {
  'packet-loss': { noticeAfterMs: 3_000, clearAfterMs: 10_000 },
  'bitrate-low': { noticeAfterMs: 10_000, clearAfterMs: 10_000 },
  'audio-silent': { noticeAfterMs: 15_000, clearAfterMs: 1_000 },
};
