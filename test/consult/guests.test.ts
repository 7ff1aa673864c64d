import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import type { GuestIdentity, Invitation } from '../../src/protocol/index.ts';
import { ada, ben, cleo, homeTv, idOf, tv } from './people.ts';
import { accepted, active, eventsIn, flows, toldTo, viewIn } from './situations.ts';
import { ask, outcomeOf, type World } from './world.ts';

const irma: Invitation = { name: 'Irma', relation: 'interpreter' };

interface GuestActor extends Actor {
  readonly identity: GuestIdentity;
}

async function invited(world: World, id: string, invitation = irma) {
  return await world.consults.guests.invite(ada, id, invitation);
}

/** Comes in by the link. */
async function arrived(world: World, token: string, tab = 'tab'): Promise<GuestActor> {
  const identity = await world.consults.guests.guestByToken(token);
  const actor = { identity, sessionId: idOf(`${identity.guestId} ${tab}`) };
  await world.arrive(actor);
  return actor;
}

/** Irma is in the consult. */
async function joined(policy: 'relay' | 'direct' = 'relay') {
  const { world, id } = await active(policy);
  const { token } = await invited(world, id);
  const guest = await arrived(world, token);
  await world.consults.join(guest, id);
  await world.consults.settled();
  return { world, id, guest, token };
}

