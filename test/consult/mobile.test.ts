import { describe, expect, test } from 'vitest';
import type { CheckStatus } from '../../src/protocol/index.ts';
import { ada, agent, ben, clinic, homeTv, idOf, tv } from './people.ts';
import { admitted, begin, link, linked, moved, phoneIn, traitsOf } from './phones.ts';
import { accepted, active, eventsIn, toldTo, typesIn, viewIn } from './situations.ts';
import { ask, openWorld, outcomeOf } from './world.ts';

const birthDate: CheckStatus = { kind: 'birth-date', state: 'open', triesLeft: 3 };

describe('a phone that shows its code', () => {
  test('is told to TV and agent with what it is, and waits to be let in', async () => {
    const { world, id, phone } = await linked();
    expect(await viewIn(world, id)).toMatchObject({
      mobile: {
        ...traitsOf(phone),
        use: 'move',
        admitted: false,
        check: null,
        media: null,
        presence: 'present',
        connected: false,
      },
      patientAt: 'tv',
      shift: null,
    });
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-linked',
      by: 'patient',
      mobile: traitsOf(phone),
    });
  });

  test('may come while the patient still waits, and waits with them', async () => {
    const world = await openWorld();
    const id = await ask(world, homeTv);
    const phone = phoneIn(id);
    await link(world, phone);
    expect((await viewIn(world, id)).mobile).toMatchObject({ admitted: false });
    await world.arrive(ada);
    await world.consults.accept(ada, id);
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    expect((await viewIn(world, id)).mobile).toMatchObject({ admitted: true });
  });

  test('answers the question whether to go on with it', async () => {
    const { world, id } = await active();
    const proposal = { use: 'split', reason: 'camera' } as const;
    await world.consults.mobiles.propose(homeTv, id, proposal);
    expect((await viewIn(world, id)).proposal).toEqual({ ...proposal, by: 'system' });
    await link(world, phoneIn(id));
    expect((await viewIn(world, id)).proposal).toBeNull();
  });

  test('makes the one before it leave, as long as the call is on the TV', async () => {
    const { world, id, phone } = await admitted();
    const second = phoneIn(id, 'second phone');
    await link(world, second);
    expect((await viewIn(world, id)).mobile).toMatchObject({
      id: second.identity.mobileId,
      admitted: false,
    });
    expect((await eventsIn(world, id)).slice(-2)).toMatchObject([
      { type: 'mobile-left', reason: 'replaced', mobile: { id: phone.identity.mobileId } },
      { type: 'mobile-linked', mobile: { id: second.identity.mobileId } },
    ]);
    expect(await outcomeOf(world.consults.join(phone, id))).toBe('not_found');
    expect(await world.consults.followed(phone.identity, {})).toEqual([]);
  });

  test.each(['mobile', 'both'] as const)(
    'is refused while the call is on another (%s), or on its way there',
    async (to) => {
      const scene = await admitted();
      const { world, id, phone } = scene;
      const second = phoneIn(id, 'second phone');
      await begin(scene, to);
      expect(await outcomeOf(link(world, second))).toBe('wrong_state');
      await world.consults.mobiles.confirm(ada, id, to);
      expect(await outcomeOf(link(world, second))).toBe('wrong_state');
      expect((await viewIn(world, id)).mobile?.id).toBe(phone.identity.mobileId);
    },
  );

  test('a second time is the same phone', async () => {
    const { world, id, phone } = await admitted();
    const before = await eventsIn(world, id);
    await link(world, phone);
    expect(await eventsIn(world, id)).toEqual(before);
  });

  test('is refused once the consult is over, and while the agent calls', async () => {
    const { world, id } = await active();
    await world.consults.end(homeTv, id);
    expect(await outcomeOf(link(world, phoneIn(id)))).toBe('wrong_state');
    const called = idOf('called');
    const ward = tv('ward TV');
    await world.arrive(ward);
    const patientId = ward.identity.kind === 'tv' ? ward.identity.patient.id : '';
    await world.consults.call(ada, { consultId: called, patientId, kind: 'care' });
    expect(await outcomeOf(link(world, phoneIn(called)))).toBe('wrong_state');
  });

  test('of one consult is nobody to another', async () => {
    const { world, phone } = await admitted();
    const other = await ask(world, tv('ward TV'));
    await world.consults.accept(ben, other);
    expect(await outcomeOf(world.consults.join(phone, other))).toBe('not_found');
    expect(await outcomeOf(world.consults.timeline(phone.identity, other, 0))).toBe('not_found');
    expect(await outcomeOf(world.consults.media.relayPlace(phone, other, 1))).toBe('not_found');
    expect(await outcomeOf(world.consults.end(phone, other))).toBe('not_found');
  });
});

