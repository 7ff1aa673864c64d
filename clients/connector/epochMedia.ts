import type { MediaTransport } from '../../src/protocol/index.ts';
import { FlowWatch } from './flowWatch.ts';
import type { LocalTracks, MediaPath } from './mediaPath.ts';
import { mediaTransportIn } from './mediaTransport.ts';
import type { Remote } from './remoteStreams.ts';
import { type ReceivedPicture, Sampler } from './sampler.ts';
import { shownHeightOf } from './shownHeight.ts';
import { type StatsEntry, withoutOtherTracks } from './stats.ts';

/** How the media of one epoch is, over its path and what has been seen to flow. */
export type EpochState =
  | { readonly name: 'connecting' }
  /** Transports are connected. */
  | { readonly name: 'connected' }
  | { readonly name: 'flowing' }
  | { readonly name: 'failed'; readonly detail: string; readonly isLocal: boolean };

export interface EpochMediaOptions {
  readonly path: MediaPath;
  /** Of those who are received, the one who is looked at first. */
  readonly counterpartIn: (remotes: readonly Remote[]) => Remote | undefined;
  readonly expectsPicture: () => boolean;
  /** Nothing comes any more: is there a way to the server? */
  readonly onSilent: () => void;
  readonly onChange: () => void;
}

/** One epoch's path, watched from the accept on. */
export class EpochMedia {
  readonly path: MediaPath;
  readonly sampler = new Sampler();
  readonly #options: EpochMediaOptions;
  readonly #stops: ReadonlyArray<() => void>;
  #watch: FlowWatch | undefined;
  #flowingSince: number | undefined;
  #transport: MediaTransport | undefined;
  #stalled: { readonly detail: string; readonly isLocal: boolean } | undefined;
  #closed = false;

  constructor(options: EpochMediaOptions) {
    this.#options = options;
    this.path = options.path;
    this.#stops = [
      this.path.status.subscribe((status) => {
        if (status.name === 'failed') this.#watch?.close();
        options.onChange();
      }),
      this.path.remotes.subscribe(options.onChange),
      this.path.speaker.subscribe(options.onChange),
    ];
  }

  get state(): EpochState {
    const status = this.path.status.value;
    if (status.name === 'failed') return status;
    if (this.#stalled !== undefined) return { name: 'failed', ...this.#stalled };
    return this.#flowingSince === undefined ? status : { name: 'flowing' };
  }

  /** Milliseconds since the epoch, by `Date.now`; `undefined` as long as nothing has flowed. */
  get flowingSince(): number | undefined {
    return this.#flowingSince;
  }

  /** How it got through the network when it began to flow. */
  get transport(): MediaTransport | undefined {
    return this.#transport;
  }

  /** Whether the consult was accepted while this epoch's path was there. */
  get isSending(): boolean {
    return this.#watch !== undefined;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The consult is accepted: these tracks go out, and the other side's are waited for. */
  send(tracks: LocalTracks): void {
    if (this.#closed) return;
    this.path.send(tracks);
    this.#watch ??= new FlowWatch({
      stats: () => this.stats(),
      isConnected: () => this.path.status.value.name === 'connected',
      expectsPicture: this.#options.expectsPicture,
      onFlowing: (entries) => {
        this.#transport = mediaTransportIn(entries);
        this.#flowingSince = Date.now();
        this.#options.onChange();
      },
      onSilent: () => {
        this.path.findWay();
        this.#options.onSilent();
      },
      onStalled: (detail, isLocal) => {
        this.#stalled = { detail, isLocal };
        this.#options.onChange();
      },
    });
  }

  /** This side's network has changed: what does not flow soon is set up anew. */
  hurry(): void {
    this.#watch?.hurry();
  }

  /** Statistics of the path, without what is received of others than the counterpart. */
  async stats(): Promise<readonly StatsEntry[]> {
    const entries = await this.path.stats();
    const remotes = this.path.remotes.value;
    const counterpart = this.#options.counterpartIn(remotes);
    if (remotes.every((remote) => remote === counterpart)) return entries;
    const tracks = counterpart?.stream.getTracks() ?? [];
    return withoutOtherTracks(entries, new Set(tracks.map(({ id }) => id)));
  }

  /** The counterpart's picture as it is shown and received. */
  get picture(): ReceivedPicture | undefined {
    const stream = this.#options.counterpartIn(this.path.remotes.value)?.stream;
    const track = stream?.getVideoTracks()[0];
    if (track === undefined) return undefined;
    return { shownHeight: shownHeightOf(track), choice: this.path.layerOf(track) };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#watch?.close();
    this.path.close();
  }
}

/**
 * Whether an epoch that failed is set up again, rather than reported and replaced.
 * @param isAlone the patient is not seen by this device: its trouble need not be everybody's
 */
export function isWorthAnother(
  { state, path, isSending }: EpochMedia,
  sends: boolean,
  isAlone: boolean,
): boolean {
  if (state.name !== 'failed') return false;
  // What fails while it rings is not reported, and counts from the accept on.
  if (!isSending) return true;
  return sends && path.kind === 'relay' && (state.isLocal || isAlone);
}
