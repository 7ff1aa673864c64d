import type { Logger } from '../log.ts';
import { Refusal } from '../protocol/index.ts';
import type { Command } from './commands.ts';
import { KeyedQueue } from './keyedQueue.ts';
import type { ConsultChange, ConsultFeed, ConsultStore, RelayRooms } from './ports.ts';
import { RelayDriver } from './rooms.ts';
import type { Consult } from './state.ts';
import type { ConsultTiming } from './timing.ts';
import { transition } from './transition.ts';

/** How often a command is tried again after somebody else changed the consult meanwhile. */
const maxAttempts = 5;

/**
 * Looks at the consult as it is and says what is to happen to it; `undefined` for nothing.
 * Throws a `Refusal` where it must not. May be asked again, after somebody else's change.
 */
export type Decision = (consult: Consult | undefined) => Promise<Command | undefined>;

export interface LedgerParts {
  readonly store: ConsultStore;
  readonly relay: RelayRooms;
  readonly feed: ConsultFeed;
  readonly log: Logger;
  readonly now: () => Date;
  readonly timing: ConsultTiming;
}

/**
 * Carries commands through: one at a time per consult, stored under its version, then the relay,
 * then the feed. What is published is committed, and is published in the order of its commits.
 */
export class Ledger {
  readonly #parts: LedgerParts;
  readonly #relay: RelayDriver;
  readonly #queue = new KeyedQueue();

  constructor(parts: LedgerParts) {
    this.#parts = parts;
    this.#relay = new RelayDriver(parts.relay, parts.log);
  }

  /**
   * @returns the consult after the command
   * @throws Refusal of the decision or the transition; `not_found` where there is no such consult;
   * `conflict` where others kept being faster
   */
  apply(consultId: string, decide: Decision): Promise<Consult> {
    return this.#queue.run(consultId, () => this.#apply(consultId, decide));
  }

  /** Waits until no command is under way. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #apply(consultId: string, decide: Decision): Promise<Consult> {
    const { store, now, timing } = this.#parts;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const before = await store.find(consultId);
      const command = await decide(before);
      if (command === undefined) {
        if (before === undefined) throw new Refusal('not_found');
        return before;
      }
      const result = transition(before, command, { now: now(), timing });
      if (result instanceof Refusal) throw result;
      const { consult: after, events } = result;
      if (after === before) return after;
      const change: ConsultChange = { before: before ?? null, after, events };
      if (await this.#commit(change)) {
        await this.#tell(change);
        return after;
      }
    }
    throw new Refusal('conflict');
  }

  /** @returns `false` where somebody else was faster */
  async #commit({ before, after, events }: ConsultChange): Promise<boolean> {
    const { store } = this.#parts;
    if (before !== null) return await store.update(after, before.facts.version, events);
    try {
      await store.insert(after, events);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'conflict') return false;
      throw error;
    }
  }

  /** The command is done whatever happens here. */
  async #tell(change: ConsultChange): Promise<void> {
    const { feed, log } = this.#parts;
    await this.#relay.admit(change);
    try {
      feed.publish(change);
    } catch (error) {
      log.error({ err: error, consultId: change.after.facts.id }, 'a change was not published');
    }
    await this.#relay.tidy(change);
  }
}
