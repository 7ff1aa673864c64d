import { describe, expect, test } from 'vitest';
import { ada, agent, ben, clinic, homeTv, idOf, otherClinic, person, tv } from './people.ts';
import { rungIn, typesIn, viewIn } from './situations.ts';
import { ask, openWorld, outcomeOf, type World } from './world.ts';

const patientId = idOf('home TV patient');
const callOf = (name: string) => ({ consultId: idOf(name), patientId, kind: 'care' }) as const;
const wished = callOf('a call');
const id = wished.consultId;

/** Ada calls the patient at home. */
async function calling(): Promise<World> {
  const world = await openWorld();
  await world.arrive(ada, homeTv);
  await world.consults.call(ada, wished);
  await world.consults.settled();
  return world;
}

describe('a call', () => {
  test('rings at the TV and nowhere else', async () => {
    const world = await calling();
    await world.arrive(ben);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'calling',
      agent: { name: 'Ada' },
      offeredTo: [],
      serviceRequest: { kind: 'care', event: { type: 'agent-choice' } },
      deadlineAt: '2026-03-02T09:00:30.000Z',
    });
    expect(await world.consults.followed(ben.identity, {})).toEqual([]);
    const [told] = await world.consults.followed(homeTv.identity, {});
    expect(told?.events.map(({ type }) => type)).toEqual(['requested', 'calling']);
  });

  test('that the patient takes is a consult like others', async () => {
    const world = await calling();
    const { consult } = await world.consults.accept(homeTv, id);
    expect(consult).toMatchObject({ state: 'accepted', agent: { name: 'Ada' } });
    expect((await world.store.timeline(id, 0)).at(-1)).toMatchObject({
      type: 'accepted',
      by: 'patient',
    });
    expect(await outcomeOf(world.consults.accept(homeTv, id))).toBe('ok');
    expect(await outcomeOf(world.consults.end(homeTv, id))).toBe('ok');
  });

  test.each([
    ['declines', (world: World) => world.consults.decline(homeTv, id), 'declined-by-patient'],
    ['takes back', (world: World) => world.consults.cancel(homeTv, id), 'declined-by-patient'],
  ] as const)('that the patient %s is over', async (_, act, outcome) => {
    const world = await calling();
    await act(world);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'cancelled',
      outcome,
      agent: { name: 'Ada' },
      verdict: [],
    });
    expect(await outcomeOf(world.consults.accept(homeTv, id))).toBe('wrong_state');
  });

  test('that the agent stops is over', async () => {
    const world = await calling();
    await world.consults.cancel(ada, id);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'cancelled',
      outcome: 'cancelled-by-agent',
    });
  });

  test('that nobody takes is over after half a minute', async () => {
    const world = await calling();
    await world.pass(29_999);
    expect((await viewIn(world, id)).state).toBe('calling');
    await world.pass(1);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'expired',
      outcome: 'patient-did-not-answer',
    });
  });

  test.each([
    ['TV', homeTv, 'tv-lost'],
    ['agent', ada, 'agent-lost'],
  ] as const)(
    'whose %s is lost ends after 15 seconds, unless it comes back',
    async (_, lost, outcome) => {
      const world = await calling();
      await world.leave(lost);
      await world.pass(14_999);
      await world.arrive(lost);
      await world.pass(1);
      expect((await viewIn(world, id)).state).toBe('calling');
      await world.leave(lost);
      await world.pass(14_999);
      expect((await viewIn(world, id)).state).toBe('calling');
      await world.pass(1);
      expect(await viewIn(world, id)).toMatchObject({ state: 'cancelled', outcome });
    },
  );

  test('goes on ringing after a restart for as long as it would have', async () => {
    const world = await calling();
    await world.pass(20_000);
    await world.restart();
    await world.arrive(ada, homeTv);
    await world.pass(29_999);
    expect((await viewIn(world, id)).state).toBe('calling');
    await world.consults.accept(homeTv, id);
    expect((await viewIn(world, id)).state).toBe('accepted');
  });

  test('ends after a restart if one of them stays away', async () => {
    const world = await calling();
    await world.restart();
    await world.arrive(ada);
    await world.pass(15_000);
    expect((await viewIn(world, id)).outcome).toBe('tv-lost');
  });

  test('asked for twice by the agent rings once, and by nobody else at all', async () => {
    const world = await calling();
    const { consult } = await world.consults.call(ada, wished);
    expect(consult).toMatchObject({ id, state: 'calling' });
    expect(await typesIn(world, id)).toEqual(['requested', 'calling']);
    await world.arrive(ben);
    expect(await outcomeOf(world.consults.call(ben, wished))).toBe('conflict');
    const forAnother = { ...wished, patientId: idOf('ward TV patient') };
    expect(await outcomeOf(world.consults.call(ada, forAnother))).toBe('conflict');
  });

  test('makes the agent busy, so that the queue rings at others', async () => {
    const world = await calling();
    const next = await ask(world, tv('ward TV'));
    expect(await rungIn(world, next)).toEqual([]);
    await world.consults.cancel(ada, id);
    await world.consults.settled();
    expect(await rungIn(world, next)).toEqual(['Ada']);
  });

  test('stops the queue ringing at the agent who calls', async () => {
    const world = await openWorld();
    await world.arrive(ada, homeTv);
    const waiting = await ask(world, tv('ward TV'));
    expect(await rungIn(world, waiting)).toEqual(['Ada']);
    await world.consults.call(ada, wished);
    await world.consults.settled();
    expect(await rungIn(world, waiting)).toEqual([]);
  });
});

