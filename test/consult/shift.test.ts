import { describe, expect, test } from 'vitest';
import type { PathKind, PathPolicy } from '../../src/protocol/index.ts';
import { ada, agent, ben, clinic, homeTv, idOf, tv } from './people.ts';
import {
  admitted,
  adrift,
  begin,
  comeBack,
  confirm,
  link,
  moved,
  type PhoneScene,
  phoneIn,
} from './phones.ts';
import { accepted, eventsIn, flows, toldTo, typesIn, viewIn } from './situations.ts';
import { ask, openWorld, outcomeOf, withFile } from './world.ts';

/** Where the patient is, and where to. */
async function standing({ world, id }: PhoneScene) {
  const { patientAt, shift, state } = await viewIn(world, id);
  return { state, patientAt, to: shift?.to ?? null };
}

async function lastIn({ world, id }: PhoneScene) {
  return (await eventsIn(world, id)).at(-1);
}

/** The scene before each kind of move, and what begins it. */
const moves = [
  ['tv', 'mobile', admitted, (scene: PhoneScene) => begin(scene, 'mobile')],
  ['tv', 'both', admitted, (scene: PhoneScene) => begin(scene, 'both')],
  ['both', 'tv', () => moved('both'), (scene: PhoneScene) => comeBack(scene)],
  ['mobile', 'tv', () => moved('mobile'), (scene: PhoneScene) => comeBack(scene)],
] as const;

describe.each(moves)('the call on its way from %s to %s', (from, to, open, start) => {
  test('stays where it is until the agent’s screen shows it there', async () => {
    const scene = await open();
    await start(scene);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: from, to });
    expect(await lastIn(scene)).toMatchObject({ type: 'shift-begun', to });
    expect((await viewIn(scene.world, scene.id)).shift?.expiresAt).toBe('2026-03-02T09:00:15.000Z');
    await confirm(scene, to);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: to, to: null });
    expect(await lastIn(scene)).toMatchObject({ type: 'shifted', from, to });
  });

  test('is confirmed once', async () => {
    const scene = await open();
    await start(scene);
    await confirm(scene, to);
    const before = await eventsIn(scene.world, scene.id);
    await confirm(scene, to);
    expect(await eventsIn(scene.world, scene.id)).toEqual(before);
  });

  test('is not confirmed by a word about another place', async () => {
    const scene = await open();
    await start(scene);
    for (const other of (['tv', 'both', 'mobile'] as const).filter((each) => each !== to)) {
      await confirm(scene, other);
    }
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: from, to });
  });

  test('begins once, and has no longer for being asked for again', async () => {
    const scene = await open();
    const { world, id } = scene;
    await start(scene);
    const before = await eventsIn(world, id);
    await world.pass(14_999);
    await start(scene);
    expect(await eventsIn(world, id)).toEqual(before);
    await world.pass(1);
    expect((await standing(scene)).to).toBeNull();
  });

  test('that nobody confirms in 15 seconds fails, and nothing has changed', async () => {
    const scene = await open();
    const { world, id } = scene;
    await start(scene);
    await world.pass(14_999);
    expect((await standing(scene)).to).toBe(to);
    await world.pass(1);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: from, to: null });
    expect(await lastIn(scene)).toMatchObject({
      type: 'shift-failed',
      by: 'system',
      to,
      reason: 'no-frames',
    });
    expect((await viewIn(world, id)).mobile).toMatchObject({ admitted: true });
    await confirm(scene, to);
    expect((await standing(scene)).patientAt).toBe(from);
  });

  test.each(['tv', 'phone'] as const)('is given up by the %s', async (who) => {
    const scene = await open();
    const { world, id, phone } = scene;
    await start(scene);
    await world.consults.mobiles.abandon(who === 'tv' ? homeTv : phone, id);
    await world.consults.mobiles.abandon(homeTv, id);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: from, to: null });
    expect(await lastIn(scene)).toMatchObject({
      type: 'shift-failed',
      by: 'patient',
      reason: 'abandoned',
    });
    expect((await typesIn(world, id)).filter((type) => type === 'shift-failed')).toHaveLength(1);
  });

  test('goes on for another 15 seconds after a restart of the server', async () => {
    const scene = await open();
    const { world, id, phone } = scene;
    await start(scene);
    await world.pass(10_000);
    await world.restart();
    await world.arrive(homeTv, ada, phone);
    await world.pass(14_999);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: from, to });
    expect((await viewIn(world, id)).path.reason).toBe('relay-restarted');
    await confirm(scene, to);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: to, to: null });
  });

  test('goes on while a colleague takes over, who then confirms it', async () => {
    const scene = await open();
    const { world, id } = scene;
    await start(scene);
    await world.consults.handover.transfer(ada, id, { to: ben.identity.personId, note: '' });
    await world.consults.accept(ben, id);
    expect(await standing(scene)).toMatchObject({ patientAt: from, to });
    expect(await outcomeOf(world.consults.mobiles.confirm(ada, id, to))).toBe('forbidden');
    await world.consults.mobiles.confirm(ben, id, to);
    expect(await standing(scene)).toMatchObject({ patientAt: to, to: null });
  });

  test('ends with the consult', async () => {
    const scene = await open();
    await start(scene);
    await scene.world.consults.end(scene.phone, scene.id);
    expect(await standing(scene)).toMatchObject({ state: 'ended', to: null });
    await confirm(scene, to);
    expect(await lastIn(scene)).not.toMatchObject({ type: 'shifted' });
  });
});

