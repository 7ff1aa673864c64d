import type { MobilePlace, TimelineEvent } from '../../src/protocol/index.ts';

const at = '2026-03-02T09:00:00.000Z';

/** A phone that was let in, and films. */
export const mobile: MobilePlace = {
  id: '0198c0de-0000-7000-8000-000000000080',
  model: 'iPhone',
  browser: 'Safari 18',
  address: '10.0.0.5',
  nearTv: true,
  way: 'qr',
  use: 'move',
  admitted: true,
  check: null,
  media: 'video',
  presence: 'present',
  devices: { camera: 'on', microphone: 'on' },
  connected: true,
};

type Written<T> = T extends TimelineEvent ? Omit<T, 'seq' | 'at'> : never;

/** Entries of a timeline, numbered in their order. */
export function timelineOf(...events: readonly Written<TimelineEvent>[]): TimelineEvent[] {
  return events.map((event, index) => ({ ...event, at, seq: index + 1 }));
}
