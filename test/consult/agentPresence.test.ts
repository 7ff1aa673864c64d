import { describe, expect, test } from 'vitest';
import type { AgentPresence } from '../../src/protocol/index.ts';
import { ada, agent, ben, clinic, homeTv, idOf, tv } from './people.ts';
import { rungIn } from './situations.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

const adaId = ada.identity.personId;

async function presenceOf(world: World, personId: string): Promise<AgentPresence> {
  return (await world.consults.agents.of(clinic.id)).get(personId) ?? 'offline';
}

/** Ada alone is there. */
async function withAda(): Promise<World> {
  const world = await openWorld();
  world.linked = world.linked.slice(0, 1);
  await world.arrive(ada);
  return world;
}

describe('an agent', () => {
  test('is offline without the app, available with it, and away from a screen where nothing moves', async () => {
    const world = await withAda();
    expect(await presenceOf(world, ben.identity.personId)).toBe('offline');
    expect(await presenceOf(world, adaId)).toBe('available');
    world.idle.add(adaId);
    expect(await presenceOf(world, adaId)).toBe('away');
  });

  test('is busy in a consult, and while they call', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    expect(await presenceOf(world, adaId)).toBe('busy');
    await world.consults.end(ada, id);
    expect(await presenceOf(world, adaId)).toBe('available');
    const call = {
      consultId: idOf('call'),
      patientId: idOf('home TV patient'),
      kind: 'care',
    } as const;
    await world.consults.call(ada, call);
    expect(await presenceOf(world, adaId)).toBe('busy');
  });

  test.each(['away', 'do-not-disturb'] as const)(
    'who has set %s is so at an active screen, and is rung no more',
    async (setting) => {
      const world = await withAda();
      const id = await ask(world, homeTv);
      await world.consults.agents.set(ada.identity, setting);
      await world.consults.settled();
      expect(await presenceOf(world, adaId)).toBe(setting);
      expect(await rungIn(world, id)).toEqual([]);
      await world.consults.agents.set(ada.identity, 'available');
      await world.consults.settled();
      expect(await rungIn(world, id)).toEqual(['Ada']);
    },
  );

  test('who is in a consult is busy whatever they have set', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    await world.consults.agents.set(ada.identity, 'do-not-disturb');
    expect(await presenceOf(world, adaId)).toBe('busy');
  });

  test('keeps what they have set when the server starts anew', async () => {
    const world = await withAda();
    await world.consults.agents.set(ada.identity, 'do-not-disturb');
    await world.restart();
    await world.arrive(ada);
    expect(await presenceOf(world, adaId)).toBe('do-not-disturb');
  });

  test('who does not answer is away, also for the next patient, until they are seen', async () => {
    const world = await withAda();
    await ask(world, homeTv);
    await world.pass(30_000);
    expect(await presenceOf(world, adaId)).toBe('away');
    const next = await ask(world, tv('ward TV'));
    expect(await rungIn(world, next)).toEqual([]);
    world.consults.agents.seen(clinic.id, adaId);
    await world.consults.settled();
    expect(await presenceOf(world, adaId)).toBe('available');
  });

  test('who does not answer and then admits the patient has been seen', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    await world.pass(30_000);
    await world.consults.accept(ada, id);
    await world.consults.end(ada, id);
    expect(await presenceOf(world, adaId)).toBe('available');
  });

  test('who declines is there for the next', async () => {
    const world = await withAda();
    const id = await ask(world, homeTv);
    await world.consults.decline(ada, id);
    expect(await presenceOf(world, adaId)).toBe('available');
  });
});

describe('colleagues', () => {
  test('are those of the clinic who take part in consults, with their presence', async () => {
    const world = await withAda();
    await world.consults.agents.set(ada.identity, 'away');
    const { colleagues, setting } = await world.consults.agents.colleagues(ada.identity);
    expect(setting).toBe('away');
    expect(colleagues.map(({ name, presence }) => [name, presence])).toEqual([
      ['Ben', 'offline'],
      ['Cleo', 'offline'],
      ['Finn', 'offline'],
    ]);
  });

  test('are nothing that an admin or a TV asks for or sets', async () => {
    const world = await withAda();
    for (const { identity } of [agent('Grete', 'admin'), homeTv]) {
      expect(await outcomeOf(world.consults.agents.colleagues(identity))).toBe('forbidden');
      expect(await outcomeOf(world.consults.agents.set(identity, 'away'))).toBe('forbidden');
    }
  });
});

describe('a system of the clinic', () => {
  test('sets the presence of its people, and of nobody else', async () => {
    const world = await withAda();
    const { agents } = world.consults;
    await agents.setFor(clinic.id, adaId, 'do-not-disturb');
    expect(await presenceOf(world, adaId)).toBe('do-not-disturb');
    for (const stranger of ['Grete', 'nobody']) {
      const set = agents.setFor(clinic.id, idOf(stranger), 'away');
      expect(await outcomeOf(set)).toBe('not_found');
    }
  });
});