describe('is refused', () => {
  test('a call to a TV that has a consult, by an agent who has one, to no TV that is on', async () => {
    const world = await openWorld();
    await world.arrive(ada, ben);
    expect(await outcomeOf(world.consults.call(ada, wished))).toBe('endpoint_absent');
    const open = await ask(world, homeTv);
    expect(await outcomeOf(world.consults.call(ada, wished))).toBe('device_busy');
    await world.consults.accept(ada, open);
    await world.arrive(tv('ward TV'));
    const elsewhere = { ...wished, patientId: idOf('ward TV patient') };
    expect(await outcomeOf(world.consults.call(ada, elsewhere))).toBe('agent_busy');
  });

  test('a call by whoever may not answer the patient', async () => {
    const world = await openWorld();
    await world.arrive(homeTv);
    world.linked = [person('Ada')];
    expect(await outcomeOf(world.consults.call(ben, wished))).toBe('not_found');
    expect(await outcomeOf(world.consults.call(agent('Finn', 'staff'), wished))).toBe('not_found');
    expect(await outcomeOf(world.consults.call(agent('Grete', 'admin'), wished))).toBe('forbidden');
    const foreign = agent('Ada', 'physician', otherClinic);
    expect(await outcomeOf(world.consults.call(foreign, wished))).toBe('not_found');
    expect(await outcomeOf(world.consults.call(homeTv, wished))).toBe('forbidden');
    const nobody = { ...wished, patientId: idOf('nobody') };
    expect(await outcomeOf(world.consults.call(ada, nobody))).toBe('not_found');
  });

  test('a support desk may call about what it answers', async () => {
    const world = await openWorld();
    const finn = agent('Finn', 'staff');
    await world.arrive(finn, homeTv);
    await world.consults.call(finn, { ...wished, kind: 'support' });
    expect(await viewIn(world, id)).toMatchObject({ state: 'calling', agent: { name: 'Finn' } });
  });

  test('whoever takes, declines or stops a call that is not theirs', async () => {
    const world = await calling();
    await world.arrive(ben);
    expect(await outcomeOf(world.consults.accept(ben, id))).toBe('wrong_state');
    expect(await outcomeOf(world.consults.accept(ada, id))).toBe('wrong_state');
    expect(await outcomeOf(world.consults.cancel(ben, id))).toBe('forbidden');
    expect(await outcomeOf(world.consults.accept(tv('ward TV'), id))).toBe('not_found');
    expect(await outcomeOf(world.consults.decline(tv('ward TV'), id))).toBe('not_found');
  });
});

describe('a TV that takes calls by itself', () => {
  test.each([true, false])('is told so in the call: %s', async (answersItself) => {
    const world = await openWorld();
    world.called = world.called.map((one) => ({
      ...one,
      devices: one.devices.map((device) => ({ ...device, answersItself })),
    }));
    await world.arrive(ada, homeTv);
    const { consult } = await world.consults.call(ada, wished);
    expect(consult.answersItself).toBe(answersItself);
  });

  test('is the one that is on, where the patient has several', async () => {
    const world = await openWorld();
    world.called = [
      {
        patient: { id: patientId, name: 'Patient' },
        clinicId: clinic.id,
        devices: [
          { id: idOf('bedroom TV device'), answersItself: true },
          { id: idOf('home TV device'), answersItself: false },
        ],
      },
    ];
    await world.arrive(ada, homeTv);
    const { consult } = await world.consults.call(ada, wished);
    expect(consult).toMatchObject({ answersItself: false, device: { id: idOf('home TV device') } });
  });
});
