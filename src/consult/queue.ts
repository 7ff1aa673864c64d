import type { AgentPresence, RequestPriority } from '../protocol/index.ts';
import type { WaitingConsult } from './ports.ts';

/** What is to change about a consult in the queue. */
export interface Matching {
  readonly consultId: string;
  /** At whom it is to ring, all of them: ids of people. */
  readonly rings: readonly string[];
  readonly attended: boolean;
}

export interface QueueSituation {
  readonly waiting: readonly WaitingConsult[];
  /** Of the clinic's people; who is not among them is offline. */
  readonly presences: ReadonlyMap<string, AgentPresence>;
  /** People who are rung by something else than this queue, such as a transfer. */
  readonly rungElsewhere: ReadonlySet<string>;
  readonly now: Date;
}

const rank: Readonly<Record<RequestPriority, number>> = { stat: 0, urgent: 1, routine: 2 };

/** The order in which patients are served: urgency first, then who has waited longest. */
export function inOrder(waiting: readonly WaitingConsult[]): WaitingConsult[] {
  return waiting.toSorted(
    (a, b) =>
      rank[a.priority] - rank[b.priority] ||
      compare(a.requestedAt, b.requestedAt) ||
      compare(a.id, b.id),
  );
}

/**
 * Decides at whom each waiting consult rings. An agent is rung by one consult at a time, and a ring
 * is not taken away for another patient. In the order of the queue, each consult first gets one
 * agent, of the best tier that has somebody free; who is still free then is rung besides, so that
 * where few wait, the first to answer has the consult.
 * @returns what differs from how it is now, consults that ring first
 */
export function matchQueue(situation: QueueSituation): Matching[] {
  const { waiting, presences, rungElsewhere } = situation;
  const queue = inOrder(waiting);
  const isAvailable = (personId: string) => presences.get(personId) === 'available';
  const taken = new Set(rungElsewhere);
  const rings = new Map<string, string[]>();
  for (const consult of queue) {
    const may = everyone(consult);
    const kept = consult.rings.filter(
      (id) => isAvailable(id) && may.includes(id) && !taken.has(id),
    );
    for (const id of kept) taken.add(id);
    rings.set(consult.id, kept);
  }
  const freeFor = (consult: WaitingConsult) =>
    candidatesFor(consult, situation, (id) => {
      return !taken.has(id) || rings.get(consult.id)?.includes(id) === true;
    }).filter((id) => !taken.has(id));
  for (const consult of queue) {
    const ringing = rings.get(consult.id) ?? [];
    const [first] = ringing.length > 0 ? [] : freeFor(consult);
    if (first === undefined) continue;
    ringing.push(first);
    taken.add(first);
  }
  for (const consult of queue) {
    const more = freeFor(consult);
    rings.get(consult.id)?.push(...more);
    for (const id of more) taken.add(id);
  }
  return queue
    .map((consult) => ({
      consultId: consult.id,
      rings: rings.get(consult.id) ?? [],
      attended: isAttended(consult, presences),
      consult,
    }))
    .filter(({ consult, rings: now, attended }) => {
      return consult.isNew || attended !== consult.attended || !isSameSet(consult.rings, now);
    })
    .toSorted((a, b) => Number(b.rings.length > 0) - Number(a.rings.length > 0))
    .map(({ consultId, rings: now, attended }) => ({ consultId, rings: now, attended }));
}

/**
 * Where each consult stands: how many before it could be answered by somebody who may answer it,
 * and one.
 */
export function placesIn(waiting: readonly WaitingConsult[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const before: ReadonlySet<string>[] = [];
  for (const consult of inOrder(waiting)) {
    const own = everyone(consult);
    const ahead = before.filter((others) => own.some((id) => others.has(id))).length;
    places.set(consult.id, ahead + 1);
    before.push(new Set(own));
  }
  return places;
}

/** Everybody who may answer a consult. */
export function everyone({ answerers }: WaitingConsult): readonly string[] {
  return [...answerers.preferred, ...answerers.team, ...answerers.staff];
}

/**
 * Who may be rung by a consult now, the best first: the preferred alone for a set time, then the
 * care team with them; staff where none of those is free.
 * @param isOurs whether nobody else rings at this person
 */
function candidatesFor(
  consult: WaitingConsult,
  { presences, now }: QueueSituation,
  isOurs: (personId: string) => boolean,
): string[] {
  const spared = new Set([...consult.declinedBy, ...consult.heldBy]);
  const free = (people: readonly string[]) =>
    people.filter((id) => presences.get(id) === 'available' && !spared.has(id) && isOurs(id));
  const preferred = free(consult.answerers.preferred);
  const isEarly = now.getTime() < Date.parse(consult.preferredUntil);
  if (preferred.length > 0 && isEarly) return preferred;
  const physicians = [...preferred, ...free(consult.answerers.team)];
  return physicians.length > 0 ? physicians : free(consult.answerers.staff);
}

/** Somebody who may answer, and has not said no, is there: free, or busy with another. */
function isAttended(
  consult: WaitingConsult,
  presences: ReadonlyMap<string, AgentPresence>,
): boolean {
  return everyone(consult).some((id) => {
    const presence = presences.get(id);
    return (presence === 'available' || presence === 'busy') && !consult.declinedBy.includes(id);
  });
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
