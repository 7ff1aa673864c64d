export interface ActivityWatchOptions {
  /** Where signs of somebody come from. */
  readonly target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** How long without a sign until nobody is there. */
  readonly idleMs: number;
  readonly onActive: (active: boolean) => void;
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'visibilitychange'] as const;

/** Tells whether somebody is at this screen. At first somebody is. */
export class ActivityWatch {
  readonly #options: ActivityWatchOptions;
  readonly #onSign = () => this.#sign();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #active = true;
  #tellsNext = false;

  constructor(options: ActivityWatchOptions) {
    this.#options = options;
    for (const sign of signs) options.target.addEventListener(sign, this.#onSign);
    this.#wait();
  }

  /** The next sign is told even though somebody is here already, as others believe nobody is. */
  tellNext(): void {
    this.#tellsNext = true;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const sign of signs) this.#options.target.removeEventListener(sign, this.#onSign);
  }

  #sign(): void {
    this.#wait();
    if (this.#active && !this.#tellsNext) return;
    this.#active = true;
    this.#tellsNext = false;
    this.#options.onActive(true);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#active = false;
      this.#options.onActive(false);
    }, this.#options.idleMs);
  }
}