describe('a move', () => {
  test('is confirmed by the agent in the session that has the consult, and nobody else', async () => {
    const scene = await admitted();
    const { world, id, phone } = scene;
    const { mobiles } = world.consults;
    await begin(scene, 'mobile');
    for (const [actor, code] of [
      [homeTv, 'forbidden'],
      [phone, 'forbidden'],
      [ben, 'forbidden'],
      [agent('Ada', 'physician', clinic, 'second tab'), 'not_joined'],
    ] as const) {
      expect(await outcomeOf(mobiles.confirm(actor, id, 'mobile'))).toBe(code);
    }
    expect((await standing(scene)).patientAt).toBe('tv');
  });

  test('to the phone is begun by the phone alone', async () => {
    const { world, id } = await admitted();
    const wish = { use: 'move', media: 'video' } as const;
    expect(await outcomeOf(world.consults.mobiles.begin(homeTv, id, wish))).toBe('forbidden');
    expect(await outcomeOf(world.consults.mobiles.begin(ada, id, wish))).toBe('forbidden');
  });

  test('from split to the phone is done at once: it is on the screen already', async () => {
    const scene = await moved('both');
    await begin(scene, 'mobile', 'audio');
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: 'mobile', to: null });
    expect(await lastIn(scene)).toMatchObject({ type: 'shifted', from: 'both', to: 'mobile' });
    expect((await viewIn(scene.world, scene.id)).mobile?.media).toBe('audio');
  });

  test('from the phone to split is refused: the call has to be back on the TV first', async () => {
    const scene = await moved('mobile');
    expect(await outcomeOf(begin(scene, 'both'))).toBe('wrong_state');
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: 'mobile', to: null });
  });

  test('may turn to another use on its way, and is not confirmed for the first then', async () => {
    const scene = await admitted();
    await begin(scene, 'mobile');
    await begin(scene, 'both');
    await confirm(scene, 'mobile');
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: 'tv', to: 'both' });
    await confirm(scene, 'both');
    expect((await standing(scene)).patientAt).toBe('both');
  });

  test('to where the call is already changes nothing', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    const before = await eventsIn(world, id);
    await comeBack(scene);
    expect(await eventsIn(world, id)).toEqual(before);
  });

  test('tells what the phone sends, until it is back on the TV', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    const media = async () => (await viewIn(world, id)).mobile?.media;
    await begin(scene, 'both', 'audio');
    expect(await media()).toBe('audio');
    await confirm(scene, 'both');
    expect(await media()).toBe('audio');
    await comeBack(scene);
    await confirm(scene, 'tv');
    expect(await media()).toBeNull();
    await begin(scene, 'mobile');
    expect(await media()).toBe('video');
    await world.pass(15_000);
    expect(await media()).toBeNull();
  });

  test('before anybody accepted there is none', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    const phone = phoneIn(id);
    await link(world, phone);
    await world.arrive(ada);
    await world.consults.accept(ada, id);
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    await world.consults.handover.returnToQueue(ada, id);
    expect(await outcomeOf(begin({ world, id, phone }, 'mobile'))).toBe('wrong_state');
  });

  test('makes a consult active in which the TV never had media', async () => {
    const { world, id } = await accepted();
    const scene = { world, id, phone: phoneIn(id) };
    await link(world, scene.phone);
    await world.consults.mobiles.admit(ada, id, scene.phone.identity.mobileId);
    await flows(world, ada, id);
    await begin(scene, 'mobile');
    await flows(world, scene.phone, id);
    expect(await standing(scene)).toMatchObject({ state: 'accepted' });
    await confirm(scene, 'mobile');
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: 'mobile', to: null });
    expect((await typesIn(world, id)).slice(-2)).toEqual(['shifted', 'active']);
  });

  test('makes a consult active once the phone’s media flows, where that comes last', async () => {
    const { world, id } = await accepted();
    const scene = { world, id, phone: phoneIn(id) };
    await link(world, scene.phone);
    await world.consults.mobiles.admit(ada, id, scene.phone.identity.mobileId);
    await begin(scene, 'mobile');
    await flows(world, ada, id);
    await confirm(scene, 'mobile');
    expect(await standing(scene)).toMatchObject({ state: 'accepted' });
    await flows(world, scene.phone, id);
    expect(await standing(scene)).toMatchObject({ state: 'active' });
  });

  test('with a guest in the consult goes as without', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    const { guests } = world.consults;
    const { token } = await guests.invite(ada, id, { name: 'Irma', relation: 'interpreter' });
    const identity = await guests.guestByToken(token);
    const irma = { identity, sessionId: idOf('Irma tab') };
    await world.arrive(irma);
    await world.consults.join(irma, id);
    await begin(scene, 'mobile');
    expect((await toldTo(identity, world, id)).consult).toMatchObject({ shift: { to: 'mobile' } });
    await confirm(scene, 'mobile');
    expect((await toldTo(identity, world, id)).consult).toMatchObject({
      patientAt: 'mobile',
      guests: [{ presence: 'present' }],
    });
    expect(world.relay.told.at(-1)).toContain(irma.sessionId);
  });
});

