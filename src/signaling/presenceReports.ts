import type { Consults } from '../consult/consults.ts';
import type { Actor } from '../consult/ports.ts';
import type { Logger } from '../log.ts';

type PresenceListener = Pick<Consults, 'sessionChanged' | 'presenceChanged'>;

/**
 * Tells the consults who lost a socket or has one again, one report after another for each
 * session. A report says only «look again», so what could not be told is simply told later.
 */
export class PresenceReports {
  readonly #listener: PresenceListener;
  readonly #log: Logger;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #untold = new Map<string, () => Promise<void>>();
  #stopped = false;

  constructor(listener: PresenceListener, log: Logger) {
    this.#listener = listener;
    this.#log = log;
  }

  /** Resolves when the report has been made, or has failed and waits for `retry`. */
  session(actor: Actor): Promise<void> {
    return this.#report(actor.sessionId, () => this.#listener.sessionChanged(actor));
  }

  clinic(clinicId: string): Promise<void> {
    return this.#report(clinicId, () => this.#listener.presenceChanged(clinicId));
  }

  /** Makes the reports again that failed. */
  retry(): void {
    const untold = [...this.#untold];
    this.#untold.clear();
    for (const [subject, report] of untold) void this.#report(subject, report);
  }

  /** Makes no more reports and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#underWay.values());
  }

  #report(subject: string, report: () => Promise<void>): Promise<void> {
    const before = this.#underWay.get(subject) ?? Promise.resolve();
    const work = before.then(() => this.#make(subject, report));
    this.#underWay.set(subject, work);
    void work.then(() => {
      if (this.#underWay.get(subject) === work) this.#underWay.delete(subject);
    });
    return work;
  }

  async #make(subject: string, report: () => Promise<void>): Promise<void> {
    if (this.#stopped) return;
    try {
      await report();
    } catch (error) {
      this.#untold.set(subject, report);
      this.#log.warn({ err: error, subject }, 'presence could not be told; trying again');
    }
  }
}
