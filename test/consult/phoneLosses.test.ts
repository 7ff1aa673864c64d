import { describe, expect, test } from 'vitest';
import { ada, clinic, homeTv, idOf, tv } from './people.ts';
import {
  admitted,
  adrift,
  begin,
  comeBack,
  confirm,
  link,
  linked,
  moved,
  phoneIn,
} from './phones.ts';
import { eventsIn, flows, typesIn, viewIn } from './situations.ts';
import { openWorld, outcomeOf } from './world.ts';

describe('a phone that loses its connection', () => {
  test('keeps its place for two minutes, and has it again when it is back', async () => {
    const { world, id, phone } = await admitted();
    await world.leave(phone);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'endpoint-lost',
      place: 'mobile',
    });
    await world.pass(119_999);
    expect((await viewIn(world, id)).mobile).toMatchObject({ presence: 'absent', admitted: true });
    await world.arrive(phone);
    expect((await viewIn(world, id)).mobile?.presence).toBe('present');
    await world.pass(600_000);
    expect((await viewIn(world, id)).mobile?.presence).toBe('present');
  });

  test('is gone after two minutes; where it was added, nothing else changes', async () => {
    const { world, id, phone } = await admitted({ use: 'add' });
    await world.leave(phone);
    await world.pass(120_000);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-left',
      by: 'system',
      reason: 'lost',
    });
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      mobile: null,
      patientAt: 'tv',
      deadlineAt: null,
    });
    expect(await outcomeOf(world.consults.join(phone, id))).toBe('not_found');
  });

  test('before it was let in, too, and while the patient still waits', async () => {
    const { world, id, phone } = await linked();
    await world.consults.handover.returnToQueue(ada, id);
    await world.leave(phone);
    await world.pass(119_999);
    expect((await viewIn(world, id)).mobile?.presence).toBe('absent');
    await world.pass(1);
    expect(await viewIn(world, id)).toMatchObject({ mobile: null, outcome: null });
  });

  test('in mid-move lets the move fail, and the TV has gone on', async () => {
    const scene = await admitted();
    const { world, id, phone } = scene;
    await begin(scene, 'mobile');
    await world.leave(phone);
    await world.pass(15_000);
    expect((await typesIn(world, id)).at(-1)).toBe('shift-failed');
    expect(await viewIn(world, id)).toMatchObject({
      patientAt: 'tv',
      shift: null,
      mobile: { presence: 'absent' },
    });
    await world.pass(105_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'active', mobile: null });
  });

  test('and leaves in mid-move lets it fail at once', async () => {
    const scene = await admitted();
    const { world, id, phone } = scene;
    await begin(scene, 'both');
    await world.consults.mobiles.leave(phone, id);
    expect((await eventsIn(world, id)).slice(-2)).toMatchObject([
      { type: 'mobile-left', reason: 'left' },
      { type: 'shift-failed', to: 'both', reason: 'mobile-gone' },
    ]);
    expect(await viewIn(world, id)).toMatchObject({ patientAt: 'tv', shift: null });
  });

  test('for good while both are in the call leaves it to the TV at once', async () => {
    const { world, id, phone } = await moved('both');
    await world.leave(phone);
    await world.pass(119_999);
    expect((await viewIn(world, id)).patientAt).toBe('both');
    await world.pass(1);
    expect((await eventsIn(world, id)).slice(-2)).toMatchObject([
      { type: 'mobile-left', reason: 'lost' },
      { type: 'shifted', by: 'system', from: 'both', to: 'tv' },
    ]);
    expect(await viewIn(world, id)).toMatchObject({ state: 'active', patientAt: 'tv' });
  });

  test('on its way back from both leaves the call to the TV, and the move is done', async () => {
    const scene = await moved('both');
    const { world, id } = scene;
    await comeBack(scene);
    await world.consults.mobiles.refuse(ada, id, scene.phone.identity.mobileId);
    expect(await viewIn(world, id)).toMatchObject({ patientAt: 'tv', shift: null });
    expect((await typesIn(world, id)).at(-1)).toBe('shifted');
  });

  test('while it has the call alone is waited for, and goes on when it is back', async () => {
    const { world, id, phone } = await moved('mobile');
    await world.leave(phone);
    await world.pass(119_999);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      patientAt: 'mobile',
      deadlineAt: null,
    });
    await world.arrive(phone);
    await world.pass(60_000);
    expect(await viewIn(world, id)).toMatchObject({
      patientAt: 'mobile',
      mobile: { presence: 'present' },
    });
  });

  test('while it has the call alone can be left behind: the TV takes the call again', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await world.leave(phone);
    await comeBack(scene);
    await confirm(scene, 'tv');
    expect(await viewIn(world, id)).toMatchObject({
      patientAt: 'tv',
      mobile: { presence: 'absent', media: null },
    });
    await world.arrive(phone);
    expect((await viewIn(world, id)).mobile).toMatchObject({ presence: 'present', admitted: true });
  });
});

