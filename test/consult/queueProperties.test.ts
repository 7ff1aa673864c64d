import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WaitingConsult } from '../../src/consult/ports.ts';
import { everyone, inOrder, matchQueue } from '../../src/consult/queue.ts';
import type { AgentPresence } from '../../src/protocol/index.ts';
import { presencesOf, ringsAfter, second, waitingConsult } from './queues.ts';

const people = ['ada', 'ben', 'cleo', 'dan', 'eve'];
const someSeconds = fc.integer({ min: -5, max: 5 }).map(second);
const somePeople = fc.subarray(people);

/** Nobody stands in two tiers. */
const someAnswerers = fc
  .tuple(...people.map(() => fc.constantFrom('preferred', 'team', 'staff', 'none')))
  .map((tiers) => {
    const ofTier = (tier: string) => people.filter((_, index) => tiers[index] === tier);
    return { preferred: ofTier('preferred'), team: ofTier('team'), staff: ofTier('staff') };
  });

const someConsult = fc.record({
  answerers: someAnswerers,
  priority: fc.constantFrom('stat', 'urgent', 'routine'),
  requestedAt: someSeconds,
  preferredUntil: someSeconds,
  declinedBy: somePeople,
  heldBy: somePeople,
  attended: fc.boolean(),
  isNew: fc.boolean(),
});

const somePresences = fc
  .tuple(
    ...people.map(() =>
      fc.constantFrom<AgentPresence>('available', 'available', 'busy', 'away', 'offline'),
    ),
  )
  .map((all) => presencesOf(Object.fromEntries(people.map((id, i) => [id, all[i] ?? 'offline']))));

/** A queue as it may be stored: each person is rung by one consult at most, or by a transfer. */
const someSituation = fc
  .record({
    consults: fc.array(someConsult, { maxLength: 8 }),
    rung: fc.tuple(...people.map(() => fc.integer({ min: -4, max: 8 }))),
    presences: somePresences,
  })
  .map(({ consults, rung, presences }) => {
    const waiting = consults.map((consult, index): WaitingConsult => {
      const rings = people.filter((id, i) => rung[i] === index && !consult.declinedBy.includes(id));
      return waitingConsult(`consult ${index}`, { ...consult, rings });
    });
    const rungElsewhere = new Set(people.filter((_, i) => rung[i] === 8));
    return { waiting, rungElsewhere, presences };
  });

/** People whom a consult might ring, were nobody else there. */
function possible(
  consult: WaitingConsult,
  presences: ReadonlyMap<string, AgentPresence>,
): readonly string[] {
  const spared = [...consult.declinedBy, ...consult.heldBy];
  return everyone(consult).filter(
    (id) => presences.get(id) === 'available' && !spared.includes(id),
  );
}

function check(
  property: (
    situation: typeof someSituation extends fc.Arbitrary<infer S> ? S : never,
    rings: Readonly<Record<string, readonly string[]>>,
  ) => void,
): void {
  fc.assert(
    fc.property(someSituation, (situation) => {
      const { waiting, presences, rungElsewhere } = situation;
      property(situation, ringsAfter(waiting, presences, rungElsewhere));
    }),
    { numRuns: 1_000 },
  );
}

test('nobody is rung by two, and only who is there, may answer, and is not spared', () => {
  check(({ waiting, presences, rungElsewhere }, rings) => {
    const rung = Object.values(rings).flat();
    expect(new Set(rung).size).toBe(rung.length);
    expect(rung.filter((id) => rungElsewhere.has(id))).toEqual([]);
    for (const consult of waiting) {
      const begun = (rings[consult.id] ?? []).filter((id) => !consult.rings.includes(id));
      expect(possible(consult, presences)).toEqual(expect.arrayContaining(begun));
      for (const id of rings[consult.id] ?? []) {
        expect(presences.get(id)).toBe('available');
        expect(everyone(consult)).toContain(id);
      }
    }
  });
});

test('a ring goes on for as long as whoever is rung is there and may answer', () => {
  check(({ waiting, presences, rungElsewhere }, rings) => {
    for (const consult of waiting) {
      const kept = consult.rings.filter(
        (id) =>
          presences.get(id) === 'available' &&
          everyone(consult).includes(id) &&
          !rungElsewhere.has(id),
      );
      expect(rings[consult.id]).toEqual(expect.arrayContaining(kept));
    }
  });
});

test('a consult rings at nobody only where nobody is left for it', () => {
  check(({ waiting, presences, rungElsewhere }, rings) => {
    const taken = new Set([...Object.values(rings).flat(), ...rungElsewhere]);
    for (const consult of waiting) {
      if (rings[consult.id]?.length !== 0) continue;
      expect(possible(consult, presences).filter((id) => !taken.has(id))).toEqual([]);
    }
  });
});

test('nobody begins to ring at a person whom somebody before them waits for in vain', () => {
  check(({ waiting, presences }, rings) => {
    const queue = inOrder(waiting);
    for (const [index, before] of queue.entries()) {
      if (rings[before.id]?.length !== 0) continue;
      const wanted = possible(before, presences);
      for (const later of queue.slice(index + 1)) {
        const begun = (rings[later.id] ?? []).filter((id) => !later.rings.includes(id));
        expect(begun.filter((id) => wanted.includes(id))).toEqual([]);
      }
    }
  });
});

test('a queue that was matched stays as it is until something changes', () => {
  check(({ waiting, presences, rungElsewhere }) => {
    const situation = { presences, rungElsewhere, now: new Date(second(0)) };
    const matchings = new Map(
      matchQueue({ waiting, ...situation }).map((one) => [one.consultId, one] as const),
    );
    const after = waiting.map((consult): WaitingConsult => {
      const { rings, attended } = matchings.get(consult.id) ?? consult;
      return { ...consult, rings, attended, isNew: false };
    });
    expect(matchQueue({ waiting: after, ...situation })).toEqual([]);
  });
});
