import { faultOf, type TimelineEvent } from '../protocol/index.ts';
import type { NoticedFault, WhatHappened } from './verdict.ts';

/** What of a consult's timeline a verdict rests on. */
export function whatHappened(events: readonly TimelineEvent[]): WhatHappened {
  const transports = events
    .filter((event) => event.type === 'media-connected')
    .map(({ transport }) => transport)
    .filter((transport) => transport !== undefined);
  const end = events.findLast(
    ({ type }) => type === 'ended' || type === 'cancelled' || type === 'expired',
  );
  return {
    faults: faultsIn(events),
    path: events.flatMap((event) =>
      event.type === 'requested' || event.type === 'path-changed' ? [event.path] : [],
    ),
    transports: transports.map(({ protocol, relayProtocol }) => relayProtocol ?? protocol),
    relayed: transports.some(({ relayed }) => relayed),
    outcome: end !== undefined && 'outcome' in end ? end.outcome : null,
  };
}

/** Faults that either side noticed; an event that tells of one's end names it by its id. */
function faultsIn(events: readonly TimelineEvent[]): NoticedFault[] {
  const told = events.filter((event) => event.type === 'device-event');
  const clearedAt = new Map(
    told.flatMap(({ at, event }) =>
      event.type === 'fault-cleared' ? [[event['noticed'], at] as const] : [],
    ),
  );
  return told.flatMap(({ place, event }) => {
    const fault = faultOf(event);
    if (fault === undefined) return [];
    const side = place === 'tv' ? 'tv' : 'agent';
    return [{ ...fault, side, clearedAt: clearedAt.get(event.id) } as const];
  });
}
