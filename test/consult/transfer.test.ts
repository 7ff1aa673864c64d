import { describe, expect, test } from 'vitest';
import { ada, agent, ben, cleo, homeTv, idOf, tv } from './people.ts';
import {
  accepted,
  active,
  eventsIn,
  flows,
  rungIn,
  toldTo,
  typesIn,
  viewIn,
} from './situations.ts';
import { ask, outcomeOf, type World } from './world.ts';

const benId = ben.identity.personId;
const toBen = { to: benId, note: 'Fever since Monday.' };

async function transferred(): Promise<{ world: World; id: string }> {
  const { world, id } = await active();
  await world.consults.handover.transfer(ada, id, toBen);
  return { world, id };
}

describe('a transfer', () => {
  test('rings at the colleague while the call goes on', async () => {
    const { world, id } = await transferred();
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      agent: { name: 'Ada' },
      transfer: { ...toBen, to: { name: 'Ben' }, expiresAt: '2026-03-02T09:00:30.000Z' },
    });
  });

  test('hands the consult over to the colleague who accepts, and the first one is out of it', async () => {
    const { world, id } = await transferred();
    await world.consults.accept(ben, id);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      agent: { name: 'Ben' },
      transfer: null,
    });
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'transferred',
      from: { name: 'Ada' },
      to: { name: 'Ben' },
    });
    expect(await world.consults.followed(ada.identity, { [id]: 1 })).toEqual([]);
    expect(await outcomeOf(world.consults.timeline(ada.identity, id, 0))).toBe('forbidden');
    expect(await outcomeOf(world.consults.end(ada, id))).toBe('forbidden');
    expect(await outcomeOf(world.consults.end(ben, id))).toBe('ok');
  });

  test('leaves the first one free for the next patient', async () => {
    const { world, id } = await transferred();
    world.linked = [ada.identity].map(({ personId, name }) => ({ id: personId, name }));
    const next = await ask(world, tv('ward TV'));
    expect(await rungIn(world, next)).toEqual([]);
    await world.consults.accept(ben, id);
    await world.consults.settled();
    expect(await rungIn(world, next)).toEqual(['Ada']);
  });

  test('on the relay lets the colleague wait in the room, and then puts the first one out of it', async () => {
    const { world, id } = await transferred();
    const room = `${id}:1`;
    const among = (...actors: { sessionId: string }[]) =>
      actors
        .map(({ sessionId }) => sessionId)
        .sort()
        .join(' ');
    expect(world.relay.told.at(-1)).toBe(
      `admit ${room} ${among(homeTv, ada)} and who waits as agent`,
    );
    expect(await world.consults.media.relayPlace(ben, id, 1)).toMatchObject({
      seat: 'agent',
      admitted: false,
    });
    await world.consults.accept(ben, id);
    expect(world.relay.told.at(-1)).toBe(`admit ${room} ${among(homeTv, ben)}`);
    expect((await viewIn(world, id)).path.epoch).toBe(1);
    expect(await outcomeOf(world.consults.media.relayPlace(ada, id, 1))).toBe('forbidden');
  });

  test('on the direct path sets media up anew between the patient and the colleague', async () => {
    const { world, id } = await active('direct');
    await world.consults.handover.transfer(ada, id, toBen);
    expect(await outcomeOf(world.consults.media.peerOf(ben, id, 1))).not.toBe('ok');
    await world.consults.accept(ben, id);
    expect((await viewIn(world, id)).path).toEqual({
      kind: 'direct',
      epoch: 2,
      reason: 'transferred',
    });
    expect(await world.consults.media.peerOf(homeTv, id, 2)).toBe(ben.sessionId);
    await flows(world, ben, id);
    expect(await viewIn(world, id)).toMatchObject({ places: { agent: { connected: true } } });
  });

  test.each([
    ['declined', (world: World, id: string) => world.consults.decline(ben, id)],
    ['cancelled', (world: World, id: string) => world.consults.handover.withdrawTransfer(ada, id)],
    ['no-answer', (world: World) => world.pass(30_000)],
  ] as const)('that is %s leaves the consult where it was', async (reason, happens) => {
    const { world, id } = await transferred();
    await happens(world, id);
    await world.consults.settled();
    expect(await viewIn(world, id)).toMatchObject({ agent: { name: 'Ada' }, transfer: null });
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'transfer-withdrawn',
      reason,
    });
    expect(await outcomeOf(world.consults.accept(ben, id))).not.toBe('ok');
    expect(world.relay.told.at(-1)).not.toContain('who rings');
  });

  test('that is not answered shows the colleague as away', async () => {
    const { world } = await transferred();
    await world.pass(30_000);
    const { colleagues } = await world.consults.agents.colleagues(ada.identity);
    expect(colleagues.find(({ id }) => id === benId)?.presence).toBe('away');
  });

  test('that is over lets the colleague be rung by the queue', async () => {
    const { world, id } = await transferred();
    world.linked = [{ id: benId, name: 'Ben' }];
    const next = await ask(world, tv('ward TV'));
    expect(await rungIn(world, next)).toEqual([]);
    await world.consults.decline(ben, id);
    await world.consults.settled();
    expect(await rungIn(world, next)).toEqual(['Ben']);
  });

  test('that is asked for twice rings once; to another colleague it has to be withdrawn first', async () => {
    const { world, id } = await transferred();
    await world.consults.handover.transfer(ada, id, toBen);
    expect((await typesIn(world, id)).filter((type) => type === 'transfer-offered')).toHaveLength(
      1,
    );
    const toCleo = { to: cleo.identity.personId, note: '' };
    expect(await outcomeOf(world.consults.handover.transfer(ada, id, toCleo))).toBe('wrong_state');
  });

  test('goes when the call does', async () => {
    const { world, id } = await transferred();
    await world.consults.end(homeTv, id);
    expect((await viewIn(world, id)).transfer).toBeNull();
    expect(await outcomeOf(world.consults.accept(ben, id))).toBe('wrong_state');
  });

  test('outlives a restart of the server', async () => {
    const { world, id } = await transferred();
    await world.restart();
    await world.arrive(homeTv, ada, ben);
    await world.consults.accept(ben, id);
    expect((await viewIn(world, id)).agent?.name).toBe('Ben');
  });
});

