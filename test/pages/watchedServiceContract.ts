import type { Timings } from '../../clients/connector/faults/standing.ts';
import type { DeviceEvent, TaskCheck } from '../../src/protocol/index.ts';

/** What `watchedService.ts` lets tests call: a page with a player that is watched. */
export interface WatchedService {
  watch(timings?: Timings): void;
  /** Plays a film of the server's. @returns the name of the error with which `play()` rejected */
  playFilm(path: string): Promise<string | null>;
  pause(): void;
  /** Plays a live channel: a picture that moves, and a tone. */
  playChannel(): Promise<void>;
  changeChannel(to: 'well' | 'black' | 'silent'): void;
  /** Makes the player's box this wide, 180 high, and stretches the film over it. */
  stretch(width: number): void;
  /** Fills the page's storage, or empties it. */
  fillStorage(): void;
  emptyStorage(): void;
  lookForConsult(): Promise<void>;
  events(): readonly DeviceEvent[];
  /** Codes of the faults that are there now, the most telling first. */
  faults(): readonly string[];
  check(check: TaskCheck): Promise<boolean>;
  /** Waits for a check to come true; then it is among `came()`. */
  waitFor(check: TaskCheck): void;
  came(): readonly TaskCheck[];
  /** Stops watching. @returns whether the player's `play` is the engine's own again */
  stop(): boolean;
}
