import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import {
  judgePlayback,
  type PlaybackReading,
  type Progress,
  progressOf,
  type SourceAnswer,
} from './playback.ts';
import { probe } from './probe.ts';

/** `HTMLMediaElement.HAVE_FUTURE_DATA`: there is something to play on with. */
const haveFutureData = 3;
/** `HTMLMediaElement.NETWORK_EMPTY`: it has been given nothing to play. */
const networkEmpty = 0;
/** `MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED` */
const notSupported = 4;

/** A film that could not be played, and what its server says since. */
interface FailedSource {
  readonly error: MediaError;
  answer: SourceAnswer;
}

/** Watches whether a player plays that should. */
export class PlaybackWatch implements Watcher {
  readonly codes: readonly FaultCode[] = [
    'playback-stalled',
    'playback-refused',
    'media-decode-error',
    'media-unsupported',
    'service-unreachable',
  ];
  readonly #player: HTMLVideoElement;
  readonly #onTrouble: () => void;
  readonly #play: PlayWatch;
  #progress: Progress | undefined;
  #refused = false;
  #wasPaused = false;
  #source: FailedSource | null = null;
  #closed = false;

  /** @param onTrouble is called when the network is worth a look */
  constructor(player: HTMLVideoElement, onTrouble: () => void) {
    this.#player = player;
    this.#onTrouble = onTrouble;
    this.#play = watchPlay(player, (refused) => {
      this.#refused = refused;
    });
    for (const type of troubles) player.addEventListener(type, onTrouble);
    player.addEventListener('pause', this.#paused);
    player.addEventListener('playing', this.#playing);
    player.addEventListener('emptied', this.#emptied);
  }

  /** How it moved up to the last look; `undefined` before the first. */
  get progress(): Progress | undefined {
    return this.#progress;
  }

  look(at: number): readonly Fault[] {
    const reading = this.#read(at);
    this.#progress = progressOf(this.#progress, reading);
    return judgePlayback(this.#progress, reading);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#play.close();
    for (const type of troubles) this.#player.removeEventListener(type, this.#onTrouble);
    this.#player.removeEventListener('pause', this.#paused);
    this.#player.removeEventListener('playing', this.#playing);
    this.#player.removeEventListener('emptied', this.#emptied);
  }

  #read(at: number): PlaybackReading {
    const player = this.#player;
    const hasSource = player.networkState !== networkEmpty;
    return {
      at,
      currentTime: player.currentTime,
      shouldPlay: hasSource && !player.paused && !player.ended && player.error === null,
      isRefused: hasSource && player.paused && (this.#refused || this.#autoplayWaits()),
      bufferedAhead: bufferedAhead(player),
      readyState: player.readyState,
      networkState: player.networkState,
      error: player.error === null ? null : this.#errorReading(player.error),
    };
  }

  /** It is to play by itself, could, and does not: the engine waits for a key. */
  #autoplayWaits(): boolean {
    const { autoplay, readyState, played } = this.#player;
    return autoplay && readyState >= haveFutureData && played.length === 0 && !this.#wasPaused;
  }

  #errorReading(error: MediaError): NonNullable<PlaybackReading['error']> {
    if (this.#source?.error !== error) {
      const source: FailedSource = { error, answer: 'unknown' };
      this.#source = source;
      const { currentSrc } = this.#player;
      if (error.code === notSupported && /^https?:/.test(currentSrc)) {
        void probe(currentSrc).then((answer) => {
          source.answer = answer.name === 'failed' ? 'unreachable' : (answer.status ?? 'unknown');
        });
      }
    }
    return { code: error.code, source: this.#source.answer };
  }

  readonly #paused = (): void => {
    this.#wasPaused = true;
  };

  readonly #playing = (): void => {
    this.#refused = false;
  };

  /** Comes late: by then the next film may have been refused already. */
  readonly #emptied = (): void => {
    this.#wasPaused = false;
    this.#progress = undefined;
  };
}

const troubles = ['waiting', 'stalled', 'error'] as const;

function bufferedAhead({ buffered, currentTime }: HTMLMediaElement): number {
  for (let range = 0; range < buffered.length; range++) {
    const end = buffered.end(range);
    if (buffered.start(range) <= currentTime + 0.1 && end >= currentTime) return end - currentTime;
  }
  return 0;
}

interface PlayWatch {
  close(): void;
}

/**
 * Hears whether `play()` is refused. Only its caller is told, so the call is watched; what it
 * returns is the engine's own promise.
 */
function watchPlay(player: HTMLVideoElement, onPlay: (refused: boolean) => void): PlayWatch {
  const before = Object.getOwnPropertyDescriptor(player, 'play');
  const { play } = player;
  const watched = function watchedPlay(this: HTMLVideoElement): Promise<void> {
    const playing: Promise<void> | undefined = Reflect.apply(play, this, []);
    onPlay(false);
    playing?.catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onPlay(true);
    });
    return playing;
  };
  Object.defineProperty(player, 'play', { value: watched, configurable: true, writable: true });
  return {
    close() {
      // Whoever has put theirs over ours since keeps it.
      if (Object.getOwnPropertyDescriptor(player, 'play')?.value !== watched) return;
      if (before === undefined) Reflect.deleteProperty(player, 'play');
      else Object.defineProperty(player, 'play', before);
    },
  };
}
