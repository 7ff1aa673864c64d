import { ofKind, type StatsEntry, sumOf, withoutOtherTracks } from './stats.ts';

/** By what is told that somebody's media has come. */
export type Awaited = 'frames' | 'sound' | 'anything';

/**
 * How many within `withinMs` are a camera or a microphone, rather than the black and the silence
 * that stand in for it: these give two frames and a few packets a second.
 */
export const enoughOf: Readonly<Record<Awaited, number>> = { frames: 3, sound: 8, anything: 1 };

const withinMs = 500;
/** A camera in the dark, or a line that is poor: it goes on like this. */
const patienceMs = 3_000;

/** What has arrived so far on these tracks: frames that were decoded, or packets. */
export function arrivedIn(
  entries: readonly StatsEntry[],
  trackIds: ReadonlySet<string>,
  awaited: Awaited,
): number {
  const theirs = withoutOtherTracks(entries, trackIds);
  const sound = sumOf(ofKind(theirs, 'inbound-rtp', 'audio'), 'packetsReceived') ?? 0;
  const picture = ofKind(theirs, 'inbound-rtp', 'video');
  switch (awaited) {
    case 'frames':
      return sumOf(picture, 'framesDecoded') ?? 0;
    case 'sound':
      return sound;
    case 'anything':
      return sound + (sumOf(picture, 'packetsReceived') ?? 0);
  }
}

/** Whether enough comes to be sure of it. What was there at the first note does not count. */
export class Arrival {
  readonly #enough: number;
  #notes: ReadonlyArray<{ readonly count: number; readonly at: number }> = [];
  #firstAt: number | undefined;

  constructor(enough: number) {
    this.#enough = enough;
  }

  /**
   * @param count of what has arrived so far
   * @param at milliseconds, of a clock that only goes forward
   */
  note(count: number, at: number): boolean {
    const last = this.#notes[this.#notes.length - 1];
    if (last !== undefined && count > last.count) this.#firstAt ??= at;
    const recent = this.#notes.filter((note) => at - note.at < withinMs);
    this.#notes = [...recent, { count, at }];
    const [oldest] = this.#notes;
    if (oldest !== undefined && count - oldest.count >= this.#enough) return true;
    return this.#firstAt !== undefined && at - this.#firstAt >= patienceMs;
  }
}
