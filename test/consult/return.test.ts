import { describe, expect, test } from 'vitest';
import { ada, ben, cleo, homeTv, person, tv } from './people.ts';
import { accepted, active, eventsIn, rungIn, typesIn, viewIn } from './situations.ts';
import { ask, openWorld, outcomeOf } from './world.ts';

describe('a patient who is sent back to the waiting room', () => {
  test('waits again, rings at the others, and not at who sent them back', async () => {
    const { world, id } = await active();
    await world.consults.handover.returnToQueue(ada, id);
    await world.consults.settled();
    expect((await typesIn(world, id)).slice(-4)).toEqual([
      'returned',
      'queued',
      'path-changed',
      'offered',
    ]);
    expect(await rungIn(world, id)).toEqual(['Ben', 'Cleo']);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'offered',
      agent: null,
      acceptedAt: null,
      path: { kind: 'relay', epoch: 2, reason: 'returned' },
      places: { tv: { connected: false }, agent: { presence: 'vacant' } },
    });
  });

  test('is admitted again by whoever sent them back, at any time', async () => {
    const { world, id } = await accepted();
    await world.consults.handover.returnToQueue(ada, id);
    await world.consults.accept(ada, id);
    expect(await viewIn(world, id)).toMatchObject({ state: 'accepted', agent: { name: 'Ada' } });
  });

  test('waits for an hour where only who sent them back is there', async () => {
    const world = await openWorld();
    world.linked = [person('Ada')];
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    await world.consults.handover.returnToQueue(ada, id);
    await world.pass(3_599_999);
    expect(await viewIn(world, id)).toMatchObject({ state: 'queued', attended: true });
    await world.pass(1);
    expect(await viewIn(world, id)).toMatchObject({ state: 'expired', outcome: 'nobody-came' });
  });

  test('stands where they stood, before those who asked later', async () => {
    const world = await openWorld();
    world.linked = [person('Ada'), person('Ben')];
    await world.arrive(ada);
    const first = await ask(world, homeTv);
    await world.consults.accept(ada, first);
    await world.pass(1_000);
    const second = await ask(world, tv('ward TV'));
    await world.consults.handover.returnToQueue(ada, first);
    await world.consults.settled();
    const places = world.news.at(-1)?.places ?? [];
    const placeOf = (id: string) => places.find(({ consultId }) => consultId === id)?.place;
    expect([placeOf(first), placeOf(second)]).toEqual([1, 2]);
    await world.arrive(ben);
    expect(await rungIn(world, first)).toEqual(['Ben']);
    expect(await rungIn(world, second)).toEqual(['Ada']);
  });

  test('is alone: guests are sent away, and the room is closed', async () => {
    const { world, id } = await active();
    await world.consults.guests.invite(ada, id, { name: 'Irma', relation: 'interpreter' });
    await world.consults.handover.returnToQueue(ada, id);
    expect((await viewIn(world, id)).guests).toEqual([]);
    expect(await eventsIn(world, id)).toContainEqual(
      expect.objectContaining({ type: 'guest-left', reason: 'removed' }),
    );
    expect(world.relay.told).toContain(`close ${id}:1`);
  });

  test('is gone for who sent them back a second time', async () => {
    const { world, id } = await accepted();
    await world.consults.handover.returnToQueue(ada, id);
    expect(await outcomeOf(world.consults.handover.returnToQueue(ada, id))).toBe('wrong_state');
    expect(await outcomeOf(world.consults.handover.returnToQueue(cleo, id))).toBe('wrong_state');
    expect(await outcomeOf(world.consults.handover.returnToQueue(homeTv, id))).toBe('forbidden');
  });
});
