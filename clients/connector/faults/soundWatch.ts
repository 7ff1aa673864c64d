import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import { judgeSound, type SoundReading, silentBelow } from './sound.ts';

/** An ear at a player: what it plays is heard, and goes where it went. */
interface Ear {
  /** The loudest sample of the last moment, 0 to 1; `undefined` while the engine lets nothing run. */
  peak(): number | undefined;
  close(): void;
}

/** A player that has played for so long is worth an ear. */
const listenAfterMs = 3_000;

/**
 * Watches whether a player that plays is heard. It listens to a copy (`captureStream`): a
 * `MediaElementAudioSourceNode` would take the sound away from the service's own way of playing it.
 */
export class SoundWatch implements Watcher {
  readonly codes: readonly FaultCode[] = ['audio-silent'];
  readonly #player: HTMLVideoElement;
  readonly #movingForMs: () => number;
  #ear: Ear | null = null;
  #cannotListen = false;
  #hasHeard = false;
  #heardAt = 0;
  #isHeard = false;

  constructor(player: HTMLVideoElement, movingForMs: () => number) {
    this.#player = player;
    this.#movingForMs = movingForMs;
    player.addEventListener('emptied', this.#forget);
  }

  /** Whether sound was heard at the last look. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  look(at: number): readonly Fault[] {
    const reading = this.#read();
    const { peak, isOn, isMoving } = reading;
    this.#isHeard = isOn && isMoving && peak !== undefined && peak >= silentBelow;
    // Only what should be heard can be missed.
    if (this.#isHeard || !isOn || !isMoving) this.#heardAt = at;
    if (this.#isHeard) this.#hasHeard = true;
    return judgeSound(this.#hasHeard, reading, at - this.#heardAt);
  }

  close(): void {
    this.#player.removeEventListener('emptied', this.#forget);
    this.#ear?.close();
    this.#ear = null;
  }

  #read(): SoundReading {
    const { muted, volume } = this.#player;
    const movingForMs = this.#movingForMs();
    const isOn = !muted && volume > 0;
    if (this.#ear === null && isOn && movingForMs > listenAfterMs && !this.#cannotListen) {
      this.#ear = earAt(this.#player);
      this.#cannotListen = this.#ear === null;
    }
    return { isMoving: movingForMs > 0, isOn, peak: this.#ear?.peak() };
  }

  readonly #forget = (): void => {
    this.#ear?.close();
    this.#ear = null;
    this.#cannotListen = false;
    this.#hasHeard = false;
  };
}

/** @returns `null` where the engine, or the film's owner, lets nobody listen */
function earAt(player: HTMLVideoElement): Ear | null {
  let context: AudioContext | undefined;
  try {
    const stream = copyOf(player);
    if (stream === null) return null;
    for (const track of stream.getVideoTracks()) track.stop();
    const [track] = stream.getAudioTracks();
    if (track === undefined) return null;
    context = new AudioContext();
    const audio = context;
    const analyser = audio.createAnalyser();
    const samples = new Float32Array(analyser.fftSize);
    const source = audio.createMediaStreamSource(new MediaStream([track]));
    source.connect(analyser);
    return {
      peak() {
        if (audio.state !== 'running') return undefined;
        analyser.getFloatTimeDomainData(samples);
        let peak = 0;
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
        return peak;
      },
      close() {
        source.disconnect();
        track.stop();
        audio.close().catch(() => undefined);
      },
    };
  } catch {
    context?.close().catch(() => undefined);
    return null;
  }
}

function copyOf(player: HTMLVideoElement): MediaStream | null {
  if (player.srcObject instanceof MediaStream) {
    const tracks = player.srcObject.getAudioTracks().map((track) => track.clone());
    return new MediaStream(tracks);
  }
  const capture: unknown = Reflect.get(player, 'captureStream');
  if (typeof capture !== 'function') return null;
  const stream: unknown = Reflect.apply(capture, player, []);
  return stream instanceof MediaStream ? stream : null;
}
