import { describe, expect, test } from 'vitest';
import { ada, agent, ben, homeTv, idOf, tv } from './people.ts';
import { accepted, typesIn, viewIn } from './situations.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

const finn = agent('Finn', 'staff');

/** Nobody is there, and the patient wishes to be called back. */
async function wished(): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  const id = await ask(world, homeTv);
  await world.consults.askCallback(homeTv, id);
  await world.arrive(homeTv);
  return { world, id };
}

function callBack(id: string) {
  const patientId = idOf('home TV patient');
  return { consultId: idOf('back'), patientId, kind: 'care', callbackOf: id } as const;
}

async function waitsForCall(world: World, id: string): Promise<boolean> {
  const { callback } = await viewIn(world, id);
  return callback !== null && callback.doneBy === null;
}

describe('the wish to be called back', () => {
  test('ends the waiting and stays with everybody who may answer', async () => {
    const { world, id } = await wished();
    expect(await viewIn(world, id)).toMatchObject({
      state: 'cancelled',
      outcome: 'callback-asked',
      callback: { askedAt: '2026-03-02T09:00:00.000Z', doneBy: null },
    });
    for (const { identity } of [ada, ben, finn]) {
      const [told] = await world.consults.followed(identity, {});
      expect(told?.consult.id).toBe(id);
    }
    expect(await world.consults.followed(agent('Grete', 'admin').identity, {})).toEqual([]);
  });

  test('comes also after nobody came', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    await world.pass(60_000);
    await world.consults.askCallback(homeTv, id);
    await world.consults.askCallback(homeTv, id);
    expect(await viewIn(world, id)).toMatchObject({ outcome: 'nobody-came' });
    expect((await typesIn(world, id)).filter((type) => type === 'callback-asked')).toHaveLength(1);
  });

  test('outlives a restart of the server', async () => {
    const { world, id } = await wished();
    await world.restart();
    await world.arrive(ada);
    const [told] = await world.consults.followed(ada.identity, {});
    expect(told?.consult.id).toBe(id);
  });

  test('of a patient who was answered, or is in a call, is none', async () => {
    const { world, id } = await accepted();
    expect(await outcomeOf(world.consults.askCallback(homeTv, id))).toBe('wrong_state');
    await world.consults.end(ada, id);
    await world.consults.askCallback(homeTv, id);
    expect((await viewIn(world, id)).callback).toBeNull();
  });

  test('is the patient’s own', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    expect(await outcomeOf(world.consults.askCallback(ada, id))).toBe('wrong_state');
    expect(await outcomeOf(world.consults.askCallback(tv('ward TV'), id))).toBe('not_found');
  });
});

describe('is seen to', () => {
  test('by whoever says so, once', async () => {
    const { world, id } = await wished();
    await world.consults.closeCallback(finn, id);
    expect((await viewIn(world, id)).callback?.doneBy?.name).toBe('Finn');
    await world.consults.closeCallback(finn, id);
    expect((await typesIn(world, id)).filter((type) => type === 'callback-done')).toHaveLength(1);
    expect(await world.consults.followed(ada.identity, {})).toEqual([]);
  });

  test('by the call that the patient takes', async () => {
    const { world, id } = await wished();
    await world.arrive(ada);
    await world.consults.call(ada, callBack(id));
    expect(await waitsForCall(world, id)).toBe(true);
    await world.consults.accept(homeTv, idOf('back'));
    await world.consults.settled();
    expect((await viewIn(world, id)).callback?.doneBy?.name).toBe('Ada');
  });

  test('not by a call that nobody takes', async () => {
    const { world, id } = await wished();
    await world.arrive(ada);
    await world.consults.call(ada, callBack(id));
    await world.pass(30_000);
    expect((await viewIn(world, idOf('back'))).outcome).toBe('patient-did-not-answer');
    expect(await waitsForCall(world, id)).toBe(true);
  });

  test('by nobody whom it does not concern', async () => {
    const { world, id } = await wished();
    const foreign = agent('Zoe');
    expect(await outcomeOf(world.consults.closeCallback(foreign, id))).toBe('not_found');
    expect(await outcomeOf(world.consults.closeCallback(homeTv, id))).toBe('forbidden');
  });

  test('by no call about another patient, or about no wish: such a call does not begin', async () => {
    const { world, id } = await wished();
    await world.arrive(ada, tv('ward TV'));
    const other = { ...callBack(id), patientId: idOf('ward TV patient') };
    expect(await outcomeOf(world.consults.call(ada, other))).toBe('not_found');
    const stale = { ...callBack(id), callbackOf: idOf('no consult') };
    expect(await outcomeOf(world.consults.call(ada, stale))).toBe('not_found');
    expect(await world.store.find(idOf('back'))).toBeUndefined();
  });
});
