import type { WaitingConsult } from '../../src/consult/ports.ts';
import { matchQueue } from '../../src/consult/queue.ts';
import type { AgentPresence } from '../../src/protocol/index.ts';

const noon = Date.parse('2026-03-02T12:00:00.000Z');

/** The moment this many seconds after noon. */
export function second(seconds: number): string {
  return new Date(noon + seconds * 1_000).toISOString();
}

type Tiers = Partial<WaitingConsult['answerers']>;

/** A consult that has waited since noon, whose preferred have had their time. */
export function waitingConsult(
  id: string,
  of: Partial<WaitingConsult> & Tiers = {},
): WaitingConsult {
  const { preferred = [], team = [], staff = [], ...rest } = of;
  return {
    id,
    deviceId: `TV of ${id}`,
    kind: 'care',
    priority: 'routine',
    requestedAt: second(0),
    preferredUntil: second(0),
    answerers: { preferred, team, staff },
    declinedBy: [],
    heldBy: [],
    rings: [],
    attended: false,
    isNew: false,
    ...rest,
  };
}

export function presencesOf(
  presences: Readonly<Record<string, AgentPresence>>,
): ReadonlyMap<string, AgentPresence> {
  return new Map(Object.entries(presences));
}

/** At whom each consult rings after the queue was matched at noon. */
export function ringsAfter(
  waiting: readonly WaitingConsult[],
  presences: ReadonlyMap<string, AgentPresence>,
  rungElsewhere: ReadonlySet<string> = new Set(),
): Record<string, readonly string[]> {
  const rings = Object.fromEntries(waiting.map((consult) => [consult.id, consult.rings]));
  const situation = { waiting, presences, rungElsewhere, now: new Date(noon) };
  for (const matching of matchQueue(situation)) rings[matching.consultId] = matching.rings;
  return rings;
}
