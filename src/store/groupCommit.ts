import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

interface Work {
  /** @returns what tells the outcome, once it is committed */
  readonly carryOut: (transaction: Transaction<Tables>) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Carries out what is to be written in one turn of the event loop in one transaction: a commit is
 * flushed to disk before it returns, and of many that come together each would wait for all flushes
 * before its own. Where one of them fails, each has a transaction of its own.
 */
export class GroupCommit {
  readonly #database: Kysely<Tables>;
  #waiting: Work[] = [];

  constructor(database: Kysely<Tables>) {
    this.#database = database;
  }

  /**
   * @param work writes; it may be carried out twice, where what it did first was rolled back
   * @returns what the work returned, once that is committed; throws what it throws
   */
  run<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const carryOut = async (transaction: Transaction<Tables>) => {
      const result = await work(transaction);
      return () => resolve(result);
    };
    this.#waiting.push({ carryOut, reject });
    if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    return promise;
  }

  async #flush(): Promise<void> {
    const works = this.#waiting;
    this.#waiting = [];
    try {
      await this.#commit(works);
    } catch (error) {
      const [only, ...others] = works;
      if (only !== undefined && others.length === 0) only.reject(error);
      else for (const work of works) await this.#commit([work]).catch(work.reject);
    }
  }

  async #commit(works: readonly Work[]): Promise<void> {
    const tellings = await this.#database.transaction().execute(async (transaction) => {
      const done: (() => void)[] = [];
      for (const { carryOut } of works) done.push(await carryOut(transaction));
      return done;
    });
    for (const tell of tellings) tell();
  }
}
