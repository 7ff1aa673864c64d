import { FlowWatch } from './flowWatch.ts';
import type { LocalTracks, MediaPath } from './mediaPath.ts';
import { Sampler } from './sampler.ts';

/** How the media of one epoch is, over its path and what has been seen to flow. */
export type EpochState =
  | { readonly name: 'connecting' }
  /** Transports are connected. */
  | { readonly name: 'connected' }
  | { readonly name: 'flowing' }
  | { readonly name: 'failed'; readonly detail: string; readonly sessionLost: boolean };

export interface EpochMediaOptions {
  readonly path: MediaPath;
  readonly expectsPicture: () => boolean;
  readonly onChange: () => void;
}

/** One epoch's path, watched from the accept on. */
export class EpochMedia {
  readonly path: MediaPath;
  readonly sampler = new Sampler();
  readonly #options: EpochMediaOptions;
  readonly #unsubscribe: () => void;
  #watch: FlowWatch | undefined;
  #flowingSince: number | undefined;
  #stalled: string | undefined;
  #closed = false;

  constructor(options: EpochMediaOptions) {
    this.#options = options;
    this.path = options.path;
    this.#unsubscribe = this.path.status.subscribe((status) => {
      if (status.name === 'failed') this.#watch?.close();
      options.onChange();
    });
  }

  get state(): EpochState {
    const status = this.path.status.value;
    if (status.name === 'failed') return status;
    if (this.#stalled !== undefined) {
      return { name: 'failed', detail: this.#stalled, sessionLost: false };
    }
    return this.#flowingSince === undefined ? status : { name: 'flowing' };
  }

  /** Milliseconds since the epoch, by `Date.now`; `undefined` as long as nothing has flowed. */
  get flowingSince(): number | undefined {
    return this.#flowingSince;
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
      path: this.path,
      expectsPicture: this.#options.expectsPicture,
      onFlowing: () => {
        this.#flowingSince = Date.now();
        this.#options.onChange();
      },
      onStalled: (detail) => {
        this.#stalled = detail;
        this.#options.onChange();
      },
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unsubscribe();
    this.#watch?.close();
    this.path.close();
  }
}