describe('the path', () => {
  test('goes from direct to the relay with the phone, in the moment the move begins', async () => {
    const scene = await admitted({ policy: 'direct' });
    const { world, id } = scene;
    expect((await viewIn(world, id)).path.kind).toBe('direct');
    await begin(scene, 'mobile');
    expect((await viewIn(world, id)).path).toEqual({
      kind: 'relay',
      epoch: 2,
      reason: 'phone-joined',
    });
    expect((await typesIn(world, id)).slice(-2)).toEqual(['shift-begun', 'path-changed']);
  });

  test.each<[PathPolicy, PathKind]>([
    ['direct', 'direct'],
    // Which moves only to a direct path that is proven.
    ['auto', 'relay'],
  ])(
    'stays on the relay while the call goes over and is on the phone, though the policy be %s',
    async (policy, atLast) => {
      const scene = await admitted();
      const { world, id } = scene;
      const kind = async () => (await viewIn(world, id)).path.kind;
      await begin(scene, 'mobile');
      await world.consults.media.setPolicy(ada, id, policy);
      expect(await kind()).toBe('relay');
      await confirm(scene, 'mobile');
      await world.consults.media.setPolicy(ada, id, 'relay');
      await world.consults.media.setPolicy(ada, id, policy);
      expect(await kind()).toBe('relay');
      await comeBack(scene);
      await confirm(scene, 'tv');
      await world.consults.media.setPolicy(ada, id, 'relay');
      await world.consults.media.setPolicy(ada, id, policy);
      expect(await kind()).toBe(atLast);
    },
  );

  test('stays on the relay while no device has the call', async () => {
    const { world, id } = await adrift();
    await world.consults.media.setPolicy(ada, id, 'direct');
    expect((await viewIn(world, id)).path.kind).toBe('relay');
  });

  test('stays on the relay while the call comes back from a phone that has left', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await comeBack(scene);
    await world.consults.mobiles.leave(phone, id);
    await world.consults.media.setPolicy(ada, id, 'direct');
    expect((await viewIn(world, id)).path.kind).toBe('relay');
  });

  test('that is set up anew in mid-move takes the move along', async () => {
    const scene = await admitted();
    const { world, id, phone } = scene;
    await begin(scene, 'mobile');
    await world.consults.roomLost(`${id}:1`);
    expect(await standing(scene)).toEqual({ state: 'active', patientAt: 'tv', to: 'mobile' });
    expect(await world.consults.media.relayPlace(phone, id, 2)).toMatchObject({ admitted: true });
    await confirm(scene, 'mobile');
    expect((await standing(scene)).patientAt).toBe('mobile');
  });

  test('is set up anew when the device’s media fails on which the call is', async () => {
    const { world, id, phone } = await moved('mobile');
    const failed = { consultId: id, epoch: 1, outcome: 'failed', detail: 'gone' } as const;
    await world.consults.media.report(homeTv, failed);
    expect((await viewIn(world, id)).path.epoch).toBe(1);
    expect((await eventsIn(world, id)).at(-1)?.type).not.toBe('media-failed');
    await world.consults.media.report(phone, failed);
    expect((await viewIn(world, id)).path).toEqual({
      kind: 'relay',
      epoch: 2,
      reason: 'relay-failed',
    });
  });

  test.each([
    ['phone', admitted, (scene: PhoneScene) => begin(scene, 'mobile')],
    ['TV', () => moved('mobile'), (scene: PhoneScene) => comeBack(scene)],
  ] as const)(
    'is left alone, and the move fails, when the %s cannot come in',
    async (who, open, start) => {
      const scene = await open();
      const { world, id, phone } = scene;
      const before = await standing(scene);
      await start(scene);
      const failed = { consultId: id, epoch: 1, outcome: 'failed', detail: 'no way' } as const;
      await world.consults.media.report(who === 'TV' ? homeTv : phone, failed);
      expect(await standing(scene)).toEqual(before);
      expect((await typesIn(world, id)).slice(-2)).toEqual(['media-failed', 'shift-failed']);
      expect((await viewIn(world, id)).path.epoch).toBe(1);
    },
  );

  test('is not set up anew in the waiting room for a device on which the call is not', async () => {
    const { world, id, phone } = await admitted();
    await world.consults.handover.returnToQueue(ada, id);
    await world.consults.settled();
    const failed = { consultId: id, epoch: 2, outcome: 'failed', detail: 'gone' } as const;
    await outcomeOf(world.consults.media.report(phone, failed));
    expect((await viewIn(world, id)).path.epoch).toBe(2);
  });
});

