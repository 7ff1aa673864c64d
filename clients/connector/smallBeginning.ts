/** So long a picture stays small from when it is seen on (see `trackSending.ts`). */
const smallForMs = 1_000;

/**
 * A picture that is small at first, since the first frame of a call is waited for, and grows once it
 * is seen. An engine that does not take it goes on with the size that it has.
 */
export class SmallBeginning {
  readonly #grow: () => Promise<void>;
  #growTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(grow: () => Promise<void>) {
    this.#grow = grow;
  }

  /** From now on it is seen. Idempotent. */
  seen(): void {
    this.#growTimer ??= setTimeout(() => {
      this.#grow().catch(() => undefined);
    }, smallForMs);
  }

  close(): void {
    clearTimeout(this.#growTimer);
  }
}
