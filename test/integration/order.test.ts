import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Consult } from '../../src/consult/state.ts';
import { clinic } from '../consult/people.ts';
import { withFile } from '../consult/world.ts';
import { House } from './house.ts';
import { answering, Receiver } from './receiver.ts';

/** What happens, in any order: events of two consults, answers of the receiver, time, crashes. */
const step = fc.oneof(
  fc.record({
    type: fc.constant('append' as const),
    consult: fc.nat(1),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    type: fc.constant('answers' as const),
    statuses: fc.array(fc.constantFrom(200, 200, 500, 302, 0), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('pass' as const), minutes: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ type: fc.constant('crash' as const) }),
);

it('every event arrives at least once, and never before the one before it', async () => {
  const receiver = await Receiver.start();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(), (steps, start) =>
      withFile(async (file) => {
        receiver.received.length = 0;
        const arrived: string[] = [];
        let statuses = [200];
        receiver.answer = (response, { body }) => {
          const status = statuses[receiver.received.length % statuses.length] ?? 200;
          // Zero: the connection breaks off, and the sender cannot know what became of it.
          if (status === 200 || status === 0) arrived.push(JSON.parse(body).id);
          if (status === 0) response.destroy();
          else answering(status)(response, { path: '', headers: {}, body });
        };
        const key = randomBytes(32);
        let house = await House.open({ file, key, random: () => (start % 10) / 10 });
        await house.subscribe(receiver.url);
        const consults: Consult[] = [await house.request('a'), await house.request('b')];
        for (const each of steps) {
          switch (each.type) {
            case 'append': {
              const before = consults[each.consult];
              if (before) consults[each.consult] = await house.append(before, each.count);
              house.integration.deliveries.kick();
              break;
            }
            case 'answers':
              statuses = each.statuses;
              break;
            case 'pass':
              await house.pass(each.minutes * 60_000);
              break;
            case 'crash': {
              const { now } = house;
              await house.close();
              house = await House.open({ file, key });
              house.now = now;
            }
          }
        }
        // What fails now is tried again within a day.
        await house.integration.deliveries.settled();
        statuses = [200];
        await house.pass(24 * 3_600_000);
        const { deliveries } = await house.integration.listDeliveries(clinic.id, {});
        expect(deliveries.filter(({ status }) => status !== 'delivered')).toEqual([]);
        await house.close();

        for (const { facts } of consults) {
          const firsts = [...new Set(arrived)].filter((id) => id.startsWith(facts.id));
          expect(firsts).toEqual(
            Array.from({ length: facts.lastSeq }, (_, index) => `${facts.id}:${index + 1}`),
          );
        }
      }),
    ),
    { numRuns: 60 },
  );
  await receiver.close();
});