describe('a call whose phone is gone for good', () => {
  test('waits a minute for the TV, and ends then', async () => {
    const { world, id } = await adrift();
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({ type: 'mobile-left' });
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      patientAt: 'mobile',
      mobile: null,
      deadlineAt: '2026-03-02T09:03:00.000Z',
    });
    await world.pass(59_999);
    expect((await viewIn(world, id)).state).toBe('active');
    await world.pass(1);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'mobile-lost' });
  });

  test('goes on at the TV that takes it', async () => {
    const scene = await adrift();
    const { world, id } = scene;
    await world.pass(59_999);
    await comeBack(scene);
    await world.pass(10_000);
    await flows(world, homeTv, id);
    await confirm(scene, 'tv');
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      patientAt: 'tv',
      deadlineAt: null,
      places: { tv: { connected: true } },
    });
    await world.pass(600_000);
    expect((await viewIn(world, id)).state).toBe('active');
  });

  test('waits another minute after a TV that tried in vain', async () => {
    const scene = await adrift();
    const { world, id } = scene;
    await comeBack(scene);
    await flows(world, homeTv, id);
    await world.pass(15_000);
    expect((await typesIn(world, id)).at(-1)).toBe('shift-failed');
    expect(await viewIn(world, id)).toMatchObject({
      deadlineAt: '2026-03-02T09:03:15.000Z',
      places: { tv: { connected: false } },
    });
    await world.pass(60_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'mobile-lost' });
  });

  test.each([
    ['leaves', 'left'],
    ['is put out', 'refused'],
  ] as const)('waits for the TV as well when the phone %s', async (_, reason) => {
    const { world, id, phone } = await moved('mobile');
    if (reason === 'left') await world.consults.mobiles.leave(phone, id);
    else await world.consults.mobiles.refuse(ada, id, phone.identity.mobileId);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({ type: 'mobile-left', reason });
    await world.pass(60_000);
    expect((await viewIn(world, id)).outcome).toBe('mobile-lost');
  });

  test('is taken by no other phone before it is back on the TV', async () => {
    const scene = await adrift();
    const { world, id } = scene;
    const second = phoneIn(id, 'second phone');
    expect(await outcomeOf(link(world, second))).toBe('wrong_state');
    await comeBack(scene);
    expect(await outcomeOf(link(world, second))).toBe('wrong_state');
    await confirm(scene, 'tv');
    expect(await outcomeOf(link(world, second))).toBe('ok');
  });

  test('on its way back goes on to the TV', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await comeBack(scene);
    await world.consults.mobiles.leave(phone, id);
    expect(await viewIn(world, id)).toMatchObject({ shift: { to: 'tv' }, deadlineAt: null });
    await confirm(scene, 'tv');
    expect(await viewIn(world, id)).toMatchObject({ patientAt: 'tv', state: 'active' });
  });

  test('on its way back that nobody sees there waits for the TV', async () => {
    const scene = await moved('mobile');
    const { world, id, phone } = scene;
    await comeBack(scene);
    await world.consults.mobiles.leave(phone, id);
    await world.pass(15_000);
    await world.pass(59_999);
    expect((await viewIn(world, id)).state).toBe('active');
    await world.pass(1);
    expect((await viewIn(world, id)).outcome).toBe('mobile-lost');
  });

  test('can be ended by the agent, or on the TV', async () => {
    for (const actor of [ada, homeTv]) {
      const { world, id } = await adrift();
      await world.consults.end(actor, id);
      expect((await viewIn(world, id)).state).toBe('ended');
    }
  });

  test('is not taken by a TV that is away', async () => {
    const scene = await adrift();
    await scene.world.leave(homeTv);
    expect(await outcomeOf(comeBack(scene, homeTv))).toBe('endpoint_absent');
  });

  test('has another minute after a restart of the server', async () => {
    const { world, id } = await adrift();
    world.now = new Date(world.now.getTime() + 300_000);
    await world.restart();
    await world.arrive(ada, homeTv);
    await world.pass(59_999);
    expect((await viewIn(world, id)).state).toBe('active');
    await world.pass(1);
    expect((await viewIn(world, id)).outcome).toBe('mobile-lost');
  });
});