describe('before it is let in, a phone', () => {
  test('is told how it stands itself, and nothing of anybody', async () => {
    const { world, id, phone } = await linked();
    await world.consults.guests.invite(ada, id, { name: 'Irma', relation: 'interpreter' });
    await world.consults.chat.say(homeTv, id, { messageId: idOf('said'), text: 'My knee hurts.' });
    const { consult, events } = await toldTo(phone.identity, world, id);
    expect(events).toEqual([]);
    expect(consult).toMatchObject({
      id,
      state: 'active',
      patient: { name: '' },
      agent: null,
      guests: [],
      diagnostics: [],
      mobile: { ...traitsOf(phone), admitted: false },
      serviceRequest: { event: { type: 'withheld' } },
      lastSeq: 0,
    });
    const text = JSON.stringify(consult);
    for (const secret of ['Ada', 'Patient', 'Irma', 'knee', 'QE55', 'patient-choice', 'prompt']) {
      expect(text).not.toContain(secret);
    }
  });

  test('may do nothing in the consult', async () => {
    const { world, id, phone } = await linked();
    const { chat, guidance, media, mobiles } = world.consults;
    const before = await eventsIn(world, id);
    const photo = { id: idOf('photo'), width: 2, height: 2, sizeBytes: 3 };
    const event = {
      id: idOf('event'),
      type: 'fault-noticed',
      version: 1,
      at: '2026-03-02T09:00:30.000Z',
    };
    const report = { consultId: id, epoch: 1, detail: '' };
    const devices = { camera: 'on', microphone: 'on' } as const;
    const answer = { taskId: idOf('task'), answer: 'done', checkedBy: 'patient' } as const;
    for (const attempt of [
      () => world.consults.timeline(phone.identity, id, 0),
      () => chat.say(phone, id, { messageId: idOf('said'), text: 'Hello.' }),
      () => chat.photoSent(phone, id, photo),
      () => guidance.reportEvent(phone, id, event),
      () => guidance.answerTask(phone, id, answer),
      () => media.relayPlace(phone, id, 1),
      () => media.requireRight(phone, id),
      () => media.report(phone, { ...report, outcome: 'failed' }),
      () => media.report(phone, { ...report, outcome: 'connected' }),
      () => media.reportDevices(phone, id, devices),
      () => mobiles.begin(phone, id, { use: 'move', media: 'video' }),
      () => mobiles.beginReturn(phone, id),
      () => mobiles.abandon(phone, id),
      () => mobiles.numberGiven(phone, id, '+41441234567'),
      () => world.consults.end(phone, id),
      () => world.consults.cancel(phone, id),
    ]) {
      expect([String(attempt), await outcomeOf(attempt())]).toEqual([
        String(attempt),
        'phone_not_admitted',
      ]);
    }
    expect(await eventsIn(world, id)).toEqual(before);
  });

  test('may leave', async () => {
    const { world, id, phone } = await linked();
    await world.consults.mobiles.leave(phone, id);
    expect((await viewIn(world, id)).mobile).toBeNull();
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-left',
      by: 'patient',
      reason: 'left',
    });
  });

  test('is told of the end, and of nothing more', async () => {
    const { world, id, phone } = await linked();
    await world.consults.end(ada, id);
    await world.consults.settled();
    const { consult, events } = await toldTo(phone.identity, world, id);
    expect(consult).toMatchObject({ state: 'ended', patient: { name: '' }, agent: null });
    expect(events).toEqual([]);
    expect(await outcomeOf(world.consults.timeline(phone.identity, id, 0))).toBe(
      'phone_not_admitted',
    );
  });
});

