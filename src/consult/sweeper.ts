import type { Logger } from '../log.ts';

/** Does something again and again, never twice at a time. A failure is logged when it begins. */
export class Sweeper {
  readonly #sweep: () => Promise<void>;
  readonly #intervalMs: number;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #fails = false;

  constructor(sweep: () => Promise<void>, intervalMs: number, log: Logger) {
    this.#sweep = sweep;
    this.#intervalMs = intervalMs;
    this.#log = log;
  }

  /** Idempotent. */
  start(): void {
    this.#timer ??= setInterval(() => {
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
    }, this.#intervalMs);
  }

  /** Stops, and waits for the sweep that is under way. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#sweep();
      this.#fails = false;
    } catch (error) {
      if (!this.#fails) this.#log.error({ err: error }, 'the sweep for deadlines fails');
      this.#fails = true;
    }
  }
}
