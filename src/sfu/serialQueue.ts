/** Runs tasks one after another, in the order in which they were given. */
export class SerialQueue {
  readonly #onIdle: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #unfinished = 0;

  /** @param onIdle called each time the last task given has finished */
  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  /** A task that fails rejects its own promise; those behind it run all the same. */
  run<T>(task: () => Promise<T>): Promise<T> {
    this.#unfinished += 1;
    const result = this.#last.then(task).finally(() => {
      this.#unfinished -= 1;
      if (this.#unfinished === 0) this.#onIdle();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
