import { describe, expect, test, vi } from 'vitest';
import type { Consults } from '../../src/consult/consults.ts';
import type { Actor } from '../../src/consult/ports.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, agent, ben, cleo, clinic, homeTv, idOf, tv } from './people.ts';
import { ask, openWorld, outcomeOf, stateOf, type World } from './world.ts';

async function ringing(): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  await world.arrive(ada, ben, cleo);
  return { world, id: await ask(world, homeTv) };
}

/** All at once. @returns what became of each */
function atOnce(work: readonly Promise<unknown>[]): Promise<string[]> {
  return Promise.all(work.map(outcomeOf));
}

async function eventTypes(world: World, id: string): Promise<string[]> {
  return (await world.store.timeline(id, 0)).map((event) => event.type);
}

/** Whoever commands: through one instance, or each through one of their own on one database. */
const nodes = [
  ['one node', (world: World) => () => world.consults],
  ['a node for each', (world: World) => () => world.another()],
] as const;

describe.each(nodes)('on %s', (_, on) => {
  function consultsOf(world: World): (actor: Actor) => Consults {
    const take = on(world);
    return () => take();
  }

  test('the first of three to accept has the consult, the others are told so', async () => {
    const { world, id } = await ringing();
    const node = consultsOf(world);
    const outcomes = await atOnce([ada, ben, cleo].map((actor) => node(actor).accept(actor, id)));
    expect(outcomes.toSorted()).toEqual(['already_accepted', 'already_accepted', 'ok']);
    expect(await eventTypes(world, id)).toEqual(['requested', 'offered', 'accepted']);
  });

  test('of cancel and accept one wins', async () => {
    for (const tvFirst of [true, false]) {
      const { world, id } = await ringing();
      const node = consultsOf(world);
      const cancel = () => node(homeTv).cancel(homeTv, id);
      const accept = () => node(ada).accept(ada, id);
      const outcomes = await atOnce(tvFirst ? [cancel(), accept()] : [accept(), cancel()]);
      expect(outcomes.toSorted()).toEqual(['ok', 'wrong_state']);
      const state = await stateOf(world, id);
      expect(['accepted', 'cancelled']).toContain(state);
      expect((await eventTypes(world, id)).at(-1)).toBe(state);
    }
  });

  test('both may hang up at once', async () => {
    const { world, id } = await ringing();
    await world.consults.accept(ada, id);
    const node = consultsOf(world);
    const outcomes = await atOnce([node(ada).end(ada, id), node(homeTv).end(homeTv, id)]);
    expect(outcomes).toEqual(['ok', 'ok']);
    expect((await eventTypes(world, id)).filter((type) => type === 'ended')).toHaveLength(1);
  });

  test('the last two to decline leave nobody ringing', async () => {
    const { world, id } = await ringing();
    const node = consultsOf(world);
    const outcomes = await atOnce([ada, ben, cleo].map((actor) => node(actor).decline(actor, id)));
    expect(outcomes).toEqual(['ok', 'ok', 'ok']);
    expect(await stateOf(world, id)).toBe('expired');
  });

  test('one request that is sent twice is one consult', async () => {
    const world = await openWorld();
    await world.arrive(homeTv);
    const node = consultsOf(world);
    const asked = { consultId: idOf('twice'), serviceRequest: careRequest };
    const outcomes = await atOnce([
      node(homeTv).request(homeTv, asked),
      node(homeTv).request(homeTv, asked),
    ]);
    expect(outcomes).toEqual(['ok', 'ok']);
    expect(await eventTypes(world, asked.consultId)).toEqual(['requested', 'queued']);
  });

  test('one device with two requests has one consult', async () => {
    const world = await openWorld();
    const node = consultsOf(world);
    const outcomes = await atOnce(
      ['left', 'right'].map((hand) =>
        node(homeTv).request(homeTv, { consultId: idOf(hand), serviceRequest: careRequest }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['device_busy', 'ok']);
    expect(await world.store.openIds()).toHaveLength(1);
  });

  test('one physician who accepts two consults has one of them', async () => {
    const { world, id: first } = await ringing();
    const second = await ask(world, tv('ward TV'));
    const other = agent('Ada', 'physician', clinic, 'second tab');
    world.connected.add(other.sessionId);
    const node = consultsOf(world);
    const outcomes = await atOnce([
      node(ada).accept(ada, first),
      node(other).accept(other, second),
    ]);
    expect(outcomes.toSorted()).toEqual(['agent_busy', 'ok']);
    await vi.waitFor(async () => {
      const states = [await stateOf(world, first), await stateOf(world, second)];
      expect(states.toSorted()).toEqual(['accepted', 'offered']);
    });
  });

  test('reports of both sides that come together make the consult active once', async () => {
    const { world, id } = await ringing();
    await world.consults.accept(ada, id);
    const node = consultsOf(world);
    const report = { consultId: id, epoch: 1, outcome: 'connected', detail: '' } as const;
    await atOnce(
      [ada, homeTv, ada, homeTv].map((actor) => node(actor).media.report(actor, report)),
    );
    expect(await eventTypes(world, id)).toEqual([
      'requested',
      'offered',
      'accepted',
      'media-connected',
      'media-connected',
      'active',
    ]);
  });

  test('failures that both sides report move the path once', async () => {
    const { world, id } = await ringing();
    await world.consults.accept(ada, id);
    const node = consultsOf(world);
    const report = { consultId: id, epoch: 1, outcome: 'failed', detail: '' } as const;
    const outcomes = await atOnce(
      [ada, homeTv].map((actor) => node(actor).media.report(actor, report)),
    );
    expect(outcomes.toSorted()).toEqual(['ok', 'stale_epoch']);
    expect((await world.store.find(id))?.facts.path.epoch).toBe(2);
  });
});

test('a command that others keep overtaking is refused with a conflict', async () => {
  const { world, id } = await ringing();
  const { find } = world.store;
  const overtaken = {
    ...world.store,
    // Between reading and writing, another node always gets in a change of its own.
    async find(consultId: string) {
      const consult = await find(consultId);
      const kinds = ['on', 'off'] as const;
      const camera = kinds[(consult?.facts.version ?? 0) % 2] ?? 'on';
      await world.consults.media.reportDevices(homeTv, consultId, { camera, microphone: 'on' });
      return consult;
    },
  };
  const node = world.another(overtaken);
  expect(await outcomeOf(node.accept(ada, id))).toBe('conflict');
  expect(await stateOf(world, id)).toBe('offered');
});

test('consults go on side by side: one that waits for the relay holds up no other', async () => {
  const world = await openWorld();
  world.policy = 'relay';
  await world.arrive(ada, ben);
  const first = await ask(world, homeTv);
  const second = await ask(world, tv('ward TV'));
  const gate = Promise.withResolvers<void>();
  world.relay.trouble = () => gate.promise;
  const held = world.consults.accept(ada, first);
  await expect.poll(() => world.relay.told.at(-1)).toMatch(`admit ${first}:1`);
  world.relay.trouble = undefined;
  await world.consults.accept(ben, second);
  const accepted = world.changes.filter(({ after }) => after.phase.state === 'accepted');
  expect(accepted.map(({ after }) => after.facts.id)).toEqual([second]);
  gate.resolve();
  await held;
});
