import { describe, expect, test } from 'vitest';
import type { QueueNews } from '../../src/consult/dispatcher.ts';
import { ada, agent, ben, homeTv, person, tv } from './people.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

const wardTv = tv('ward TV');

/** One physician answers all. */
async function withAda(): Promise<World> {
  const world = await openWorld();
  world.linked = [person('Ada')];
  await world.arrive(ada);
  return world;
}

function placeOf(world: World, consultId: string): QueueNews['places'][number] | undefined {
  return world.news.at(-1)?.places.find((place) => place.consultId === consultId);
}

/** Ada answers a patient, for this long. */
async function serve(world: World, ms: number): Promise<void> {
  const id = await ask(world, tv('lobby TV'));
  await world.consults.accept(ada, id);
  await world.pass(ms);
  await world.consults.end(ada, id);
  await world.consults.settled();
}

describe('the place in the queue', () => {
  test('goes down as those before are served, leave, or turn out to be in less of a hurry', async () => {
    const world = await withAda();
    const first = await ask(world, homeTv);
    await world.pass(1_000);
    const second = await ask(world, wardTv);
    await world.pass(1_000);
    const third = await ask(world, tv('lobby TV'));
    const placesNow = () => [first, second, third].map((id) => placeOf(world, id)?.place);
    expect(placesNow()).toEqual([1, 2, 3]);
    await world.consults.setPriority(ada, third, 'urgent');
    await world.consults.settled();
    expect(placesNow()).toEqual([2, 3, 1]);
    await world.consults.accept(ada, third);
    await world.consults.settled();
    expect(placesNow()).toEqual([1, 2, undefined]);
    await world.consults.cancel(homeTv, first);
    await world.consults.settled();
    expect(placesNow()).toEqual([undefined, 1, undefined]);
  });

  test('is that of the device', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    const { deviceId } = placeOf(world, id) ?? {};
    expect(deviceId).toBe(homeTv.identity.kind === 'tv' && homeTv.identity.deviceId);
  });
});

describe('how soon somebody should come', () => {
  test('is for an agent to say who follows the consult, while it waits', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    expect(await outcomeOf(world.consults.setPriority(homeTv, id, 'stat'))).toBe('forbidden');
    expect(await outcomeOf(world.consults.setPriority(ben, id, 'stat'))).toBe('not_found');
    const finn = agent('Finn', 'staff');
    expect(await outcomeOf(world.consults.setPriority(finn, id, 'stat'))).toBe('ok');
    await world.consults.accept(ada, id);
    expect(await outcomeOf(world.consults.setPriority(ada, id, 'urgent'))).toBe('wrong_state');
  });
});

describe('the estimated wait', () => {
  test('is unknown until three consults are over, and then the median times the place', async () => {
    const world = await withAda();
    for (const minutes of [10, 2]) await serve(world, minutes * 60_000);
    const early = await ask(world, homeTv);
    expect(placeOf(world, early)?.estimatedWaitMs).toBeNull();
    await world.consults.cancel(homeTv, early);
    await serve(world, 4 * 60_000);
    await world.pass(30_000);
    const first = await ask(world, homeTv);
    await world.pass(1_000);
    const second = await ask(world, wardTv);
    expect(placeOf(world, first)?.estimatedWaitMs).toBe(4 * 60_000);
    expect(placeOf(world, second)?.estimatedWaitMs).toBe(8 * 60_000);
  });

  test('is shared among those who serve, and unknown while nobody does', async () => {
    const world = await withAda();
    for (const minutes of [4, 4, 4]) await serve(world, minutes * 60_000);
    await world.pass(30_000);
    world.linked = [person('Ada'), person('Ben')];
    await world.arrive(ben);
    const id = await ask(world, homeTv);
    expect(placeOf(world, id)?.estimatedWaitMs).toBe(2 * 60_000);
    await world.leave(ada, ben);
    expect(placeOf(world, id)?.estimatedWaitMs).toBeNull();
  });
});

describe('who can be reached', () => {
  test('is told with each change', async () => {
    const world = await withAda();
    const presenceOf = () => world.news.at(-1)?.presences.get(ada.identity.personId);
    expect(presenceOf()).toBe('available');
    await world.consults.agents.set(ada.identity, 'do-not-disturb');
    await world.consults.settled();
    expect(presenceOf()).toBe('do-not-disturb');
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    await world.consults.settled();
    expect(presenceOf()).toBe('busy');
    await world.leave(ada);
    expect(presenceOf()).toBeUndefined();
  });
});
