import type { TimelineEvent } from '../../../../src/protocol/index.ts';

/**
 * What has just happened between TV and phone. `ready`: it is there for writing and photos. `films`:
 * it is the camera now. `back`: the TV has the call again; `back-alone`: because the phone is gone.
 */
export type PhoneNews =
  | 'shift-failed'
  | 'return-failed'
  | 'refused'
  | 'check-failed'
  | 'left'
  | 'lost'
  | 'ready'
  | 'films'
  | 'back'
  | 'back-alone'
  | 'dialled'
  | 'telephone';

/** @param timeline in which the event is */
export function phoneNewsOf(
  event: TimelineEvent,
  timeline: readonly TimelineEvent[],
): PhoneNews | null {
  switch (event.type) {
    case 'shift-failed':
      return event.to === 'tv' ? 'return-failed' : 'shift-failed';
    case 'mobile-left':
      return event.reason === 'replaced' ? null : event.reason;
    case 'mobile-admitted':
      return 'ready';
    case 'shifted':
      if (event.to === 'mobile') return null;
      if (event.to === 'both') return 'films';
      return isFallback(event, timeline) ? 'back-alone' : 'back';
    case 'dialled':
      return 'dialled';
    case 'telephone-connected':
      return 'telephone';
    default:
      return null;
  }
}

/** Whether the TV has the call again by the last shift, and nobody wished it: the phone was lost. */
export function hasFallenBack(timeline: readonly TimelineEvent[]): boolean {
  const shifts = timeline.filter(({ type }) => type === 'shifted');
  const last = shifts[shifts.length - 1];
  return last !== undefined && isFallback(last, timeline);
}

/** What is wished begins, and is done once the agent has seen it; what is not is done at once. */
function isFallback(event: TimelineEvent, timeline: readonly TimelineEvent[]): boolean {
  if (event.type !== 'shifted' || event.from !== 'both' || event.to !== 'tv') return false;
  let wished = false;
  for (const { seq, ...before } of timeline) {
    if (seq >= event.seq) break;
    if (before.type === 'shift-begun') wished = before.to === 'tv';
    else if (before.type === 'shifted' || before.type === 'shift-failed') wished = false;
  }
  return !wished;
}
