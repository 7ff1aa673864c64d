import {
  type DeviceEvent,
  type FaultCondition,
  faultOf,
  type TimelineEvent,
} from '../../src/protocol/index.ts';

/** A fault that was noticed during a consult. */
export interface NoticedFault {
  /** The event's id. */
  readonly id: string;
  readonly at: string;
  /** Who noticed it. */
  readonly place: string;
  readonly fault: FaultCondition;
  /** Whether the place that noticed it has seen it go away. */
  readonly isOver: boolean;
}

/** What came ahead of the timeline, by the data channel of the call. */
export interface LiveEvent {
  readonly place: string;
  readonly event: DeviceEvent;
}

/** Faults of the timeline and of the call, each counted once by its id; the oldest first. */
export function noticedFaults(
  timeline: readonly TimelineEvent[],
  live: readonly LiveEvent[],
): readonly NoticedFault[] {
  const told: readonly LiveEvent[] = timeline.flatMap((entry) =>
    entry.type === 'device-event' ? [entry] : [],
  );
  // The timeline knows best who noticed it.
  const events = new Map([...live, ...told].map((each) => [each.event.id, each] as const));
  const cleared = new Set(
    [...events.values()].flatMap(({ event }) =>
      event.type === 'fault-cleared' && typeof event['noticed'] === 'string'
        ? [event['noticed']]
        : [],
    ),
  );
  const faults = [...events.values()].flatMap(({ place, event }) => {
    const fault = faultOf(event);
    if (fault === undefined) return [];
    return [{ id: event.id, at: event.at, place, fault, isOver: cleared.has(event.id) }];
  });
  return faults.sort((a, b) => (a.at < b.at ? -1 : 1));
}