describe('an invitation', () => {
  test('names the guest to the others, before they have come', async () => {
    const { world, id } = await active();
    const { guest, expiresAt } = await invited(world, id);
    expect(expiresAt).toBe('2026-03-02T09:30:00.000Z');
    expect((await viewIn(world, id)).guests).toEqual([
      expect.objectContaining({ ...irma, id: guest.id, presence: 'vacant' }),
    ]);
  });

  test('is used once', async () => {
    const { world, id } = await active();
    const { token, guest } = await invited(world, id);
    expect(await world.consults.guests.guestByToken(token)).toMatchObject({
      kind: 'guest',
      guestId: guest.id,
      consultId: id,
      name: 'Irma',
      clinic: { name: 'Practice on the Square' },
    });
    expect(await outcomeOf(world.consults.guests.guestByToken(token))).toBe('link_used');
  });

  test('of two who use it at once lets one in', async () => {
    const { world, id } = await active();
    const { token } = await invited(world, id);
    const { guests } = world.consults;
    const outcomes = await Promise.all(
      [guests, world.another().guests].map((list) => outcomeOf(list.guestByToken(token))),
    );
    expect(outcomes.toSorted()).toEqual(['link_used', 'ok']);
  });

  test('lies in the database as a hash only', async () => {
    const { world, id } = await active();
    const { token } = await invited(world, id);
    const rows = await world.database.selectFrom('invitations').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test.each([
    ['after half an hour', (world: World) => world.pass(30 * 60_000)],
    ['once the consult is over', (world: World, id: string) => world.consults.end(ada, id)],
    [
      'once the patient waits again',
      (world: World, id: string) => world.consults.handover.returnToQueue(ada, id),
    ],
    [
      'once the guest is sent away',
      (world: World, id: string, guestId: string) => world.consults.guests.remove(ada, id, guestId),
    ],
  ] as const)('is void %s', async (_, happens) => {
    const { world, id } = await active();
    const { token, guest } = await invited(world, id);
    await happens(world, id, guest.id);
    await world.consults.settled();
    expect(await outcomeOf(world.consults.guests.guestByToken(token))).toBe('link_used');
  });

  test('leaves nothing behind when the consult is over', async () => {
    const { world, id } = await active();
    await invited(world, id);
    await world.consults.end(homeTv, id);
    await world.consults.settled();
    expect(await world.database.selectFrom('invitations').selectAll().execute()).toEqual([]);
  });

  test('that nobody made is void', async () => {
    const { world } = await active();
    expect(await outcomeOf(world.consults.guests.guestByToken('made up'))).toBe('link_used');
  });

  test('is for four at most, and one who is sent away makes room', async () => {
    const { world, id } = await active();
    const { guest } = await invited(world, id);
    for (const name of ['Ivo', 'Iris', 'Ina'])
      await invited(world, id, { name, relation: 'family' });
    expect(await outcomeOf(invited(world, id))).toBe('too_many_guests');
    await world.consults.guests.remove(ada, id, guest.id);
    expect(await outcomeOf(invited(world, id))).toBe('ok');
  });

  test('is for the agent who has the consult to make, while it goes on', async () => {
    const { world, id } = await accepted();
    const { guests } = world.consults;
    expect(await outcomeOf(guests.invite(ben, id, irma))).toBe('forbidden');
    expect(await outcomeOf(guests.invite(homeTv, id, irma))).toBe('forbidden');
    const waiting = await ask(world, tv('ward TV'));
    expect(await outcomeOf(guests.invite(cleo, waiting, irma))).toBe('wrong_state');
    await world.consults.end(ada, id);
    expect(await outcomeOf(guests.invite(ada, id, irma))).toBe('wrong_state');
  });
});

describe('a guest', () => {
  test('who comes in is seen by all, and let into the room', async () => {
    const { world, id, guest } = await joined();
    expect((await viewIn(world, id)).guests).toEqual([
      expect.objectContaining({ ...irma, presence: 'present', connected: false }),
    ]);
    const all = [homeTv, ada, guest]
      .map(({ sessionId }) => sessionId)
      .sort()
      .join(' ');
    expect(world.relay.told.at(-1)).toBe(`admit ${id}:1 ${all}`);
    expect(await world.consults.media.relayPlace(guest, id, 1)).toMatchObject({
      seat: `guest:${guest.identity.guestId}`,
      admitted: true,
    });
    await flows(world, guest, id);
    expect((await viewIn(world, id)).guests[0]?.connected).toBe(true);
  });

  test('moves media from the direct path to the relay, where it stays', async () => {
    const { world, id, guest } = await joined('direct');
    expect((await viewIn(world, id)).path).toEqual({
      kind: 'relay',
      epoch: 2,
      reason: 'guest-joined',
    });
    await world.consults.media.setPolicy(ada, id, 'direct');
    expect((await viewIn(world, id)).path.kind).toBe('relay');
    await world.consults.guests.leave(guest, id);
    expect((await viewIn(world, id)).path.kind).toBe('relay');
  });

  test('is told who takes part, and nothing of the case', async () => {
    const { world, id, guest } = await joined();
    await world.consults.guidance.diagnose(ada, id, {
      findings: [{ en: 'A cold.' }],
      tasks: [{ text: { en: 'Drink tea.' }, concludes: false }],
    });
    await world.consults.handover.transfer(ada, id, { to: ben.identity.personId, note: 'A cold.' });
    const { consult, events } = await toldTo(guest.identity, world, id);
    expect(events).toEqual([]);
    expect(consult).toMatchObject({
      agent: { name: 'Ada' },
      patient: { name: 'Patient at home TV' },
      diagnostics: [],
      transfer: null,
      lastSeq: 0,
      device: { model: '' },
      serviceRequest: { event: { type: 'withheld' }, context: { screen: '' } },
    });
    const text = JSON.stringify(consult);
    for (const secret of ['cold', 'tea', 'QE55', 'patient-choice', 'prompt']) {
      expect(text).not.toContain(secret);
    }
    expect(await outcomeOf(world.consults.timeline(guest.identity, id, 0))).toBe('forbidden');
  });

  test('is told of the end, and of no verdict', async () => {
    const { world, id, guest } = await joined();
    await world.consults.end(ada, id);
    await world.consults.settled();
    const { consult } = await toldTo(guest.identity, world, id);
    expect(consult).toMatchObject({ state: 'ended', verdict: [] });
  });

  test('who is lost keeps the place for a minute and a half, and is gone then', async () => {
    const { world, id, guest } = await joined();
    await world.leave(guest);
    await world.pass(89_999);
    expect((await viewIn(world, id)).guests[0]?.presence).toBe('absent');
    await world.pass(1);
    expect((await viewIn(world, id)).guests).toEqual([]);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'guest-left',
      reason: 'lost',
    });
    expect((await viewIn(world, id)).state).toBe('active');
    expect(await outcomeOf(world.consults.join(guest, id))).toBe('not_found');
  });

  test('who is lost and comes back in the same session or another has the place still', async () => {
    const { world, id, guest } = await joined();
    await world.leave(guest);
    await world.arrive(guest);
    expect((await viewIn(world, id)).guests[0]?.presence).toBe('present');
    const identity = await world.consults.guests.guest(guest.identity.guestId);
    expect(identity).toEqual(guest.identity);
    const reloaded = { ...guest, sessionId: idOf('reloaded') };
    await world.arrive(reloaded);
    await world.consults.join(reloaded, id);
    const events = await eventsIn(world, id);
    expect(events.filter(({ type }) => type === 'guest-joined')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'endpoint-back', by: 'guest' });
    expect(await outcomeOf(world.consults.guests.leave(guest, id))).toBe('not_joined');
  });

  test('who comes back after a restart of the server has the place still', async () => {
    const { world, id, guest } = await joined();
    await world.restart();
    expect((await viewIn(world, id)).guests[0]?.presence).toBe('absent');
    await world.arrive(guest, ada, homeTv);
    await world.pass(60_000);
    expect((await viewIn(world, id)).guests[0]?.presence).toBe('present');
  });

  test('who leaves, or is sent away, has no place any more', async () => {
    const { world, id, guest } = await joined();
    await world.consults.guests.leave(guest, id);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'guest-left',
      by: 'guest',
      reason: 'left',
    });
    const both = [homeTv, ada]
      .map(({ sessionId }) => sessionId)
      .sort()
      .join(' ');
    expect(world.relay.told.at(-1)).toBe(`admit ${id}:1 ${both}`);
    expect(await world.consults.guests.guest(guest.identity.guestId)).toBeUndefined();
    expect(await outcomeOf(world.consults.media.relayPlace(guest, id, 1))).toBe('not_found');
    expect(await world.consults.followed(guest.identity, {})).toEqual([]);
  });

  test('of one consult is nobody to another', async () => {
    const { world, guest } = await joined();
    const other = await ask(world, tv('ward TV'));
    await world.consults.accept(ben, other);
    expect(await outcomeOf(world.consults.join(guest, other))).toBe('not_found');
    expect(await outcomeOf(world.consults.media.relayPlace(guest, other, 1))).toBe('not_found');
  });

  test('whose media fails troubles nobody else', async () => {
    const { world, id, guest } = await joined();
    await world.consults.media.report(guest, {
      consultId: id,
      epoch: 1,
      outcome: 'failed',
      detail: 'no camera',
    });
    expect((await viewIn(world, id)).path.epoch).toBe(1);
  });
});
