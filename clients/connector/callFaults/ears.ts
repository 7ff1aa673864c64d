import type { HeardLevels } from './echo.ts';

const stepMs = 50;
const keptMs = 8_000;
/** A page that was asleep has heard nothing in between. */
const longestStepMs = 200;

/** An ear at a track. */
interface Ear {
  readonly track: MediaStreamTrack;
  level(): number;
  close(): void;
}

/**
 * Listens to one's own microphone and to the counterpart at the same moments: only then can be told
 * whether the one comes back in the other.
 */
export class Ears {
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #sent: Ear | null = null;
  #received: Ear | null = null;
  #levels: Pick<HeardLevels, 'sent' | 'received'> = { sent: [], received: [] };
  #steppedAt = 0;
  #isDeaf = false;

  /** Oldest first; empty where the engine lets nobody listen. */
  get levels(): HeardLevels {
    return { ...this.#levels, stepMs };
  }

  /** Listens to these from now on; to neither where one is missing. */
  listen(sent: MediaStreamTrack | null, received: MediaStreamTrack | null): void {
    if (this.#isDeaf || (this.#isAt(this.#sent, sent) && this.#isAt(this.#received, received))) {
      return;
    }
    this.#stop();
    if (sent === null || received === null) return;
    try {
      this.#context ??= new AudioContext();
      this.#sent = earAt(sent, this.#context);
      this.#received = earAt(received, this.#context);
      this.#timer = setInterval(() => this.#step(), stepMs);
    } catch {
      // Older engines do not listen to every track.
      this.#isDeaf = true;
      this.close();
    }
  }

  close(): void {
    this.#stop();
    this.#context?.close().catch(() => undefined);
    this.#context = null;
  }

  #isAt(ear: Ear | null, track: MediaStreamTrack | null): boolean {
    return (ear?.track ?? null) === track;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#sent?.close();
    this.#received?.close();
    this.#sent = null;
    this.#received = null;
    this.#levels = { sent: [], received: [] };
  }

  #step(): void {
    if (this.#sent === null || this.#received === null) return;
    const at = performance.now();
    const isLate = at - this.#steppedAt > longestStepMs || this.#context?.state !== 'running';
    this.#steppedAt = at;
    const { sent, received } = isLate ? { sent: [], received: [] } : this.#levels;
    const kept = -keptMs / stepMs;
    this.#levels = {
      sent: [...sent, this.#sent.level()].slice(kept),
      received: [...received, this.#received.level()].slice(kept),
    };
  }
}

function earAt(track: MediaStreamTrack, context: AudioContext): Ear {
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  return {
    track,
    level() {
      analyser.getFloatTimeDomainData(samples);
      let squares = 0;
      for (const sample of samples) squares += sample * sample;
      return Math.sqrt(squares / samples.length);
    },
    close: () => source.disconnect(),
  };
}
