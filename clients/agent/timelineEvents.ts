import type { TimelineEvent } from '../../src/protocol/index.ts';

/** The entries of the timeline of one type, or of some. */
export type EventOf<T extends TimelineEvent['type']> = Extract<TimelineEvent, { type: T }>;
