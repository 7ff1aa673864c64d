/** An engine mutes a track for a blink, too, when the machine has much to do. */
const blinkMs = 1_000;
/** Whoever has taken the devices gives them back by then, or the engine has forgotten to. */
const patienceMs = 2_000;

export interface InterruptionsOptions {
  /** The engine withholds the track, as while somebody calls the phone, or gives it again. */
  readonly onChange: () => void;
  /** The page is looked at again: what is missing is worth another try. */
  readonly onReturn: () => void;
  /** The page is looked at again for a while, and nothing comes of this track: it is of no use. */
  readonly onLost: (track: MediaStreamTrack) => void;
}

/**
 * What an engine takes away for a time and gives back: it mutes the tracks while the phone is used
 * for a call, or while nobody looks at the page (https://www.w3.org/TR/mediacapture-streams/, 4.3.1).
 */
export class Interruptions {
  readonly #options: InterruptionsOptions;
  /** The tracks that are withheld now. */
  readonly #withheld = new Set<MediaStreamTrack>();
  readonly #timers = new Map<MediaStreamTrack, ReturnType<typeof setTimeout>>();
  readonly #stopListening: () => void;

  constructor(options: InterruptionsOptions) {
    this.#options = options;
    this.#stopListening = onReturn(() => this.#returned());
  }

  /** Whether the engine withholds this track. */
  withholds(track: MediaStreamTrack): boolean {
    return this.#withheld.has(track);
  }

  /** Looks after a track from now on, until it has ended. */
  watch(track: MediaStreamTrack): void {
    track.addEventListener('mute', () => this.#after(track, blinkMs, () => this.#take(track)));
    track.addEventListener('unmute', () => this.#giveBack(track));
    track.addEventListener('ended', () => this.forget(track));
  }

  forget(track: MediaStreamTrack): void {
    clearTimeout(this.#timers.get(track));
    this.#timers.delete(track);
    this.#withheld.delete(track);
  }

  close(): void {
    this.#stopListening();
    for (const track of [...this.#timers.keys()]) this.forget(track);
    this.#withheld.clear();
  }

  #take(track: MediaStreamTrack): void {
    if (!track.muted) return;
    this.#withheld.add(track);
    this.#options.onChange();
  }

  #giveBack(track: MediaStreamTrack): void {
    const wasWithheld = this.#withheld.has(track);
    this.forget(track);
    if (wasWithheld) this.#options.onChange();
  }

  #returned(): void {
    this.#options.onReturn();
    for (const track of this.#withheld) {
      this.#after(track, patienceMs, () => {
        if (this.#withheld.has(track)) this.#options.onLost(track);
      });
    }
  }

  #after(track: MediaStreamTrack, delayMs: number, run: () => void): void {
    clearTimeout(this.#timers.get(track));
    this.#timers.set(track, setTimeout(run, delayMs));
  }
}

/**
 * Tells when the page is looked at again, after another app, a call or a locked screen.
 * @returns the way to stop listening
 */
function onReturn(listener: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', onVisible);
  // Some engines come back out of their cache of pages with this alone.
  addEventListener('pageshow', listener);
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('pageshow', listener);
  };
}
