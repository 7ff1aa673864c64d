import { useEffect, useState } from 'preact/hooks';
import type { Call, PatientPlace } from '../connector/index.ts';
import type { LiveEvent } from './noticedFaults.ts';

/**
 * What the patient's device told on the call's data channel, ahead of the timeline or where that
 * lacks it.
 *
 * @param place by which of their devices the patient is in the call
 */
export function useLiveEvents(call: Call, place: PatientPlace): readonly LiveEvent[] {
  const [events, setEvents] = useState<readonly LiveEvent[]>([]);
  useEffect(
    () => call.onEvent((event) => setEvents((before) => [...before, { place, event }])),
    [call, place],
  );
  return events;
}
