import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type SignedIn } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

let clinic: Clinic;
let physician: SignedIn;
let tv: Endpoint;
let agent: Endpoint;
let consultId: string;
beforeEach(async () => {
  clinic = await house.clinic('relay');
  physician = await clinic.person();
  tv = await house.tv(await clinic.tv(physician));
  agent = await house.agent(physician);
  consultId = newId();
  await tv.ask(consultId);
  await agent.request('consult.accept', { consultId });
});

interface Phone {
  readonly endpoint: Endpoint;
  readonly mobileId: string;
  readonly code: string;
  readonly claim: string;
}

/** A phone that has opened a session by the code on the TV, and taken its seat. */
async function link(): Promise<Phone> {
  const { code } = await tv.request('deflection.openCode', { consultId, use: 'move' });
  const claim = `the secret of ${newId()}`;
  const endpoint = await house.connect();
  const { identity } = await endpoint.open({ endpoint: 'mobile', token: code, claim });
  await endpoint.request('consult.join', { consultId });
  return { endpoint, code, claim, mobileId: identity.kind === 'mobile' ? identity.mobileId : '' };
}

async function admit({ mobileId }: Phone): Promise<void> {
  await agent.request('deflection.admit', { consultId, mobileId });
}

/** Every event of the consult so far, by its number. */
async function all(): Promise<number[]> {
  return (await agent.request('consult.timeline', { consultId })).events.map(({ seq }) => seq);
}

/** Waits until the phone has been told the last event. */
async function hasAll(phone: Endpoint, seen: readonly number[] = []): Promise<number[]> {
  const last = (await all()).length;
  return await phone.until(() => {
    const told = [...seen, ...phone.eventsOf(consultId)];
    return told.at(-1) === last ? told : undefined;
  });
}

async function isPresent(presence: 'present' | 'absent' | 'vacant'): Promise<void> {
  await agent.hears('consult.changed', ({ consult }) => consult.mobile?.presence === presence);
}

describe('what a phone is told', () => {
  test('is empty before it is let in, and all of it at once after, in order', async () => {
    const phone = await link();
    const messageId = newId();
    await tv.request('chat.say', { consultId, messageId, text: 'My knee hurts.' });
    await phone.endpoint.hears('consult.changed');
    expect(phone.endpoint.eventsOf(consultId)).toEqual([]);
    const frames = JSON.stringify(phone.endpoint.frames);
    for (const secret of ['knee', 'Dr. physician', 'Patient 2', 'patient-choice']) {
      expect(frames).not.toContain(secret);
    }
    await admit(phone);
    const numbers = await hasAll(phone.endpoint);
    expect(numbers).toEqual(await all());
    expect(JSON.stringify(phone.endpoint.frames)).toContain('My knee hurts.');
  });

  test('is each event once, also what it does itself and what happens meanwhile', async () => {
    const phone = await link();
    await admit(phone);
    const said = (endpoint: Endpoint, text: string) =>
      endpoint.request('chat.say', { consultId, messageId: newId(), text });
    await Promise.all([
      said(phone.endpoint, 'One.'),
      said(tv, 'Two.'),
      said(agent, 'Three.'),
      phone.endpoint.request('consult.join', { consultId }),
      said(tv, 'Four.'),
    ]);
    expect(await hasAll(phone.endpoint)).toEqual(await all());
  });

  test('is what it missed, once and in order, when it comes back', async () => {
    const phone = await link();
    await admit(phone);
    const seen = await hasAll(phone.endpoint);
    const { resume } = phone.endpoint;
    phone.endpoint.terminate();
    await isPresent('absent');
    for (const text of ['Are you there?', 'Hello?']) {
      await agent.request('chat.say', { consultId, messageId: newId(), text });
    }
    const back = await house.connect();
    const cursors = { [consultId]: seen.at(-1) ?? 0 };
    const opened = await back.open({ endpoint: 'mobile', resume, cursors });
    expect(opened.resumed).toBe(true);
    expect(await hasAll(back, seen)).toEqual(await all());
  });

  test('is everything, where it was let in while it was away', async () => {
    const phone = await link();
    const { resume } = phone.endpoint;
    phone.endpoint.terminate();
    await isPresent('absent');
    await admit(phone);
    const back = await house.connect();
    const cursors = { [consultId]: 0 };
    const { consults } = await back.open({ endpoint: 'mobile', resume, cursors });
    expect(consults[0]?.consult).toMatchObject({
      agent: { name: physician.identity.name },
      mobile: { admitted: true, presence: 'present' },
    });
    expect(await hasAll(back)).toEqual(await all());
  });

  test('reaches TV and agent, too: that it has come, without a word in the timeline', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'add' });
    const phone = await house.connect();
    const claim = `the secret of ${newId()}`;
    await phone.open({ endpoint: 'mobile', token: code, claim });
    await isPresent('vacant');
    const before = await all();
    await phone.request('consult.join', { consultId });
    await isPresent('present');
    await tv.hears('consult.changed', ({ consult }) => consult.mobile?.presence === 'present');
    expect(await all()).toEqual(before);
    for (const endpoint of [tv, agent]) {
      const seqs = endpoint.eventsOf(consultId);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    }
  });

  test('is the end, after which its session is good for nothing more', async () => {
    const phone = await link();
    await admit(phone);
    await agent.request('consult.end', { consultId });
    await phone.endpoint.sees(consultId, 'ended');
    const said = { consultId, messageId: newId(), text: 'Wait!' };
    expect((await phone.endpoint.attempt('chat.say', said)).code).toBe('wrong_state');
    const seqs = phone.endpoint.eventsOf(consultId);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });
});

