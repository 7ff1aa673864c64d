import { type Observable, Settable } from '../connector/index.ts';

/** Hertz of the two soft tones, a third apart. */
const tones = [587.33, 739.99] as const;
const everyMs = 3_000;

/**
 * A soft ring made by the page itself. Browsers hold sound back until somebody has touched the
 * page; `sound` says so, and the first touch turns it on.
 */
export class RingTone {
  readonly #sound = new Settable<'on' | 'held'>('held');
  readonly #context = new AudioContext();
  readonly #closing = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    const context = this.#context;
    const tell = () => this.#sound.set(context.state === 'running' ? 'on' : 'held');
    context.addEventListener('statechange', tell);
    tell();
    const touched = () => void this.turnOn();
    const { signal } = this.#closing;
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, touched, { signal });
  }

  get sound(): Observable<'on' | 'held'> {
    return this.#sound;
  }

  async turnOn(): Promise<void> {
    if (this.#context.state === 'suspended') await this.#context.resume();
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#ringOnce();
    this.#timer = setInterval(() => this.#ringOnce(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  close(): void {
    this.stop();
    this.#closing.abort();
    if (this.#context.state !== 'closed') void this.#context.close();
  }

  #ringOnce(): void {
    const context = this.#context;
    if (context.state !== 'running') return;
    tones.forEach((frequency, index) => {
      const start = context.currentTime + index * 0.24;
      const volume = context.createGain();
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.12, start + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.0005, start + 0.9);
      tone.connect(volume).connect(context.destination);
      tone.start(start);
      tone.stop(start + 0.95);
    });
  }
}
