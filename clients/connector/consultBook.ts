import {
  type ConsultUpdate,
  type ConsultView,
  finalStates,
  type TimelineEvent,
} from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';

/** A consult as this endpoint knows it. */
export interface ConsultRecord {
  readonly consult: ConsultView;
  /** In order and without a gap. */
  readonly timeline: readonly TimelineEvent[];
  /** Why this endpoint has no more to do with it, if so. */
  readonly left: null | 'accepted-elsewhere' | 'over' | 'withdrawn';
}

interface Entry {
  record: ConsultRecord;
  /** Events that came ahead of others, by their sequence number. */
  readonly early: Map<number, TimelineEvent>;
}

/** What this endpoint knows of its consults: each event once, in order, whatever was replayed. */
export class ConsultBook {
  readonly #entries = new Map<string, Entry>();
  readonly #dismissed = new Set<string>();
  readonly #records = new Settable<readonly ConsultRecord[]>([]);

  /** Newest last. */
  get records(): Observable<readonly ConsultRecord[]> {
    return this.#records;
  }

  find(consultId: string): ConsultRecord | undefined {
    return this.#entries.get(consultId)?.record;
  }

  /** Takes in changes that belong together; listeners hear of them once. */
  apply(updates: readonly ConsultUpdate[]): void {
    for (const { consult, events } of updates) {
      if (this.#dismissed.has(consult.id) && finalStates.has(consult.state)) continue;
      this.#dismissed.delete(consult.id);
      const entry = this.#entries.get(consult.id) ?? {
        record: { consult, timeline: [], left: null },
        early: new Map(),
      };
      this.#entries.set(consult.id, entry);
      if (consult.lastSeq >= entry.record.consult.lastSeq) {
        // Whoever is told of a consult again takes part in it again.
        entry.record = { ...entry.record, consult, left: null };
      }
      take(entry, events);
    }
    this.#publish();
  }

  addEvents(consultId: string, events: readonly TimelineEvent[]): void {
    const entry = this.#entries.get(consultId);
    if (entry === undefined) return;
    take(entry, events);
    this.#publish();
  }

  leave(
    consultId: string,
    left: NonNullable<ConsultRecord['left']>,
    outcome?: ConsultView['outcome'],
  ): void {
    const entry = this.#entries.get(consultId);
    if (entry === undefined || isOver(entry.record)) return;
    const { consult } = entry.record;
    entry.record = { ...entry.record, consult: outcome ? { ...consult, outcome } : consult, left };
    this.#publish();
  }

  /** Leaves the open consults that are not among these, as after an absence. */
  leaveOthers(consultIds: readonly string[]): void {
    for (const [consultId, { record }] of [...this.#entries]) {
      if (!consultIds.includes(consultId) && !isOver(record)) this.leave(consultId, 'withdrawn');
    }
  }

  /** Forgets a consult that is over or left; an open one stays. */
  dismiss(consultId: string): void {
    const entry = this.#entries.get(consultId);
    if (entry === undefined || !isOver(entry.record)) return;
    this.#entries.delete(consultId);
    this.#dismissed.add(consultId);
    this.#publish();
  }

  /** Tells listeners that something about the consults has changed which is not in them. */
  touch(): void {
    this.#publish();
  }

  clear(): void {
    this.#entries.clear();
    this.#publish();
  }

  /** Consults whose timeline lacks something, with the last sequence number before the gap. */
  gaps(): ReadonlyArray<{ readonly consultId: string; readonly after: number }> {
    return [...this.#entries]
      .filter(([, { record }]) => record.consult.lastSeq > record.timeline.length)
      .map(([consultId, { record }]) => ({ consultId, after: record.timeline.length }));
  }

  /** Open consults with the last sequence number seen of each. */
  cursors(): Record<string, number> {
    const cursors: Record<string, number> = {};
    for (const [consultId, { record }] of this.#entries) {
      if (!isOver(record)) cursors[consultId] = record.timeline.length;
    }
    return cursors;
  }

  #publish(): void {
    const records = [...this.#entries.values()].map((entry) => entry.record);
    // Ids are UUIDv7: they sort by time.
    records.sort((a, b) => (a.consult.id < b.consult.id ? -1 : 1));
    this.#records.set(records);
  }
}

/** Whether nothing more will come of a consult at this endpoint. */
export function isOver(record: ConsultRecord): boolean {
  return record.left !== null || finalStates.has(record.consult.state);
}

/** Sequence numbers count from 1 without a gap, so a timeline's length is its last number. */
function take(entry: Entry, events: readonly TimelineEvent[]): void {
  for (const event of events) entry.early.set(event.seq, event);
  const timeline = [...entry.record.timeline];
  for (let next = entry.early.get(timeline.length + 1); next !== undefined; ) {
    timeline.push(next);
    next = entry.early.get(timeline.length + 1);
  }
  for (const seq of entry.early.keys()) {
    if (seq <= timeline.length) entry.early.delete(seq);
  }
  if (timeline.length > entry.record.timeline.length) {
    entry.record = { ...entry.record, timeline };
  }
}
