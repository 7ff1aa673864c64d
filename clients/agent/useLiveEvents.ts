import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../connector/index.ts';
import type { LiveEvent } from './noticedFaults.ts';

/** What the TV told on the call's data channel, ahead of the timeline or where that lacks it. */
export function useLiveEvents(call: Call): readonly LiveEvent[] {
  const [events, setEvents] = useState<readonly LiveEvent[]>([]);
  useEffect(
    () => call.onEvent((event) => setEvents((before) => [...before, { place: 'tv', event }])),
    [call],
  );
  return events;
}
