import type { Logger } from '../log.ts';
import {
  type AgentPresence,
  type ConsultKind,
  type QueuePlace,
  Refusal,
} from '../protocol/index.ts';
import type { AgentPresences } from './agentPresences.ts';
import { KeyedQueue } from './keyedQueue.ts';
import type { Ledger } from './ledger.ts';
import type { ConsultStore, WaitingConsult } from './ports.ts';
import { everyone, type Matching, matchQueue, placesIn } from './queue.ts';
import { everyAnswerer, isWaiting } from './state.ts';

/** Where the patients of a clinic stand, and who of its people can be reached. */
export interface QueueNews {
  readonly clinicId: string;
  readonly places: readonly (QueuePlace & { readonly deviceId: string })[];
  readonly presences: ReadonlyMap<string, AgentPresence>;
}

export interface DispatcherParts {
  readonly store: ConsultStore;
  readonly presences: AgentPresences;
  readonly ledger: Ledger;
  readonly publish: (news: QueueNews) => void;
  readonly log: Logger;
  readonly now: () => Date;
}

/** How many of the last consults the estimate of a wait rests on, and how few are too few. */
const recentConsults = 20;
const fewestConsults = 3;
/** How long what the recent consults took is good for, in milliseconds. */
const recentForMs = 30_000;

/**
 * Brings the queue of a clinic to where it should be, whenever something changed that matters to
 * it: one run at a time and clinic, and any number of wishes meanwhile make one more.
 */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #queue = new KeyedQueue();
  /** Runs that have been asked for and have not begun. */
  readonly #awaited = new Map<string, Promise<void>>();
  readonly #handling = new Map<
    string,
    { readonly atMs: number; readonly medianMs: number | null }
  >();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** Resolves when the queue has been looked at as it is now, or later. Never rejects. */
  dispatch(clinicId: string): Promise<void> {
    const awaited = this.#awaited.get(clinicId);
    if (awaited !== undefined) return awaited;
    let begun = false;
    const run = this.#queue.run(clinicId, async () => {
      begun = true;
      this.#awaited.delete(clinicId);
      try {
        await this.#run(clinicId);
      } catch (error) {
        this.#parts.log.error({ err: error, clinicId }, 'a queue could not be looked at');
      }
    });
    if (!begun) this.#awaited.set(clinicId, run);
    return run;
  }

  /** Looks at every queue: time alone changes at whom it may ring. */
  async dispatchAll(): Promise<void> {
    for (const clinicId of await this.#parts.store.clinicsWaiting()) await this.dispatch(clinicId);
  }

  /** Waits until nothing runs. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #run(clinicId: string): Promise<void> {
    const { store, presences, now, publish } = this.#parts;
    const [waiting, present] = await Promise.all([store.waiting(clinicId), presences.of(clinicId)]);
    const queued = new Set(waiting.map(({ id }) => id));
    const rung = await store.rungAmong([...present.keys()]);
    const rungElsewhere = new Set(
      [...rung].filter(([, consultId]) => !queued.has(consultId)).map(([personId]) => personId),
    );
    const matchings = matchQueue({ waiting, presences: present, rungElsewhere, now: now() });
    await Promise.all(matchings.map((matching) => this.#match(clinicId, matching)));
    publish({
      clinicId,
      presences: present,
      places: await this.#places(clinicId, waiting, present),
    });
  }

  async #match(clinicId: string, { consultId, rings, attended }: Matching): Promise<void> {
    const { ledger, log } = this.#parts;
    try {
      await ledger.apply(consultId, async (consult) => {
        if (!consult || !isWaiting(consult)) return undefined;
        const people = everyAnswerer(consult.facts).filter(({ id }) => rings.includes(id));
        return { type: 'match', rings: people, attended };
      });
    } catch (error) {
      // Somebody was rung by another node in the same moment: the next run sees it.
      if (error instanceof Refusal && error.code === 'agent_ringing') void this.dispatch(clinicId);
      else log.error({ err: error, consultId }, 'a consult could not be matched');
    }
  }

  async #places(
    clinicId: string,
    waiting: readonly WaitingConsult[],
    presences: ReadonlyMap<string, AgentPresence>,
  ): Promise<QueueNews['places']> {
    const places = placesIn(waiting);
    const serves = new Set(
      [...presences].flatMap(([id, presence]) => (isServing(presence) ? [id] : [])),
    );
    const news: (QueuePlace & { deviceId: string })[] = [];
    for (const consult of waiting) {
      const place = places.get(consult.id) ?? 1;
      const serving = everyone(consult).filter((id) => serves.has(id)).length;
      const medianMs = await this.#medianHandlingMs(clinicId, consult.kind);
      const estimatedWaitMs =
        medianMs === null || serving === 0 ? null : Math.round((medianMs * place) / serving);
      news.push({ consultId: consult.id, deviceId: consult.deviceId, place, estimatedWaitMs });
    }
    return news;
  }

  /** The median of what the last consults took; `null` while too few are known. */
  async #medianHandlingMs(clinicId: string, kind: ConsultKind): Promise<number | null> {
    const { store, now } = this.#parts;
    const key = `${clinicId} ${kind}`;
    const known = this.#handling.get(key);
    const atMs = now().getTime();
    if (known && atMs - known.atMs < recentForMs) return known.medianMs;
    const recent = await store.recentHandlingMs(clinicId, kind, recentConsults);
    const middle = recent.toSorted((a, b) => a - b)[Math.floor(recent.length / 2)];
    const medianMs = recent.length < fewestConsults || middle === undefined ? null : middle;
    this.#handling.set(key, { atMs, medianMs });
    return medianMs;
  }
}

function isServing(presence: AgentPresence): boolean {
  return presence === 'available' || presence === 'busy';
}
