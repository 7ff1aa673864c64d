import {
  type DeviceEvent,
  type FaultCondition,
  faultOf,
  type PlaceName,
  type TimelineEvent,
} from '../../../src/protocol/index.ts';
import { type Observable, Settable } from '../observable.ts';

/** A fault of a call that is there now, and the event that told of it. */
export interface CallFault {
  /** On whose side it was noticed. */
  readonly place: PlaceName;
  /** Its evidence has `direction` where what comes and what goes are two things. */
  readonly fault: FaultCondition;
  readonly event: DeviceEvent;
}

/** Ids that are remembered, so that what comes again is dropped. */
const keptIds = 1_000;

/**
 * The faults of both sides that are open: each once by its event's id, whether it came by the
 * channel, by the timeline or by both, in whatever order.
 */
export class OpenFaults {
  readonly #open = new Settable<readonly CallFault[]>([]);
  readonly #seen = new Set<string>();
  #readUntil = 0;
  #isAnswered = false;

  /** Oldest first. */
  get open(): Observable<readonly CallFault[]> {
    return this.#open;
  }

  hear(place: PlaceName, event: DeviceEvent): void {
    if (this.#seen.has(event.id)) return;
    this.#remember(event.id);
    const fault = faultOf(event);
    if (fault !== undefined) {
      const open = [...this.#open.value, { place, fault, event }];
      // Ids are UUIDv7: they sort by time.
      this.#open.set(open.sort((one, other) => (one.event.id < other.event.id ? -1 : 1)));
    } else if (event.type === 'fault-cleared' && typeof event['noticed'] === 'string') {
      const noticed = event['noticed'];
      // Its beginning may come only now, by the slower way.
      this.#remember(noticed);
      const left = this.#open.value.filter(({ event: { id } }) => id !== noticed);
      if (left.length < this.#open.value.length) this.#open.set(left);
    }
  }

  /**
   * Takes in what is new in a timeline. What was noticed before somebody accepted was not of the
   * call.
   */
  read(timeline: readonly TimelineEvent[]): void {
    for (const entry of timeline.slice(this.#readUntil)) {
      if (entry.type === 'accepted') this.#isAnswered = true;
      if (entry.type === 'device-event' && this.#isAnswered) this.hear(entry.place, entry.event);
    }
    this.#readUntil = Math.max(this.#readUntil, timeline.length);
  }

  /**
   * Leaves those of a place out whose part in the call is over: nobody is there to see them go. What
   * was noticed of anything else than the call stays.
   */
  leaveOut(place: PlaceName): void {
    const left = this.#open.value.filter((each) => each.place !== place || !isOfCall(each));
    if (left.length < this.#open.value.length) this.#open.set(left);
  }

  clear(): void {
    this.#open.set([]);
  }

  #remember(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > keptIds && oldest !== undefined) this.#seen.delete(oldest);
  }
}

/** Whether it was noticed of the call, rather than of the service beside it. */
export function isOfCall({ fault }: Pick<CallFault, 'fault'>): boolean {
  return fault.evidence['path'] !== undefined;
}