describe('once it is let in, a phone', () => {
  test('is told what the TV is told, from the first event on', async () => {
    const { world, id, phone } = await linked();
    await world.consults.guidance.diagnose(ada, id, {
      findings: [{ en: 'A cold.' }],
      tasks: [{ text: { en: 'Drink tea.' }, concludes: false }],
    });
    await world.consults.guests.invite(ada, id, { name: 'Irma', relation: 'interpreter' });
    await world.consults.handover.transfer(ada, id, { to: ben.identity.personId, note: 'Hm.' });
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    const told = await toldTo(phone.identity, world, id);
    expect(told).toEqual(await toldTo(homeTv.identity, world, id));
    expect(told.events.map(({ seq }) => seq)).toEqual(told.events.map((_, index) => index + 1));
    expect(told.consult).toMatchObject({
      patient: { name: 'Patient at home TV' },
      agent: { name: 'Ada' },
      guests: [{ name: 'Irma' }],
      transfer: { note: '' },
      diagnostics: [{ diagnostic: { findings: [{ en: 'A cold.' }] } }],
    });
    expect(await world.consults.timeline(phone.identity, id, 0)).toEqual(told.events);
  });

  test('answers a task, reports, writes, and hangs up as the patient', async () => {
    const { world, id, phone } = await admitted();
    await world.consults.guidance.diagnose(ada, id, {
      findings: [],
      tasks: [{ text: { en: 'Drink tea.' }, concludes: false }],
    });
    const taskId = (await viewIn(world, id)).diagnostics[0]?.diagnostic.tasks[0]?.id ?? '';
    const answer = { taskId, answer: 'done', checkedBy: 'patient' } as const;
    await world.consults.guidance.answerTask(phone, id, answer);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({ ...answer, by: 'patient' });
    await world.consults.end(phone, id);
    expect(await viewIn(world, id)).toMatchObject({ state: 'ended', outcome: 'ended-by-patient' });
  });

  test('takes the request back in the waiting room, where the TV may be off', async () => {
    const { world, id, phone } = await moved('mobile');
    await world.consults.handover.returnToQueue(ada, id);
    await world.leave(homeTv);
    await world.consults.cancel(phone, id);
    expect(await viewIn(world, id)).toMatchObject({ outcome: 'cancelled-by-patient' });
  });

  test('is known to guests to be there, and no more of it', async () => {
    const { world, id } = await admitted();
    const { token } = await world.consults.guests.invite(ada, id, {
      name: 'Irma',
      relation: 'interpreter',
    });
    const identity = await world.consults.guests.guestByToken(token);
    const { consult } = await toldTo(identity, world, id);
    expect(consult.mobile).toMatchObject({
      presence: 'present',
      model: '',
      browser: '',
      check: null,
    });
    const text = JSON.stringify(consult);
    for (const secret of ['iPhone', 'Safari', '192.0.2.7']) expect(text).not.toContain(secret);
    expect(consult.mobile?.nearTv).toBe(false);
  });

  test('stays let in when it is admitted again', async () => {
    const { world, id, phone } = await admitted();
    const before = await eventsIn(world, id);
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    expect(await eventsIn(world, id)).toEqual(before);
  });

  test('is put out by the agent, and is nobody from then on', async () => {
    const { world, id, phone } = await admitted();
    await world.consults.mobiles.refuse(ada, id, phone.identity.mobileId);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-left',
      by: 'agent',
      reason: 'refused',
    });
    const said = { messageId: idOf('said'), text: 'Hello.' };
    expect(await outcomeOf(world.consults.chat.say(phone, id, said))).toBe('not_found');
    expect(await outcomeOf(world.consults.join(phone, id))).toBe('not_found');
    expect(await outcomeOf(world.consults.timeline(phone.identity, id, 0))).toBe('not_found');
    expect(await outcomeOf(world.consults.end(phone, id))).toBe('not_found');
  });

  test('comes back in another session, and the one before it has no place', async () => {
    const { world, id, phone } = await admitted();
    const reloaded = phoneIn(id, 'phone', 'reloaded');
    await world.arrive(reloaded);
    await world.consults.join(reloaded, id);
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'endpoint-back',
      by: 'patient',
      place: 'mobile',
    });
    const said = { messageId: idOf('said'), text: 'Hello.' };
    expect(await outcomeOf(world.consults.chat.say(phone, id, said))).toBe('not_joined');
    expect(await outcomeOf(world.consults.chat.say(reloaded, id, said))).toBe('ok');
  });
});

describe('letting a phone in', () => {
  test('is for the agent who has the consult', async () => {
    const { world, id, phone } = await linked();
    const { mobiles } = world.consults;
    const { mobileId } = phone.identity;
    expect(await outcomeOf(mobiles.admit(homeTv, id, mobileId))).toBe('forbidden');
    expect(await outcomeOf(mobiles.admit(ben, id, mobileId))).toBe('forbidden');
    expect(await outcomeOf(mobiles.admit(phone, id, mobileId))).toBe('forbidden');
    expect(await outcomeOf(mobiles.refuse(ben, id, mobileId))).toBe('forbidden');
    expect(await outcomeOf(mobiles.refuse(homeTv, id, mobileId))).toBe('forbidden');
    const elsewhere = agent('Ada', 'physician', clinic, 'second tab');
    expect(await outcomeOf(mobiles.admit(elsewhere, id, mobileId))).toBe('not_joined');
    expect(await outcomeOf(mobiles.admit(ada, id, idOf('another phone')))).toBe('not_found');
    expect((await viewIn(world, id)).mobile?.admitted).toBe(false);
  });

  test('meant for a phone that has left admits none that came after it', async () => {
    const { world, id, phone } = await linked();
    await link(world, phoneIn(id, 'second phone'));
    const admission = world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    expect(await outcomeOf(admission)).toBe('not_found');
    expect((await viewIn(world, id)).mobile?.admitted).toBe(false);
  });

  test('waits for the check that the clinic demands', async () => {
    const { world, id, phone } = await linked({ check: birthDate });
    const { mobiles } = world.consults;
    const { mobileId } = phone.identity;
    expect(await outcomeOf(mobiles.admit(ada, id, mobileId))).toBe('wrong_state');
    await mobiles.proved(id, mobileId, { passed: true, triesLeft: 3 });
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-proved',
      check: 'birth-date',
    });
    expect(await outcomeOf(mobiles.admit(ada, id, mobileId))).toBe('ok');
    expect((await viewIn(world, id)).mobile).toMatchObject({
      admitted: true,
      check: { state: 'passed' },
    });
  });

  test('is left to the agent where the clinic knows nothing to ask for', async () => {
    const check: CheckStatus = { kind: 'pin', state: 'not-on-record', triesLeft: 0 };
    const { world, id, phone } = await linked({ check });
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    expect((await viewIn(world, id)).mobile?.admitted).toBe(true);
  });
});

