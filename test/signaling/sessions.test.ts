import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRegistrationStore } from '../../src/store/registrationStore.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';

describe('sessions', () => {
  let house: House;
  let clinic: Clinic;
  let physician: SignedIn;
  let paired: PairedTv;
  beforeAll(async () => {
    house = await House.open({ limits: { lingerMs: 400, signInCheckMs: 200 } });
  });
  beforeEach(async () => {
    clinic = await house.clinic();
    physician = await clinic.person();
    paired = await clinic.tv(physician);
  });
  afterAll(() => house.close());

  test('a TV is told who it is and whom it may ask', async () => {
    const tv = await house.connect();
    const opened = await tv.open({ endpoint: 'tv', token: paired.token });
    expect(opened).toMatchObject({
      resumed: false,
      heartbeatIntervalMs: 4_000,
      consults: [],
      identity: {
        kind: 'tv',
        deviceId: paired.deviceId,
        clinic: clinic.ref,
        physicians: [{ id: physician.identity.personId }],
      },
    });
  });

  test.for([
    ['a TV without a token', { endpoint: 'tv' }, 'none'],
    ['a TV with a forged token', { endpoint: 'tv', token: 'A'.repeat(43) }, 'none'],
    ['a TV with an agent cookie', { endpoint: 'tv' }, 'good'],
    ['an agent without a cookie', { endpoint: 'agent' }, 'none'],
    ['an agent with a forged cookie', { endpoint: 'agent' }, 'forged'],
  ] as const)('%s is refused and its socket closed', async ([, params, cookie]) => {
    const cookies = {
      none: {},
      good: { cookie: physician.cookie },
      forged: { cookie: `${physician.cookie}x` },
    };
    const endpoint = await house.connect(cookies[cookie]);
    expect((await endpoint.attempt('session.open', params)).code).toBe('unauthenticated');
    expect(await endpoint.closed).toBe(4401);
  });

  test("an agent cannot speak as a TV, nor a TV's token open an agent's session", async () => {
    const endpoint = await house.connect();
    const params = { endpoint: 'agent', token: paired.token };
    expect((await endpoint.attempt('session.open', params)).code).toBe('unauthenticated');
  });

  test('a browser page of another origin gets no socket', async () => {
    const elsewhere = { cookie: physician.cookie, origin: 'https://elsewhere.example' };
    await expect(house.connect(elsewhere)).rejects.toThrow('403');
    const own = await house.connect({
      cookie: physician.cookie,
      origin: `http://127.0.0.1:${house.port}`,
    });
    await own.open({ endpoint: 'agent' });
  });

  test('resuming on a new socket continues the session and closes the older socket', async () => {
    const first = await house.tv(paired);
    const second = await house.connect();
    const opened = await second.open({ endpoint: 'tv', token: paired.token, resume: first.resume });
    expect(opened).toMatchObject({ resumed: true, sessionId: first.sessionId });
    expect(await first.closed).toBe(4409);
    expect(await house.sessions.isConnected(first.sessionId)).toBe(true);
  });

  test('a page that lost its socket unawares does not take the session back from a newer page', async () => {
    const before = { id: newId(), hadSession: false };
    const since = { id: newId(), hadSession: false };
    const open = async (page: typeof before, resume?: Endpoint['resume']) => {
      const endpoint = await house.connect();
      await endpoint.open({ endpoint: 'tv', token: paired.token, page, ...(resume && { resume }) });
      return endpoint;
    };
    const first = await open(before);
    const comesBack = { ...before, hadSession: true };
    const again = await open(comesBack, first.resume);
    expect(again.sessionId).toBe(first.sessionId);
    const newer = await open(since, first.resume);
    expect(await again.closed).toBe(4409);

    const stale = await house.connect();
    const params = { endpoint: 'tv', token: paired.token, resume: first.resume } as const;
    await expect(stale.open({ ...params, page: comesBack })).rejects.toThrow('4409');
    expect(await house.sessions.isConnected(first.sessionId)).toBe(true);

    // Somebody loads the first page anew, and wants it here.
    await open(before, first.resume);
    expect(await newer.closed).toBe(4409);
  });

  test('a page comes back to its session where the newer page is gone', async () => {
    const first = await house.tv(paired);
    const params = { endpoint: 'tv', token: paired.token, resume: first.resume } as const;
    const newer = await house.connect();
    await newer.open({ ...params, page: { id: newId(), hadSession: false } });
    newer.socket.terminate();
    await expect.poll(() => house.sessions.isConnected(first.sessionId)).toBe(false);
    const back = await house.connect();
    const opened = await back.open({ ...params, page: { id: newId(), hadSession: true } });
    expect(opened).toMatchObject({ resumed: true, sessionId: first.sessionId });
  });

  test('a session survives several drops', async () => {
    const first = await house.agent(physician);
    const { sessionId, resume } = first;
    let last = first;
    for (let drop = 0; drop < 3; drop += 1) {
      last.terminate();
      last = await house.connect({ cookie: physician.cookie });
      expect(await last.open({ endpoint: 'agent', resume })).toMatchObject({
        resumed: true,
        sessionId,
      });
    }
  });

  test('a wrong resume token, or a session of somebody else, opens a new session', async () => {
    const first = await house.agent(physician);
    const other = await clinic.person();
    const wrong = await house.connect({ cookie: physician.cookie });
    const resume = { ...first.resume, resumeToken: 'B'.repeat(43) };
    expect((await wrong.open({ endpoint: 'agent', resume })).resumed).toBe(false);
    const stolen = await house.connect({ cookie: other.cookie });
    const opened = await stolen.open({ endpoint: 'agent', resume: first.resume });
    expect(opened).toMatchObject({ resumed: false });
    expect(opened.sessionId).not.toBe(first.sessionId);
    expect((await first.attempt('no.such', {})).code).toBe('method_not_found');
  });

  test('a new session of the same TV replaces the older one', async () => {
    const first = await house.tv(paired);
    const second = await house.tv(paired);
    expect(await first.closed).toBe(4409);
    const third = await house.connect();
    const opened = await third.open({ endpoint: 'tv', token: paired.token, resume: first.resume });
    expect(opened.resumed).toBe(false);
    expect(await second.closed).toBe(4409);
  });

  test('a session that was closed for good cannot be resumed', async () => {
    const agent = await house.agent(physician);
    await agent.request('session.close', {});
    expect(await agent.closed).toBe(1000);
    const again = await house.connect({ cookie: physician.cookie });
    expect((await again.open({ endpoint: 'agent', resume: agent.resume })).resumed).toBe(false);
  });

  test('resume tokens are stored as hashes only', async () => {
    const agent = await house.agent(physician);
    const rows = await house.database.selectFrom('sessions').selectAll().execute();
    expect(rows.map((row) => row.id)).toContain(agent.sessionId);
    expect(JSON.stringify(rows)).not.toContain(agent.resumeToken);
  });

  test('unpairing closes the socket of the TV within a second, and its token is void', async () => {
    const tv = await house.tv(paired);
    const before = performance.now();
    await house.registration.pairing.unpair(physician.identity, paired.deviceId);
    expect(await tv.closed).toBe(4410);
    expect(performance.now() - before).toBeLessThan(1_000);
    const again = await house.connect();
    const refused = await again.attempt('session.open', { endpoint: 'tv', token: paired.token });
    expect(refused.code).toBe('unauthenticated');
    const left = () =>
      house.database.selectFrom('sessions').selectAll().where('id', '=', tv.sessionId).execute();
    await vi.waitFor(async () => expect(await left()).toEqual([]));
  });

  test('unpairing in the middle of session.open lets nobody in', async () => {
    for (let round = 0; round < 10; round += 1) {
      const device = await clinic.tv(physician);
      const tv = await house.connect();
      const opening = tv.attempt('session.open', { endpoint: 'tv', token: device.token });
      opening.catch(() => {});
      for (let turn = 0; turn < round; turn += 1) await Promise.resolve();
      await house.registration.pairing.unpair(physician.identity, device.deviceId);
      expect([4401, 4410]).toContain(await tv.closed);
      expect(house.sessions.ofDevice(device.deviceId)).toBeUndefined();
    }
  });

  test('signing out closes the sockets of that browser and no others', async () => {
    const sameBrowser = [await house.agent(physician), await house.agent(physician)];
    const other = await house.agent(await clinic.person());
    await house.registration.signIns.signOut(physician.secret);
    for (const agent of sameBrowser) expect(await agent.closed).toBe(4401);
    expect((await other.attempt('no.such', {})).code).toBe('method_not_found');
    const { personId } = physician.identity;
    expect((await house.sessions.agentsOf(clinic.ref.id)).has(personId)).toBe(false);
  });

  test('a password set anew by a tool beside the server closes the sockets of that person', async () => {
    const left = await clinic.person();
    const agent = await house.agent(left);
    const other = await house.agent(physician);
    // No word of it reaches this process, as where the tool runs in one of its own.
    const { personId } = left.identity;
    const { database } = house;
    await createRegistrationStore(database).people.setPassword(personId, 'of no password');
    expect(await agent.closed).toBe(4401);
    expect((await other.attempt('no.such', {})).code).toBe('method_not_found');
    const again = await house.connect({ cookie: left.cookie });
    const refused = await again.attempt('session.open', {
      endpoint: 'agent',
      resume: agent.resume,
    });
    expect(refused.code).toBe('unauthenticated');
  });

  test('a sign-in that goes unused takes its sockets along', async () => {
    const idle = await clinic.person();
    const agent = await house.agent(idle);
    await house.database
      .updateTable('sign_ins')
      .set({ expires_at: new Date().toISOString() })
      .where('person_id', '=', idle.identity.personId)
      .execute();
    expect(await agent.closed).toBe(4401);
  });

  test('a TV hears when the physicians whom it may ask change', async () => {
    const mutual = await house.clinic('direct', 'mutual');
    const first = await mutual.person();
    const second = await mutual.person();
    const device = await mutual.tv(first);
    const tv = await house.tv(device);
    await mutual.tv(first, { id: device.patientId }, [second.identity.personId]);
    const { identity } = await tv.hears('session.identity');
    expect(identity).toMatchObject({ kind: 'tv', deviceId: device.deviceId, physicians: [] });
  });

  test('an agent whose socket drops for a moment keeps ringing', async () => {
    const agent = await house.agent(physician);
    const tv = await house.tv(paired);
    const { consult } = await tv.ask();
    await agent.sees(consult.id, 'offered');
    agent.terminate();
    const back = await house.connect({ cookie: physician.cookie });
    const opened = await back.open({ endpoint: 'agent', resume: agent.resume });
    expect(opened.consults).toMatchObject([{ consult: { id: consult.id, state: 'offered' } }]);
    await back.request('consult.accept', { consultId: consult.id });
  });

  test('an agent who stays away is offered nothing more', async () => {
    const agent = await house.agent(physician);
    agent.terminate();
    const { personId } = physician.identity;
    const isThere = async () => (await house.sessions.agentsOf(clinic.ref.id)).has(personId);
    expect(await isThere()).toBe(true);
    await vi.waitFor(async () => expect(await isThere()).toBe(false), 3_000);
    const tv = await house.tv(paired);
    expect((await tv.ask()).consult.state).toBe('queued');
  });

  test('a physician who comes later is offered what waits', async () => {
    const tv = await house.tv(paired);
    const { consult } = await tv.ask();
    expect(consult.state).toBe('queued');
    const agent = await house.agent(physician);
    await agent.sees(consult.id, 'offered');
    const { events } = await agent.request('consult.timeline', { consultId: consult.id });
    expect(events.map((event) => event.type)).toEqual([
      'requested',
      'queued',
      'attended',
      'offered',
    ]);
  });
});
