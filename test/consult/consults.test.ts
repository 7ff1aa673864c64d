import { describe, expect, test } from 'vitest';
import { viewOf } from '../../src/consult/view.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, ben, cleo, homeTv, idOf, person, tv } from './people.ts';
import { ask, openWorld, outcomeOf, stateOf } from './world.ts';

describe('a consult', () => {
  test('goes from the request to the end, and its timeline tells it all', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    expect(await stateOf(world, id)).toBe('offered');

    const accepted = await world.consults.accept(ada, id);
    expect(accepted.consult).toMatchObject({
      state: 'accepted',
      agent: person('Ada'),
      path: { kind: 'direct', epoch: 1, reason: 'policy' },
      places: { tv: { presence: 'present' }, agent: { presence: 'present' } },
      deadlineAt: null,
    });
    for (const actor of [ada, homeTv]) {
      await world.consults.media.report(actor, {
        consultId: id,
        epoch: 1,
        outcome: 'connected',
        detail: '',
      });
    }
    expect(await stateOf(world, id)).toBe('active');
    await world.consults.end(homeTv, id);
    await world.consults.settled();

    const events = await world.consults.timeline(ada.identity, id, 0);
    expect(events.map((event) => event.type)).toEqual([
      'requested',
      'offered',
      'accepted',
      'media-connected',
      'media-connected',
      'active',
      'ended',
      'verdict',
    ]);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(events.at(-2)).toMatchObject({ by: 'patient', outcome: 'ended-by-patient' });
    expect(await world.consults.timeline(homeTv.identity, id, 5)).toEqual(events.slice(5));
  });

  test('publishes each committed change once, in order, with the consult before and after', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    await world.consults.end(ada, id);
    expect(world.changes.map(({ after }) => after.phase.state)).toEqual([
      'requested',
      'offered',
      'accepted',
      'ended',
    ]);
    expect(world.changes.map(({ before }) => before?.phase.state ?? null)).toEqual([
      null,
      'requested',
      'offered',
      'accepted',
    ]);
    const published = world.changes.flatMap(({ events }) => events);
    expect(published).toEqual(await world.store.timeline(id, 0));
  });

  test('requested again under its id stays the one it is', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    const again = await world.consults.request(homeTv, {
      consultId: id,
      serviceRequest: careRequest,
    });
    expect(again.consult.state).toBe('offered');
    expect(again.events.map((event) => event.type)).toEqual(['requested', 'offered']);
    expect(world.changes).toHaveLength(2);
  });

  test('is refused where nobody is linked with the patient', async () => {
    const world = await openWorld();
    world.linked = [];
    const asked = world.consults.request(homeTv, {
      consultId: idOf('new'),
      serviceRequest: careRequest,
    });
    expect(await outcomeOf(asked)).toBe('nobody_linked');
    expect(await world.store.find(idOf('new'))).toBeUndefined();
  });

  test('is refused to a device that has one open, and to another device under the same id', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    const second = world.consults.request(homeTv, {
      consultId: idOf('new'),
      serviceRequest: careRequest,
    });
    expect(await outcomeOf(second)).toBe('device_busy');
    const stolen = world.consults.request(tv('ward TV'), {
      consultId: id,
      serviceRequest: careRequest,
    });
    expect(await outcomeOf(stolen)).toBe('conflict');
  });

  test('that a session requested while its socket dropped counts the TV as away', async () => {
    const world = await openWorld();
    const id = idOf('dropped');
    await world.consults.request(homeTv, { consultId: id, serviceRequest: careRequest });
    await world.consults.settled();
    expect(viewAt(await world.store.find(id)).places.tv.presence).toBe('absent');
    await world.pass(15_000);
    expect(viewAt(await world.store.find(id))).toMatchObject({
      state: 'cancelled',
      outcome: 'tv-lost',
    });
  });
});

describe('matching', () => {
  test('queues a consult while nobody is there, and offers it to who comes', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    expect(await stateOf(world, id)).toBe('queued');
    await world.arrive(ben);
    expect(viewAt(await world.store.find(id)).offeredTo).toEqual([person('Ben')]);
    await world.arrive(ada);
    expect(viewAt(await world.store.find(id)).offeredTo).toEqual([person('Ada'), person('Ben')]);
  });

  test('takes out of the offer who leaves, and queues it again after the last', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    await world.leave(ada);
    expect(viewAt(await world.store.find(id)).offeredTo).toEqual([person('Ben')]);
    await world.leave(ben);
    expect(await stateOf(world, id)).toBe('queued');
  });

  test('asks nobody again who declined, and gives up once every linked physician did', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    await world.consults.decline(ada, id);
    expect(viewAt(await world.store.find(id)).offeredTo).toEqual([person('Ben')]);
    await world.consults.decline(ben, id);
    expect(await stateOf(world, id)).toBe('queued');
    await world.leave(ada);
    await world.arrive(ada);
    expect(await stateOf(world, id)).toBe('queued');
    await world.arrive(cleo);
    await world.consults.decline(cleo, id);
    expect(viewAt(await world.store.find(id))).toMatchObject({
      state: 'expired',
      outcome: 'all-declined',
    });
  });

  test('rings at one physician for one TV at a time, in the order of the requests', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const first = await ask(world, homeTv);
    const second = await ask(world, tv('ward TV'));
    expect([await stateOf(world, first), await stateOf(world, second)]).toEqual([
      'offered',
      'queued',
    ]);
    await world.consults.accept(ada, first);
    await world.consults.settled();
    expect(await stateOf(world, second)).toBe('queued');
    await world.consults.end(ada, first);
    await world.consults.settled();
    expect(await stateOf(world, second)).toBe('offered');
  });

  test('follows the care links as they change', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    world.linked = [person('Cleo'), person('Ben')];
    await world.consults.careLinksChanged(idOf('home TV patient'));
    expect(viewAt(await world.store.find(id)).offeredTo).toEqual([person('Ben')]);
  });
});

describe('what an endpoint finds when it opens its session', () => {
  test('is its open consult with the events after its cursor', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    const [update, ...others] = await world.consults.followed(homeTv.identity, { [id]: 1 });
    expect(others).toEqual([]);
    expect(update?.consult.state).toBe('accepted');
    expect(update?.events.map((event) => event.seq)).toEqual([2, 3]);
  });

  test('is also how a consult ended that it saw before', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    await world.consults.end(ada, id);
    await world.consults.settled();
    for (const { identity } of [homeTv, ada]) {
      const [update] = await world.consults.followed(identity, { [id]: 3 });
      expect(update?.consult.outcome).toBe('ended-by-agent');
      expect(update?.events.map((event) => event.type)).toEqual(['ended', 'verdict']);
      expect(await world.consults.followed(identity, {})).toEqual([]);
    }
    expect(await world.consults.followed(ben.identity, { [id]: 2 })).toEqual([]);
  });
});

function viewAt(consult: Parameters<typeof viewOf>[0] | undefined) {
  if (consult === undefined) throw new Error('no such consult');
  return viewOf(consult);
}