describe('back in the waiting room, a patient', () => {
  test.each(['mobile', 'both'] as const)(
    'is met by the next agent where they are (%s)',
    async (to) => {
      const scene = await moved(to);
      const { world, id, phone } = scene;
      await world.consults.handover.returnToQueue(ada, id);
      await world.consults.settled();
      expect(await standing(scene)).toMatchObject({ patientAt: to, to: null });
      expect((await viewIn(world, id)).mobile).toMatchObject({ admitted: true, connected: false });
      await world.consults.accept(ben, id);
      const { epoch } = (await viewIn(world, id)).path;
      const everybody = [ben, phone, ...(to === 'both' ? [homeTv] : [])].map(
        ({ sessionId }) => sessionId,
      );
      expect(world.relay.told).toContain(`admit ${id}:${epoch} ${everybody.sort().join(' ')}`);
      await flows(world, ben, id);
      await flows(world, phone, id);
      expect(await standing(scene)).toMatchObject({ state: 'active', patientAt: to });
    },
  );

  test('whose call was on its way stays where they were', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    await begin(scene, 'mobile');
    await world.consults.handover.returnToQueue(ada, id);
    expect(await standing(scene)).toMatchObject({ patientAt: 'tv', to: null });
    expect((await viewIn(world, id)).mobile).toMatchObject({ admitted: true, media: null });
  });

  test('whose phone is gone is at the TV again', async () => {
    const scene = await adrift();
    const { world, id } = scene;
    await world.consults.handover.returnToQueue(ada, id);
    expect(await standing(scene)).toMatchObject({ patientAt: 'tv' });
    expect((await typesIn(world, id)).slice(-4)).toEqual([
      'shifted',
      'returned',
      'queued',
      'path-changed',
    ]);
    await world.pass(60_000);
    expect((await viewIn(world, id)).outcome).toBeNull();
  });

  test('whom the clinic’s system called is not rung at the TV again while at the phone', async () => {
    const world = await openWorld();
    const ward = tv('ward TV');
    await world.arrive(ada, ward);
    const id = idOf('opened for');
    const patientId = ward.identity.kind === 'tv' ? ward.identity.patient.id : '';
    await world.consults.openFor(clinic.id, {
      consultId: id,
      about: { patientId },
      kind: 'care',
    });
    await world.consults.settled();
    await world.consults.accept(ada, id);
    await world.consults.accept(ward, id);
    const phone = phoneIn(id);
    await link(world, phone);
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    await begin({ world, id, phone }, 'mobile');
    await world.consults.mobiles.confirm(ada, id, 'mobile');
    await world.consults.handover.returnToQueue(ada, id);
    await world.consults.accept(ada, id);
    expect((await viewIn(world, id)).state).toBe('accepted');
  });
});

test('a move survives in the database', () =>
  withFile(async (file) => {
    const world = await openWorld(file);
    world.policy = 'relay';
    await world.arrive(ada);
    const id = await ask(world, homeTv);
    await world.consults.accept(ada, id);
    const scene = { world, id, phone: phoneIn(id) };
    await link(world, scene.phone);
    await world.consults.mobiles.admit(ada, id, scene.phone.identity.mobileId);
    await begin(scene, 'mobile', 'audio');
    const view = await viewIn(world, id);
    await world.database.destroy();
    const after = await openWorld(file);
    expect(await viewIn(after, id)).toEqual(view);
    await after.database.destroy();
  }));