describe('a TV that is lost', () => {
  test('is not missed while the call is on the phone', async () => {
    const { world, id } = await moved('mobile');
    await world.leave(homeTv);
    await world.pass(3_600_000);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      patientAt: 'mobile',
      places: { tv: { presence: 'absent' } },
      deadlineAt: null,
    });
  });

  test('while the call is on the phone is there again for the way back', async () => {
    const scene = await moved('mobile');
    const { world, id } = scene;
    await world.leave(homeTv);
    await world.pass(60_000);
    expect(await outcomeOf(comeBack(scene, scene.phone))).toBe('endpoint_absent');
    const restarted = tv('home TV', 'second run');
    await world.arrive(restarted);
    await world.consults.join(restarted, id);
    await comeBack(scene, restarted);
    await confirm(scene, 'tv');
    expect((await viewIn(world, id)).patientAt).toBe('tv');
  });

  test('for good while both are in the call leaves it to the phone', async () => {
    const { world, id } = await moved('both');
    await world.leave(homeTv);
    expect((await viewIn(world, id)).deadlineAt).toBeNull();
    await world.pass(89_999);
    expect((await viewIn(world, id)).patientAt).toBe('both');
    await world.pass(1);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'shifted',
      by: 'system',
      from: 'both',
      to: 'mobile',
    });
    await world.pass(600_000);
    expect((await viewIn(world, id)).state).toBe('active');
  });

  test('for good while both are in the call, and the phone is away, ends it', async () => {
    const { world, id, phone } = await moved('both');
    await world.leave(phone, homeTv);
    await world.pass(90_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'tv-lost' });
  });

  test('for good in the waiting room leaves the patient to the phone that was in the call', async () => {
    const { world, id } = await moved('both');
    await world.consults.handover.returnToQueue(ada, id);
    await world.leave(homeTv);
    await world.pass(15_000);
    expect(await viewIn(world, id)).toMatchObject({ patientAt: 'mobile', outcome: null });
    await world.pass(600_000);
    expect((await viewIn(world, id)).outcome).toBeNull();
  });

  test('for good ends a consult whose phone was only added', async () => {
    const { world, id } = await admitted({ use: 'add' });
    await world.leave(homeTv);
    await world.pass(90_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'tv-lost' });
  });

  test.each(['mobile', 'both'] as const)(
    'for good in mid-move is waited for until the move (%s) is done, and the phone goes on',
    async (to) => {
      const scene = await admitted();
      const { world, id } = scene;
      await world.leave(homeTv);
      await world.pass(85_000);
      await begin(scene, to);
      expect((await viewIn(world, id)).deadlineAt).toBe('2026-03-02T09:01:40.000Z');
      await world.pass(10_000);
      expect((await viewIn(world, id)).state).toBe('active');
      await confirm(scene, to);
      await world.pass(1_000);
      expect(await viewIn(world, id)).toMatchObject({ state: 'active', patientAt: 'mobile' });
    },
  );

  test('for good in mid-move ends the consult when the move fails', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    await world.leave(homeTv);
    await world.pass(85_000);
    await begin(scene, 'mobile');
    await world.pass(15_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'tv-lost' });
  });

  test('on the way back to it lets the move fail, and the phone goes on', async () => {
    const scene = await moved('mobile');
    const { world, id } = scene;
    await comeBack(scene);
    await world.leave(homeTv);
    await world.pass(15_000);
    expect(await viewIn(world, id)).toMatchObject({ patientAt: 'mobile', shift: null });
    await world.pass(600_000);
    expect((await viewIn(world, id)).state).toBe('active');
  });
});

describe('an agent who is lost', () => {
  test('for good ends the consult on the phone as on the TV', async () => {
    const { world, id } = await moved('mobile');
    await world.leave(ada);
    await world.pass(90_000);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'agent-lost' });
  });
});

describe('after a restart of the server, a phone', () => {
  test('has two minutes to come back, and the call waits for it', async () => {
    const { world, id, phone } = await moved('mobile');
    await world.restart();
    expect(await viewIn(world, id)).toMatchObject({
      mobile: { presence: 'absent', admitted: true },
      path: { reason: 'relay-restarted' },
    });
    await world.arrive(ada);
    await world.pass(119_999);
    await world.arrive(phone);
    await world.pass(60_000);
    expect(await viewIn(world, id)).toMatchObject({
      state: 'active',
      patientAt: 'mobile',
      mobile: { presence: 'present' },
    });
  });

  test('in the waiting room, too', async () => {
    const { world, id } = await moved('mobile');
    await world.consults.handover.returnToQueue(ada, id);
    await world.restart();
    await world.arrive(ada, homeTv);
    await world.pass(120_000);
    expect(await viewIn(world, id)).toMatchObject({ mobile: null, patientAt: 'tv', outcome: null });
  });

  test('while the agent calls, too', async () => {
    const world = await openWorld();
    const ward = tv('ward TV');
    await world.arrive(ward);
    const patientId = ward.identity.kind === 'tv' ? ward.identity.patient.id : '';
    const id = idOf('opened by the system');
    await world.consults.openFor(clinic.id, { consultId: id, about: { patientId }, kind: 'care' });
    const phone = phoneIn(id);
    await link(world, phone);
    await world.arrive(ada);
    await world.consults.accept(ada, id);
    expect((await viewIn(world, id)).state).toBe('calling');
    await world.restart();
    expect((await viewIn(world, id)).mobile?.presence).toBe('absent');
  });
});
