import { describe, expect, test } from 'vitest';
import { ada, homeTv } from './people.ts';
import { accepted, active, typesIn, viewIn } from './situations.ts';
import { ask, KilledError, openWorld, type World } from './world.ts';

async function verdicts(world: World, id: string): Promise<number> {
  return (await typesIn(world, id)).filter((type) => type === 'verdict').length;
}

describe('the last word about a call', () => {
  test('comes once, after the end, from what its timeline tells', async () => {
    const { world, id } = await accepted();
    await world.consults.media.report(homeTv, {
      consultId: id,
      epoch: 1,
      outcome: 'connected',
      detail: '',
      transport: { protocol: 'tcp', relayed: false },
    });
    await world.consults.end(ada, id);
    await world.consults.settled();
    expect((await typesIn(world, id)).slice(-2)).toEqual(['ended', 'verdict']);
    const { verdict } = await viewIn(world, id);
    expect(verdict?.map(({ en }) => en).join(' ')).toMatch(/TCP/i);
    await world.pass(60_000);
    expect(await verdicts(world, id)).toBe(1);
  });

  test('is said by the sweep where the server fell before it came to it', async () => {
    const { world, id } = await active();
    const store = {
      ...world.store,
      timeline: async () => {
        throw new KilledError('The server was killed.');
      },
    };
    const node = world.another(store);
    await node.end(ada, id);
    await node.settled();
    expect((await viewIn(world, id)).verdict).toBeNull();
    await world.pass(0);
    expect((await viewIn(world, id)).verdict).not.toBeNull();
    expect(await verdicts(world, id)).toBe(1);
  });

  test('is said by one of two nodes', async () => {
    const { world, id } = await active();
    const node = world.another();
    await world.consults.end(ada, id);
    await Promise.all([node.guidance.conclude(id), world.consults.guidance.conclude(id)]);
    await Promise.all([world.consults.settled(), node.settled()]);
    expect(await verdicts(world, id)).toBe(1);
  });

  test('is none where nobody answered', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    await world.pass(60_000);
    expect(await viewIn(world, id)).toMatchObject({ outcome: 'nobody-came', verdict: [] });
    expect(await verdicts(world, id)).toBe(0);
  });
});
