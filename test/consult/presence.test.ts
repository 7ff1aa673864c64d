import { describe, expect, test } from 'vitest';
import { viewOf } from '../../src/consult/view.ts';
import type { ConsultView } from '../../src/protocol/index.ts';
import { ada, agent, ben, clinic, homeTv, idOf, tv } from './people.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

async function accepted(): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  await world.arrive(ada, ben);
  const id = await ask(world, homeTv);
  await world.consults.accept(ada, id);
  return { world, id };
}

async function viewAt(world: World, id: string): Promise<ConsultView> {
  const consult = await world.store.find(id);
  if (consult === undefined) throw new Error('no such consult');
  return viewOf(consult);
}

async function typesAt(world: World, id: string): Promise<string[]> {
  return (await world.store.timeline(id, 0)).map((event) => event.type);
}

describe('an endpoint that drops', () => {
  test('and comes back in time costs nothing but a moment', async () => {
    const { world, id } = await accepted();
    await world.leave(homeTv);
    expect((await viewAt(world, id)).places.tv.presence).toBe('absent');
    await world.pass(89_999);
    await world.arrive(homeTv);
    await world.pass(60_000);
    expect(await viewAt(world, id)).toMatchObject({
      state: 'accepted',
      deadlineAt: null,
      places: { tv: { presence: 'present' } },
    });
    expect((await typesAt(world, id)).slice(-2)).toEqual(['endpoint-lost', 'endpoint-back']);
  });

  test.each([
    ['TV', homeTv, 'tv-lost'],
    ['agent', ada, 'agent-lost'],
  ] as const)('for good ends the consult: %s', async (_, actor, outcome) => {
    const { world, id } = await accepted();
    await world.leave(actor);
    await world.pass(89_999);
    expect((await viewAt(world, id)).state).toBe('accepted');
    await world.pass(1);
    expect(await viewAt(world, id)).toMatchObject({ state: 'ended', outcome });
  });

  test('while it waits for a physician takes its request with it', async () => {
    const world = await openWorld();
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.leave(homeTv);
    await world.pass(15_000);
    expect(await viewAt(world, id)).toMatchObject({ state: 'cancelled', outcome: 'tv-lost' });
  });

  test('is told by what is so, whatever order the news comes in', async () => {
    const { world, id } = await accepted();
    world.connected.delete(homeTv.sessionId);
    const lost = world.consults.sessionChanged(homeTv);
    world.connected.add(homeTv.sessionId);
    await Promise.all([lost, world.consults.sessionChanged(homeTv)]);
    expect((await viewAt(world, id)).places.tv.presence).toBe('present');
  });

  test('without a place in the consult changes nothing', async () => {
    const { world } = await accepted();
    const told = world.changes.length;
    await world.leave(ben, tv('ward TV'));
    expect(world.changes).toHaveLength(told);
  });
});

describe('a new session of an endpoint', () => {
  test('takes its place back, and the old session has none', async () => {
    const { world, id } = await accepted();
    const reloaded = agent('Ada', 'physician', clinic, 'reloaded');
    world.connected.add(reloaded.sessionId);
    await world.leave(ada);
    expect((await viewAt(world, id)).places.agent.presence).toBe('absent');
    const joined = await world.consults.join(reloaded, id);
    expect(joined.consult).toMatchObject({
      path: { kind: 'direct', epoch: 2, reason: 'endpoint-rejoined' },
      places: { agent: { presence: 'present', connected: false } },
    });
    expect(joined.events.map((event) => event.seq)).toEqual(
      joined.events.map((_, index) => index + 1),
    );
    expect(await outcomeOf(world.consults.end(ada, id))).toBe('not_joined');
    expect(await outcomeOf(world.consults.end(reloaded, id))).toBe('ok');
  });

  test('that joined while its socket dropped counts as away', async () => {
    const { world, id } = await accepted();
    const reloaded = tv('home TV', 'reloaded');
    await world.consults.join(reloaded, id);
    await world.consults.settled();
    expect((await viewAt(world, id)).places.tv.presence).toBe('absent');
  });

  test('that joins where it is already changes nothing', async () => {
    const { world, id } = await accepted();
    const told = world.changes.length;
    await world.consults.join(homeTv, id);
    await world.consults.join(ada, id);
    expect(world.changes).toHaveLength(told);
  });
});

describe('unpairing', () => {
  test('ends the consult of the device at once, before and after it is accepted', async () => {
    const waiting = await openWorld();
    const first = await ask(waiting, homeTv);
    await waiting.consults.deviceUnpaired(idOf('home TV device'));
    expect(await viewAt(waiting, first)).toMatchObject({
      state: 'cancelled',
      outcome: 'device-unpaired',
    });
    const { world, id } = await accepted();
    await world.consults.deviceUnpaired(idOf('home TV device'));
    expect(await viewAt(world, id)).toMatchObject({ state: 'ended', outcome: 'device-unpaired' });
    await world.consults.deviceUnpaired(idOf('home TV device'));
  });
});

describe('the sweep', () => {
  test('runs by itself between start and close', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    world.now = new Date(world.now.getTime() + 60_000);
    world.consults.start();
    await expect.poll(() => world.changes.at(-1)?.after.phase.state).toBe('expired');
    await world.consults.close();
    const next = await ask(world, homeTv);
    world.now = new Date(world.now.getTime() + 60_000);
    expect((await viewAt(world, next)).state).toBe('queued');
    expect((await viewAt(world, id)).outcome).toBe('nobody-came');
  });

  test('goes on to the others past a consult that it cannot read', async () => {
    const world = await openWorld();
    const damaged = await ask(world, homeTv);
    const sound = await ask(world, tv('ward TV'));
    await world.database
      .updateTable('consults')
      .set({ document: '{"facts":' })
      .where('id', '=', damaged)
      .execute();
    await world.pass(60_000);
    expect((await viewAt(world, sound)).outcome).toBe('nobody-came');
  });
});
