import { finalStates, type TimelineEvent } from '../../src/protocol/index.ts';
import type { Connector, ConsultRecord, Observable } from '../connector/index.ts';
import { Settable } from '../connector/index.ts';

/**
 * What became of consults that rang here and left: their last change is told to those who go on
 * following them only, so it is asked for.
 */
export class Endings {
  readonly #connector: Connector;
  readonly #events = new Settable<ReadonlyMap<string, readonly TimelineEvent[]>>(new Map());
  readonly #asked = new Set<string>();
  readonly #stop: () => void;

  constructor(connector: Connector) {
    this.#connector = connector;
    this.#stop = connector.consults.subscribe((records) => {
      for (const record of records) void this.#ask(record);
    });
  }

  /** The timeline's events after those that the connector has, by consult. */
  get events(): Observable<ReadonlyMap<string, readonly TimelineEvent[]>> {
    return this.#events;
  }

  close(): void {
    this.#stop();
  }

  async #ask({ consult, timeline, left }: ConsultRecord): Promise<void> {
    const { id, state } = consult;
    if (left === null || finalStates.has(state) || this.#asked.has(id)) return;
    this.#asked.add(id);
    try {
      const asked = { consultId: id, after: timeline.length };
      const { events } = await this.#connector.request('consult.timeline', asked);
      this.#events.set(new Map([...this.#events.value, [id, events]]));
    } catch {
      // The list then says no more than that it left; the next change asks again.
      this.#asked.delete(id);
    }
  }
}

/** The record with what is known of its ending. */
export function withEnding(
  record: ConsultRecord,
  events: readonly TimelineEvent[] | undefined,
): ConsultRecord {
  if (events === undefined || record.left === null) return record;
  let { consult } = record;
  for (const event of events) {
    if (event.type === 'accepted') consult = { ...consult, physician: event.person };
    if (event.type === 'cancelled' || event.type === 'expired' || event.type === 'ended') {
      consult = { ...consult, state: event.type, outcome: event.outcome, endedAt: event.at };
    }
  }
  return { ...record, consult, timeline: [...record.timeline, ...events] };
}
