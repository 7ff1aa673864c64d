import { type PersonRef, Refusal } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { over } from './over.ts';
import { type ConsultIn, everyAnswerer, type Ring, type WaitingPhase } from './state.ts';
import { after, type Clock } from './timing.ts';

type Waiting = ConsultIn<WaitingPhase>;

/** It rings at these people now and at nobody else; who is rung already keeps the time they have. */
export function matched(consult: Waiting, command: CommandOf<'match'>, clock: Clock): Outcomes {
  const { facts, phase } = consult;
  const { now, timing } = clock;
  const { attended } = command;
  const people = command.rings.filter(({ id }) => !facts.declinedBy.includes(id));
  const before = phase.state === 'offered' ? phase.rings : [];
  const rings = people.map(
    (person) =>
      before.find((ring) => ring.person.id === person.id) ?? {
        person,
        until: after(clock, timing.ringMs),
      },
  );
  const turned = attended !== facts.attended;
  const rung = !samePeople(before, rings);
  const isNew = phase.state === 'requested';
  if (!turned && !rung && !isNew) return unchanged(consult);

  const expiresAt = turned
    ? after(clock, attended ? timing.queueMs : timing.waitMs)
    : phase.expiresAt;
  // The first match says it by queueing or ringing.
  const happenings: Happening[] =
    turned && !isNew ? [{ type: 'attended', by: 'system', attended }] : [];
  if (rings.length === 0) {
    if (phase.state !== 'queued') happenings.push({ type: 'queued', by: 'system' });
  } else if (rung) {
    happenings.push({ type: 'offered', by: 'system', to: rings.map(({ person }) => person) });
  }
  const askedOf = [...new Set([...facts.askedOf, ...people.map(({ id }) => id)])];
  return changed(
    consult,
    { facts: { askedOf, attended }, phase: ringingAt(rings, expiresAt) },
    now,
    happenings,
  );
}

/** The others go on ringing; it is queued when none is left, and over when everybody said no. */
export function declined(consult: Waiting, { person }: CommandOf<'decline'>, now: Date): Outcomes {
  const { facts, phase } = consult;
  if (facts.declinedBy.includes(person.id)) return unchanged(consult);
  if (!facts.askedOf.includes(person.id)) return new Refusal('forbidden');
  const declinedBy = [...facts.declinedBy, person.id];
  const said: Happening = { type: 'declined', by: 'agent', person };
  const known: Waiting = { facts: { ...facts, declinedBy }, phase };
  if (everyAnswerer(facts).every(({ id }) => declinedBy.includes(id))) {
    const end = { state: 'expired', outcome: 'all-declined', by: 'system' } as const;
    return over(known, end, now, [said]);
  }
  return withoutRings(known, ({ id }) => id === person.id, now, [said]);
}

/** Who has not answered for as long as it rings at one person is rung no more. */
export function missed(consult: Waiting, now: Date): Outcomes {
  const { phase } = consult;
  if (phase.state !== 'offered') return unchanged(consult);
  const late = phase.rings.filter(({ until }) => Date.parse(until) <= now.getTime());
  if (late.length === 0) return unchanged(consult);
  const ids = new Set(late.map(({ person }) => person.id));
  return withoutRings(
    consult,
    ({ id }) => ids.has(id),
    now,
    late.map(({ person }) => ({ type: 'missed', by: 'system', person })),
  );
}

function withoutRings(
  consult: Waiting,
  isOut: (person: PersonRef) => boolean,
  now: Date,
  said: readonly Happening[],
): Outcomes {
  const { phase } = consult;
  if (phase.state !== 'offered') return changed(consult, {}, now, said);
  const rings = phase.rings.filter(({ person }) => !isOut(person));
  const queued: Happening[] = rings.length === 0 ? [{ type: 'queued', by: 'system' }] : [];
  return changed(consult, { phase: ringingAt(rings, phase.expiresAt) }, now, [...said, ...queued]);
}

function ringingAt(rings: readonly Ring[], expiresAt: string): WaitingPhase {
  return rings.length === 0
    ? { state: 'queued', expiresAt }
    : { state: 'offered', rings, expiresAt };
}

function samePeople(a: readonly Ring[], b: readonly Ring[]): boolean {
  const ids = new Set(a.map(({ person }) => person.id));
  return ids.size === b.length && b.every(({ person }) => ids.has(person.id));
}
