import { Refusal } from '../protocol/index.ts';

/** Counts the requests under way, and takes none when the server stops. */
export class Drain {
  #underWay = 0;
  #stopping = false;
  #whenIdle = () => {};

  async run(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#stopping) throw new Refusal('shutting_down');
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#whenIdle();
    }
  }

  /** Resolves when nothing is under way, or after `timeoutMs`. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#underWay === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#whenIdle = resolve;
    await promise;
    clearTimeout(timer);
  }
}
