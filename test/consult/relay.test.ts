import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import { ada, agent, ben, clinic, homeTv, idOf } from './people.ts';
import { ask, openWorld, stateOf, type World } from './world.ts';

const both = [ada.sessionId, homeTv.sessionId].sort().join(' ');

async function ringing(policy: 'auto' | 'relay' | 'direct'): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  world.policy = policy;
  await world.arrive(ada, ben);
  return { world, id: await ask(world, homeTv) };
}

async function report(
  world: World,
  actor: Actor,
  consultId: string,
  epoch: number,
  outcome: 'connected' | 'failed',
): Promise<void> {
  await world.consults.media.report(actor, { consultId, epoch, outcome, detail: 'test' });
}

describe('the relay room', () => {
  test('admits nobody while it rings, and both places before the accept is published', async () => {
    const { world, id } = await ringing('relay');
    world.relay.told.length = 0;
    const gate = Promise.withResolvers<void>();
    world.relay.trouble = () => gate.promise;
    const accept = world.consults.accept(ada, id);
    await expect.poll(() => world.relay.told).toEqual([`admit ${id}:1 ${both}`]);
    expect(await stateOf(world, id)).toBe('accepted');
    expect(world.changes.at(-1)?.after.phase.state).toBe('offered');
    gate.resolve();
    await accept;
    expect(world.changes.map(({ after }) => after.phase.state)).toContain('accepted');
  });

  test('is not needed while media goes directly, and admits both when it turns to the relay', async () => {
    const { world, id } = await ringing('direct');
    await world.consults.accept(ada, id);
    expect(world.relay.told).toEqual([]);
    await world.consults.media.setPolicy(ada, id, 'auto');
    await report(world, homeTv, id, 1, 'failed');
    expect(world.relay.told).toEqual([`admit ${id}:2 ${both}`]);
  });

  test('stays until both sides have the media of the next one', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.accept(ada, id);
    await report(world, ada, id, 1, 'connected');
    await report(world, homeTv, id, 1, 'connected');
    world.relay.told.length = 0;
    await report(world, homeTv, id, 1, 'failed');
    await report(world, homeTv, id, 2, 'connected');
    expect(world.relay.told).toEqual([`admit ${id}:2 ${both}`]);
    await report(world, ada, id, 2, 'connected');
    expect(world.relay.told).toEqual([`admit ${id}:2 ${both}`, `close ${id}:1`]);
  });

  test('that never connected goes when a next one replaces it; the one that flowed stays', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.accept(ada, id);
    await report(world, ada, id, 1, 'connected');
    await report(world, homeTv, id, 1, 'connected');
    await report(world, homeTv, id, 1, 'failed');
    world.relay.told.length = 0;
    await report(world, homeTv, id, 2, 'failed');
    expect(world.relay.told).toEqual([`admit ${id}:3 ${both}`, `close ${id}:2`]);
  });

  test('goes with the consult, and all others that were kept', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.accept(ada, id);
    await report(world, ada, id, 1, 'connected');
    await report(world, ada, id, 1, 'failed');
    world.relay.told.length = 0;
    await world.consults.end(ada, id);
    expect([...world.relay.told].sort()).toEqual([`close ${id}:1`, `close ${id}:2`]);
  });

  test('goes with a request that is taken back', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.cancel(homeTv, id);
    expect(world.relay.told.at(-1)).toBe(`close ${id}:1`);
  });

  test('admits the new session of a place instead of the old one', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.accept(ada, id);
    const reloaded = agent('Ada', 'physician', clinic, 'reloaded');
    world.connected.add(reloaded.sessionId);
    await world.consults.join(reloaded, id);
    const sessions = [reloaded.sessionId, homeTv.sessionId].sort().join(' ');
    expect(world.relay.told.at(-1)).toBe(`admit ${id}:1 ${sessions}`);
  });

  test('that is lost with its worker is followed by another', async () => {
    const { world, id } = await ringing('relay');
    await world.consults.accept(ada, id);
    await world.consults.roomLost(`${id}:1`);
    const consult = await world.store.find(id);
    expect(consult?.facts.path).toEqual({ kind: 'relay', epoch: 2, reason: 'relay-failed' });
    expect(world.relay.told).toContain(`admit ${id}:2 ${both}`);
    await world.consults.roomLost(`${id}:1`);
    expect((await world.store.find(id))?.facts.path.epoch).toBe(2);
  });

  test('of no consult is nobody’s loss', async () => {
    const { world } = await ringing('relay');
    const told = world.changes.length;
    for (const roomId of ['', 'lobby', 'a:b:c', `${idOf('x')}:0`]) {
      await world.consults.roomLost(roomId);
    }
    expect(world.changes).toHaveLength(told);
  });
});

describe('the relay room while it rings', () => {
  const ids = (...agents: (typeof ada)[]) =>
    agents
      .map(({ identity }) => identity.personId)
      .sort()
      .join(' ');

  test('connects the TV with those at whom it rings, and is told before they are', async () => {
    const { world, id } = await ringing('relay');
    expect(world.relay.told).toEqual([`ring ${id}:1 ${homeTv.sessionId} at ${ids(ada, ben)}`]);
  });

  test('leaves out who said no, and everybody once it rings nowhere', async () => {
    const { world, id } = await ringing('relay');
    world.relay.told.length = 0;
    await world.consults.decline(ben, id);
    await world.consults.decline(ada, id);
    expect(world.relay.told).toEqual([
      `ring ${id}:1 ${homeTv.sessionId} at ${ids(ada)}`,
      `ring ${id}:1 ${homeTv.sessionId} at nobody`,
    ]);
  });

  test('is not told anything while the patient waits and it rings nowhere', async () => {
    const world = await openWorld();
    world.policy = 'relay';
    const id = await ask(world, homeTv);
    expect(await stateOf(world, id)).toBe('queued');
    expect(world.relay.told).toEqual([]);
  });

  test('is told nothing where media goes directly', async () => {
    const { world } = await ringing('direct');
    expect(world.relay.told).toEqual([]);
  });

  test('connects the agent who calls with the TV that is called', async () => {
    const world = await openWorld();
    world.policy = 'relay';
    await world.arrive(ada, homeTv);
    const consultId = idOf('a call');
    const patientId = idOf('home TV patient');
    await world.consults.call(ada, { consultId, patientId, kind: 'care' });
    expect(world.relay.told).toEqual([
      `ring ${consultId}:1 ${ada.sessionId} at ${homeTv.sessionId}`,
    ]);
  });

  test('holds up no ring where it does not answer', async () => {
    const world = await openWorld();
    world.policy = 'relay';
    world.relay.trouble = () => new Promise(() => undefined);
    await world.arrive(ada);
    expect(await stateOf(world, await ask(world, homeTv))).toBe('offered');
  });
});

describe('a relay in trouble', () => {
  test('fails no command', async () => {
    const { world, id } = await ringing('relay');
    world.relay.trouble = () => Promise.reject(new Error('the worker died'));
    await world.consults.accept(ada, id);
    await world.consults.end(ada, id);
    expect(world.changes.at(-1)?.after.phase.state).toBe('ended');
  });

  test('that does not answer is waited for no longer than two seconds', async () => {
    const { world, id } = await ringing('relay');
    world.relay.trouble = () => new Promise(() => undefined);
    const begin = performance.now();
    await world.consults.accept(ada, id);
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect(world.changes.map(({ after }) => after.phase.state)).toContain('accepted');
  });
});
