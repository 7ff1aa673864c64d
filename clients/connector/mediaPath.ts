import type { PathKind, PlaceName } from '../../src/protocol/index.ts';
import type { LayerChoice } from './layerChoice.ts';
import type { Observable } from './observable.ts';
import type { Remote } from './remoteStreams.ts';
import type { StatsEntry } from './stats.ts';

/** What this endpoint has to send; `null` where black or silence has to do. */
export interface LocalTracks {
  readonly camera: MediaStreamTrack | null;
  readonly microphone: MediaStreamTrack | null;
}

/** How a path is. `connected` speaks of transports, not of frames. */
export type PathStatus =
  | { readonly name: 'connecting' }
  | { readonly name: 'connected' }
  | {
      readonly name: 'failed';
      readonly detail: string;
      /**
       * Whether it is this side's own trouble, such as a lost session or a changed network, so that
       * the same epoch is worth another try.
       */
      readonly isLocal: boolean;
    };

/**
 * The media of one consult and epoch at this endpoint. It connects by itself, with placeholders:
 * nothing of camera and microphone leaves before `send`.
 */
export interface MediaPath {
  readonly kind: PathKind;
  readonly epoch: number;
  readonly status: Observable<PathStatus>;
  /** The others, as their tracks come and go. */
  readonly remotes: Observable<readonly Remote[]>;
  /** Who speaks, where there are three or more; `null` where that is not known. */
  readonly speaker: Observable<PlaceName | null>;
  /** The consult is accepted: from now on these go out. Called again when they change. */
  send(tracks: LocalTracks): void;
  /** Nothing comes any more: looks for another way through the network, where it can. */
  findWay(): void;
  /**
   * Sends on the `diagnostics` channel, or drops it where that is not open.
   * @returns whether it was sent
   */
  sendDiagnostics(message: string): boolean;
  /**
   * Which of its sizes a received picture has, and why.
   * @returns `undefined` where it has one only, or that is not known yet
   */
  layerOf(track: MediaStreamTrack): LayerChoice | undefined;
  /** Statistics of all that belongs to this path; empty where there are none (yet). */
  stats(): Promise<readonly StatsEntry[]>;
  close(): void;
}