describe('a note to the colleague', () => {
  test('is read by the two agents, and by nobody at the TV', async () => {
    const { world, id } = await transferred();
    for (const { identity } of [ada, ben]) {
      expect(JSON.stringify(await toldTo(identity, world, id))).toContain(toBen.note);
    }
    const told = await toldTo(homeTv.identity, world, id);
    expect(told.consult.transfer).toMatchObject({ to: { name: 'Ben' }, note: '' });
    expect(JSON.stringify(told)).not.toContain(toBen.note);
    const timeline = await world.consults.timeline(homeTv.identity, id, 0);
    expect(JSON.stringify(timeline)).not.toContain(toBen.note);
  });
});

describe('is refused', () => {
  test.each([
    ['to oneself', ada.identity.personId, 'not_found'],
    ['to a stranger', idOf('stranger'), 'not_found'],
    ['to an admin', idOf('Grete'), 'not_found'],
    ['to somebody who is not there', idOf('Finn'), 'endpoint_absent'],
  ] as const)('a transfer %s', async (_, to, code) => {
    const { world, id } = await accepted();
    expect(await outcomeOf(world.consults.handover.transfer(ada, id, { to, note: '' }))).toBe(code);
  });

  test('a transfer to a colleague who is in a consult, or at whom it rings', async () => {
    const { world, id } = await accepted();
    world.linked = [{ id: benId, name: 'Ben' }];
    const next = await ask(world, tv('ward TV'));
    expect(await outcomeOf(world.consults.handover.transfer(ada, id, toBen))).toBe('agent_ringing');
    await world.consults.accept(ben, next);
    expect(await outcomeOf(world.consults.handover.transfer(ada, id, toBen))).toBe('agent_busy');
  });

  test('a transfer by anybody but the agent, from the session that has the place', async () => {
    const { world, id } = await accepted();
    const elsewhere = { ...ada, sessionId: idOf('second tab') };
    expect(await outcomeOf(world.consults.handover.transfer(elsewhere, id, toBen))).toBe(
      'not_joined',
    );
    expect(await outcomeOf(world.consults.handover.transfer(cleo, id, toBen))).toBe('forbidden');
    expect(
      await outcomeOf(world.consults.handover.transfer(agent('Finn', 'staff'), id, toBen)),
    ).toBe('forbidden');
    expect(await outcomeOf(world.consults.handover.transfer(homeTv, id, toBen))).toBe('forbidden');
  });

  test('whoever accepts a transfer that rings at somebody else', async () => {
    const { world, id } = await transferred();
    expect(await outcomeOf(world.consults.accept(cleo, id))).toBe('already_accepted');
  });
});