describe('a phone that is put out', () => {
  test.each(['before', 'after'] as const)(
    'is told so, hears nothing more, and does not come back (%s it was let in)',
    async (when) => {
      const phone = await link();
      const { endpoint, mobileId, code, claim } = phone;
      if (when === 'after') await admit(phone);
      await agent.request('deflection.refuse', { consultId, mobileId });
      expect(await endpoint.hears('consult.left')).toEqual({ consultId, reason: 'withdrawn' });
      const told = endpoint.told('consult.changed').length;
      await tv.request('chat.say', { consultId, messageId: newId(), text: 'Gone?' });
      expect((await endpoint.attempt('consult.join', { consultId })).code).toBe('not_found');
      expect(endpoint.told('consult.changed')).toHaveLength(told);
      expect(endpoint.told('consult.left')).toHaveLength(1);
      const { resume } = endpoint;
      endpoint.terminate();
      const again = await house.connect();
      const opening = { endpoint: 'mobile', resume };
      expect((await again.attempt('session.open', opening)).code).toBe('unauthenticated');
      const byCode = await house.connect();
      const shown = { endpoint: 'mobile', token: code, claim };
      expect((await byCode.attempt('session.open', shown)).code).toBe('phone_code_void');
    },
  );

  test('by the next one is told so', async () => {
    const first = await link();
    await link();
    expect(await first.endpoint.hears('consult.left')).toMatchObject({ reason: 'withdrawn' });
  });
});

describe('the session of a phone', () => {
  test('is nobody else’s to resume', async () => {
    const { endpoint } = await link();
    const { sessionId } = endpoint;
    for (const resume of [{ sessionId, resumeToken: 'A'.repeat(43) }, tv.resume, agent.resume]) {
      const stranger = await house.connect();
      const opening = { endpoint: 'mobile', resume };
      expect((await stranger.attempt('session.open', opening)).code).toBe('unauthenticated');
      expect(await stranger.closed).toBe(4401);
    }
    for (const kind of ['guest', 'tv', 'agent']) {
      const stranger = await house.connect();
      const opening = { endpoint: kind, resume: endpoint.resume };
      expect((await stranger.attempt('session.open', opening)).code).toBe('unauthenticated');
    }
  });

  test('takes the place of its own older socket', async () => {
    const { endpoint } = await link();
    const second = await house.connect();
    const opened = await second.open({ endpoint: 'mobile', resume: endpoint.resume });
    expect(opened).toMatchObject({ resumed: true, sessionId: endpoint.sessionId });
    expect(await endpoint.closed).toBe(4409);
    expect((await second.attempt('consult.join', { consultId })).code).toBeUndefined();
  });

  test('that is closed for good loses the phone its presence, and its place in the end', async () => {
    const { endpoint } = await link();
    await endpoint.request('session.close', {});
    await isPresent('absent');
    const again = await house.connect();
    const opening = { endpoint: 'mobile', resume: endpoint.resume };
    expect((await again.attempt('session.open', opening)).code).toBe('unauthenticated');
  });
});

describe('a code', () => {
  test('that a newer one has replaced is void', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'move' });
    await tv.request('deflection.openCode', { consultId, use: 'move' });
    const phone = await house.connect();
    const shown = { endpoint: 'mobile', token: code, claim: `the secret of ${newId()}` };
    expect((await phone.attempt('session.open', shown)).code).toBe('phone_code_void');
    expect(await phone.closed).toBe(4401);
  });

  test('of two phones that show it at once lets one in', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'move' });
    const phones = await Promise.all([house.connect(), house.connect(), house.connect()]);
    const outcomes = await Promise.all(
      phones.map((phone) =>
        phone.attempt('session.open', {
          endpoint: 'mobile',
          token: code,
          claim: `the secret of ${newId()}`,
        }),
      ),
    );
    const codes = outcomes.map((outcome) => outcome.code ?? 'ok');
    expect(codes.toSorted()).toEqual(['ok', 'phone_code_used', 'phone_code_used']);
  });

  test('shown while the call is on a phone says that, and harms nothing', async () => {
    const phone = await link();
    await admit(phone);
    await phone.endpoint.request('deflection.begin', { consultId, use: 'move', media: 'video' });
    await agent.request('deflection.confirm', { consultId, to: 'mobile' });
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'move' });
    const second = await house.connect();
    const shown = { endpoint: 'mobile', token: code, claim: `the secret of ${newId()}` };
    expect((await second.attempt('session.open', shown)).code).toBe('wrong_state');
    expect(await second.closed).toBe(4401);
    expect((await phone.endpoint.attempt('consult.timeline', { consultId })).code).toBeUndefined();
  });
});
