/** How long a task may take in the service below, until the app asks how it went. */
const asideForMs = 30_000;

/** The time for which the service below has the screen and the keys, while a task is done there. */
export class Aside {
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param onChange is called when the time begins, and when it is over */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isOn(): boolean {
    return this.#timer !== null;
  }

  begin(): void {
    this.end();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#onChange();
    }, asideForMs);
    this.#onChange();
  }

  /** Cuts it short. Idempotent. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
