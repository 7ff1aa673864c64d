import { describe, expect, it } from 'vitest';
import { Arrival, arrivedIn, enoughOf } from '../../clients/connector/arrival.ts';
import type { StatsEntry } from '../../clients/connector/stats.ts';

/** Notes a count that grows by one every so many milliseconds. @returns when it was enough */
function arrivesAt(everyMs: number, enough: number, from = 0): number | undefined {
  const arrival = new Arrival(enough);
  for (let at = 0; at < 10_000; at += 40) {
    if (arrival.note(from + Math.floor(at / everyMs), at)) return at;
  }
  return undefined;
}

describe('a picture has come', () => {
  it('with three frames of a camera, soon after the first', () => {
    expect(arrivesAt(40, enoughOf.frames)).toBe(120);
    expect(arrivesAt(100, enoughOf.frames)).toBeLessThanOrEqual(320);
  });

  it('not with the frames that were there before', () => {
    expect(arrivesAt(40, enoughOf.frames, 5_000)).toBe(120);
    expect(arrivesAt(20_000, enoughOf.frames, 5_000)).toBeUndefined();
  });

  it('not with the black that stands in for a camera, unless that goes on', () => {
    expect(arrivesAt(500, enoughOf.frames)).toBeGreaterThanOrEqual(3_000);
  });
});

describe('sound has come', () => {
  it('with the packets of a microphone, and not with those of silence at once', () => {
    expect(arrivesAt(20, enoughOf.sound)).toBe(160);
    expect(arrivesAt(400, enoughOf.sound)).toBeGreaterThanOrEqual(3_000);
  });
});

describe('what has arrived', () => {
  const inbound = (kind: string, trackIdentifier: string, count: number): StatsEntry => ({
    id: trackIdentifier,
    type: 'inbound-rtp',
    kind,
    trackIdentifier,
    packetsReceived: count * 10,
    ...(kind === 'video' && { framesDecoded: count }),
  });
  const entries = [
    inbound('video', 'tv picture', 100),
    inbound('audio', 'tv sound', 100),
    inbound('video', 'phone picture', 2),
    inbound('audio', 'phone sound', 3),
  ];
  const phone = new Set(['phone picture', 'phone sound']);

  it('is counted of one device alone', () => {
    expect(arrivedIn(entries, phone, 'frames')).toBe(2);
    expect(arrivedIn(entries, phone, 'sound')).toBe(30);
    expect(arrivedIn(entries, phone, 'anything')).toBe(50);
    expect(arrivedIn(entries, new Set(), 'anything')).toBe(0);
  });
});