describe('a check', () => {
  test('counts down with each wrong answer, and puts the phone out after the last', async () => {
    const { world, id, phone } = await linked({ check: birthDate });
    const { mobiles } = world.consults;
    const { mobileId } = phone.identity;
    const length = (await eventsIn(world, id)).length;
    for (const triesLeft of [2, 1]) {
      await mobiles.proved(id, mobileId, { passed: false, triesLeft });
      expect((await viewIn(world, id)).mobile?.check).toEqual({ ...birthDate, triesLeft });
    }
    expect(await eventsIn(world, id)).toHaveLength(length);
    await mobiles.proved(id, mobileId, { passed: false, triesLeft: 0 });
    expect((await viewIn(world, id)).mobile).toBeNull();
    expect((await eventsIn(world, id)).at(-1)).toMatchObject({
      type: 'mobile-left',
      by: 'system',
      reason: 'check-failed',
    });
  });

  test('that is passed stays passed', async () => {
    const { world, id, phone } = await linked({ check: birthDate });
    const { mobileId } = phone.identity;
    await world.consults.mobiles.proved(id, mobileId, { passed: true, triesLeft: 3 });
    await world.consults.mobiles.proved(id, mobileId, { passed: false, triesLeft: 0 });
    expect((await viewIn(world, id)).mobile?.check?.state).toBe('passed');
  });

  test('that nobody demands is not answered, nor that of a phone that is gone', async () => {
    const { world, id, phone } = await linked();
    const outcome = { passed: true, triesLeft: 3 };
    const { mobiles } = world.consults;
    expect(await outcomeOf(mobiles.proved(id, phone.identity.mobileId, outcome))).toBe('not_found');
    expect(await outcomeOf(mobiles.proved(id, idOf('another'), outcome))).toBe('not_found');
  });
});

describe('the question whether to go on with the phone', () => {
  const proposal = { use: 'move', reason: 'wished' } as const;

  test('is asked by the agent, or by the TV for itself, once', async () => {
    const { world, id } = await active();
    const { mobiles } = world.consults;
    await mobiles.propose(ada, id, proposal);
    await mobiles.propose(ada, id, proposal);
    expect((await viewIn(world, id)).proposal).toEqual({ ...proposal, by: 'agent' });
    expect((await typesIn(world, id)).filter((type) => type === 'phone-proposed')).toHaveLength(1);
    await mobiles.propose(homeTv, id, { use: 'move', reason: 'quality' });
    expect((await viewIn(world, id)).proposal).toEqual({
      use: 'move',
      reason: 'quality',
      by: 'system',
    });
  });

  test('is answered with no on the TV alone', async () => {
    const { world, id } = await active();
    const { mobiles } = world.consults;
    await mobiles.propose(ada, id, proposal);
    expect(await outcomeOf(mobiles.decline(ada, id))).toBe('forbidden');
    await mobiles.decline(homeTv, id);
    await mobiles.decline(homeTv, id);
    expect((await viewIn(world, id)).proposal).toBeNull();
    expect((await typesIn(world, id)).filter((type) => type === 'phone-declined')).toHaveLength(1);
  });

  test('is not asked while the call is on the phone or on its way there', async () => {
    const scene = await admitted();
    const { world, id } = scene;
    await begin(scene, 'mobile');
    expect(await outcomeOf(world.consults.mobiles.propose(ada, id, proposal))).toBe('wrong_state');
    await world.consults.mobiles.confirm(ada, id, 'mobile');
    expect(await outcomeOf(world.consults.mobiles.propose(ada, id, proposal))).toBe('wrong_state');
    expect((await viewIn(world, id)).proposal).toBeNull();
  });

  test('ends with the consult', async () => {
    const { world, id } = await accepted();
    await world.consults.mobiles.propose(ada, id, proposal);
    await world.consults.end(ada, id);
    expect((await viewIn(world, id)).proposal).toBeNull();
  });
});
