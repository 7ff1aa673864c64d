/** Calls back once after some time; of several times asked for, at the earliest. */
export class Alarm {
  readonly #onRing: () => void;
  #timer: { readonly at: number; readonly handle: ReturnType<typeof setTimeout> } | undefined;

  constructor(onRing: () => void) {
    this.#onRing = onRing;
  }

  ringIn(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    this.close();
    const handle = setTimeout(() => {
      this.#timer = undefined;
      this.#onRing();
    }, delayMs);
    this.#timer = { at, handle };
  }

  close(): void {
    clearTimeout(this.#timer?.handle);
    this.#timer = undefined;
  }
}
