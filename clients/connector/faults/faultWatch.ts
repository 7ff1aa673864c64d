import type { DeviceEvent, FaultCode, TaskCheck } from '../../../src/protocol/index.ts';
import type { Observable } from '../observable.ts';
import { consultNeedCodes, consultNeeds } from './consultNeeds.ts';
import type { Fault, Watcher } from './fault.ts';
import { FaultBook, type NoticedFault } from './faultBook.ts';
import { NetworkWatch } from './networkWatch.ts';
import { PictureWatch } from './pictureWatch.ts';
import { longestLookMs } from './playback.ts';
import { PlaybackWatch } from './playbackWatch.ts';
import { checkAgainAfterMs, checkNow, type PlayerWatchers } from './selfChecks.ts';
import { SoundWatch } from './soundWatch.ts';
import type { Timings } from './standing.ts';
import { StorageWatch } from './storageWatch.ts';

export interface FaultWatchOptions {
  /** What plays the service's films; may come and go later by `watchPlayer`. */
  readonly player?: HTMLVideoElement | null;
  /** Answers `HEAD` where the TV service is well. */
  readonly serviceUrl: string;
  /** The same of the clinic, such as `https://consult.clinic.example/api/health`. */
  readonly clinicUrl: string;
  /** A UUIDv7. */
  readonly newId: () => string;
  /** Hears of every fault that is noticed, and that is gone again. */
  readonly onEvent?: (event: DeviceEvent) => void;
  /** How long faults must be there, and be away, where a service knows better. */
  readonly timings?: Timings;
}

const lookEveryMs = 500;

/**
 * Notices by itself what is wrong with a TV service: with its player, the network, the device. It
 * has no user interface, throws nothing into the page that it watches, and stops with `close`.
 */
export class FaultWatch {
  readonly #book: FaultBook;
  readonly #network: NetworkWatch;
  readonly #storage = new StorageWatch();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #checks = new Set<ReturnType<typeof setTimeout>>();
  #player: PlayerWatchers | null = null;
  #lookedAt: number | undefined;
  #closed = false;

  constructor(options: FaultWatchOptions) {
    this.#book = new FaultBook({
      newId: options.newId,
      now: Date.now,
      onEvent: (event) => options.onEvent?.(event),
      ...(options.timings === undefined ? {} : { timings: options.timings }),
    });
    this.#network = new NetworkWatch(options);
    this.watchPlayer(options.player ?? null);
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
  }

  /** Faults that are there now, the most telling first. */
  get faults(): Observable<readonly NoticedFault[]> {
    return this.#book.active;
  }

  /** The last ten events, oldest first, as a request's context carries them. */
  get events(): readonly DeviceEvent[] {
    return this.#book.events;
  }

  /** Watches this player from now on, instead of the one before. */
  watchPlayer(player: HTMLVideoElement | null): void {
    this.#closePlayer();
    if (player === null || this.#closed) return;
    const playback = new PlaybackWatch(player, this.#network.askSoon);
    const movingForMs = () => playback.progress?.movingForMs ?? 0;
    this.#player = {
      playback,
      picture: new PictureWatch(player, () => movingForMs() > 0),
      sound: new SoundWatch(player, movingForMs),
    };
  }

  /** Looks at what only a consult needs: the engine, the camera, the microphone. Never rejects. */
  async lookForConsult(): Promise<void> {
    const faults = await consultNeeds();
    if (!this.#closed) this.#book.settle(consultNeedCodes, faults);
  }

  /** Whether what a task is about is in order now. Never rejects. */
  async checkTask(check: TaskCheck): Promise<boolean> {
    if (this.#closed) return false;
    const watchers = { network: this.#network, storage: this.#storage, player: this.#player };
    return checkNow(check, watchers).catch(() => false);
  }

  /**
   * Waits for what a task is about to be in order, and tells once.
   * @returns the way to stop waiting
   */
  whenTrue(check: TaskCheck, listener: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const stop = () => {
      stopped = true;
      if (timer !== undefined) this.#checks.delete(timer);
      clearTimeout(timer);
    };
    const ask = async () => {
      if (timer !== undefined) this.#checks.delete(timer);
      const isTrue = await this.checkTask(check);
      if (stopped || this.#closed) return;
      if (isTrue) {
        stop();
        listener();
        return;
      }
      timer = setTimeout(() => void ask(), checkAgainAfterMs(check));
      this.#checks.add(timer);
    };
    void ask();
    return stop;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    for (const timer of this.#checks) clearTimeout(timer);
    this.#checks.clear();
    this.#closePlayer();
    this.#network.close();
    this.#storage.close();
  }

  #closePlayer(): void {
    const watchers = this.#player;
    if (watchers === null) return;
    this.#player = null;
    for (const watcher of Object.values(watchers)) watcher.close();
  }

  #look(): void {
    // Behind another app a TV plays nothing, and nobody is there to be asked.
    if (document.visibilityState !== 'visible') return;
    const at = performance.now();
    const elapsedMs = Math.min(at - (this.#lookedAt ?? at), longestLookMs);
    this.#lookedAt = at;
    const codes = new Set<FaultCode>(playerCodes);
    const seen: Fault[] = [];
    const watchers: Watcher[] = [this.#network, this.#storage];
    const { playback, picture, sound } = this.#player ?? {};
    // Picture and sound are judged by how the playback moves.
    for (const watcher of [playback, picture, sound]) {
      if (watcher !== undefined) watchers.push(watcher);
    }
    for (const watcher of watchers) {
      for (const code of watcher.codes) codes.add(code);
      try {
        seen.push(...watcher.look(at));
      } catch {
        // An engine that answers otherwise than it should is not the service's trouble.
      }
    }
    this.#book.report([...codes], seen, elapsedMs);
  }
}

/** Looked after even while there is no player: then they are gone. */
const playerCodes: readonly FaultCode[] = [
  'playback-stalled',
  'playback-refused',
  'media-decode-error',
  'media-unsupported',
  'picture-black',
  'picture-frozen',
  'picture-aspect-wrong',
  'audio-silent',
];
