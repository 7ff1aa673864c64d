import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MethodName, methods } from '../../src/protocol/index.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';
import { methodNames, paramsOf, rowsOf } from './support/methodTable.ts';

/*
 * What a guest may call: «in» has come into the consult, «invited» has opened a session and not
 * joined yet, «removed» was sent away, «over» was in a consult that is over.
 */
const standings = ['in', 'invited', 'removed', 'over'] as const;
type Standing = (typeof standings)[number];

const table = `
method                    in             invited        removed        over
session.open              already_open   already_open   already_open   already_open
session.close             ok             ok             ok             ok
consult.request           forbidden      forbidden      forbidden      forbidden
consult.cancel            forbidden      forbidden      forbidden      forbidden
consult.call              forbidden      forbidden      forbidden      forbidden
consult.accept            forbidden      forbidden      forbidden      forbidden
consult.decline           forbidden      forbidden      forbidden      forbidden
consult.end               forbidden      forbidden      forbidden      forbidden
consult.return            forbidden      forbidden      forbidden      forbidden
consult.setPriority       forbidden      forbidden      forbidden      forbidden
consult.transfer          forbidden      forbidden      forbidden      forbidden
consult.withdrawTransfer  forbidden      forbidden      forbidden      forbidden
consult.invite            forbidden      forbidden      forbidden      forbidden
consult.removeGuest       forbidden      forbidden      forbidden      forbidden
consult.leave             ok             not_joined     not_found      ok
consult.join              ok             ok             not_found      wrong_state
consult.timeline          forbidden      forbidden      forbidden      forbidden
consult.setPolicy         forbidden      forbidden      forbidden      forbidden
consult.reportMedia       ok             not_joined     not_found      wrong_state
consult.reportTrial       forbidden      forbidden      forbidden      forbidden
consult.reportDevices     ok             not_joined     not_found      wrong_state
consult.reportEvent       forbidden      forbidden      forbidden      forbidden
consult.suggestions       forbidden      forbidden      forbidden      forbidden
consult.diagnose          forbidden      forbidden      forbidden      forbidden
consult.answerTask        forbidden      forbidden      forbidden      forbidden
consult.askCallback       forbidden      forbidden      forbidden      forbidden
consult.closeCallback     forbidden      forbidden      forbidden      forbidden
deflection.ways           forbidden      forbidden      forbidden      forbidden
deflection.propose        forbidden      forbidden      forbidden      forbidden
deflection.decline        forbidden      forbidden      forbidden      forbidden
deflection.openCode       forbidden      forbidden      forbidden      forbidden
deflection.sendLink       forbidden      forbidden      forbidden      forbidden
deflection.openReference  forbidden      forbidden      forbidden      forbidden
deflection.confirmReference forbidden      forbidden      forbidden      forbidden
deflection.giveNumber     forbidden      forbidden      forbidden      forbidden
deflection.dial           forbidden      forbidden      forbidden      forbidden
deflection.sendMail       forbidden      forbidden      forbidden      forbidden
deflection.prove          forbidden      forbidden      forbidden      forbidden
deflection.admit          forbidden      forbidden      forbidden      forbidden
deflection.refuse         forbidden      forbidden      forbidden      forbidden
deflection.begin          forbidden      forbidden      forbidden      forbidden
deflection.confirm        forbidden      forbidden      forbidden      forbidden
deflection.abandon        forbidden      forbidden      forbidden      forbidden
deflection.openReturn     forbidden      forbidden      forbidden      forbidden
deflection.return         forbidden      forbidden      forbidden      forbidden
deflection.leave          forbidden      forbidden      forbidden      forbidden
chat.say                  forbidden      forbidden      forbidden      forbidden
chat.sendPhoto            forbidden      forbidden      forbidden      forbidden
chat.readPhoto            forbidden      forbidden      forbidden      forbidden
agent.setPresence         forbidden      forbidden      forbidden      forbidden
agent.reportActivity      forbidden      forbidden      forbidden      forbidden
agent.colleagues          forbidden      forbidden      forbidden      forbidden
device.setAnswersItself   forbidden      forbidden      forbidden      forbidden
peer.iceServers           ok             ok             not_found      wrong_state
peer.signal               forbidden      forbidden      forbidden      forbidden
relay.join                ok             not_joined     not_found      wrong_state
relay.connect             ok             not_joined     not_found      wrong_state
relay.restartIce          ok             not_joined     not_found      wrong_state
relay.produce             media_refused  not_joined     not_found      wrong_state
relay.produceData         forbidden      not_joined     not_found      wrong_state
relay.receive             ok             not_joined     not_found      wrong_state
relay.resume              not_found      not_joined     not_found      wrong_state
relay.prefer              not_found      not_joined     not_found      wrong_state
relay.leave               ok             not_joined     not_found      ok`;

let house: House;
beforeAll(async () => {
  const frames = { perSecond: 10_000, burst: 10_000, refusals: 10_000 };
  house = await House.open({ relay: true, limits: { frames } });
});
afterAll(() => house.close());

let clinic: Clinic;
let physician: SignedIn;
let colleague: SignedIn;
let paired: PairedTv;
let tv: Endpoint;
let agent: Endpoint;
beforeEach(async () => {
  clinic = await house.clinic('relay');
  physician = await clinic.person();
  colleague = await clinic.person();
  paired = await clinic.tv(physician);
  tv = await house.tv(paired);
  agent = await house.agent(physician);
});

/** A call that the agent has accepted. */
async function call(): Promise<string> {
  const consultId = newId();
  await tv.ask(consultId);
  await agent.rings(consultId, physician.identity.personId);
  await agent.request('consult.accept', { consultId });
  return consultId;
}

async function invite(consultId: string): Promise<{ token: string; guestId: string }> {
  const { guest, token } = await agent.request('consult.invite', {
    consultId,
    name: 'Irma',
    relation: 'interpreter',
  });
  return { token, guestId: guest.id };
}

/** Opens a session by the link. */
async function come(token: string): Promise<Endpoint> {
  const guest = await house.connect();
  await guest.open({ endpoint: 'guest', token });
  return guest;
}

/** Irma is in the call. */
async function joined() {
  const consultId = await call();
  const invitation = await invite(consultId);
  const guest = await come(invitation.token);
  await guest.request('consult.join', { consultId });
  return { consultId, guest, ...invitation };
}

describe('a guest', () => {
  test('opens a session by the link, sees who is there, and joins', async () => {
    const consultId = await call();
    const { token, guestId } = await invite(consultId);
    const guest = await house.connect();
    const opened = await guest.open({ endpoint: 'guest', token });
    expect(opened).toMatchObject({
      resumed: false,
      identity: { kind: 'guest', guestId, consultId, name: 'Irma', clinic: clinic.ref },
      consults: [{ consult: { id: consultId, state: 'accepted' }, events: [] }],
    });
    const { consult } = await guest.request('consult.join', { consultId });
    expect(consult.guests).toEqual([expect.objectContaining({ id: guestId, presence: 'present' })]);
    for (const other of [tv, agent]) {
      await other.hears('consult.changed', ({ events }) =>
        events.some(({ type }) => type === 'guest-joined'),
      );
    }
  });

  test('hears what becomes of the call, and nothing of the case', async () => {
    const { consultId, guest } = await joined();
    const findings = [{ en: 'A cold, nothing more.' }];
    await agent.request('consult.diagnose', { consultId, findings, tasks: [] });
    await tv.request('consult.reportDevices', {
      consultId,
      devices: { camera: 'off', microphone: 'on' },
    });
    const { consult } = await guest.hears(
      'consult.changed',
      (told) => told.consult.places.tv.devices.camera === 'off',
    );
    expect(consult).toMatchObject({ id: consultId, diagnostics: [], device: { model: '' } });
    await agent.request('consult.end', { consultId });
    const end = await guest.sees(consultId, 'ended');
    expect(end.consult.outcome).toBe('ended-by-agent');
    const text = JSON.stringify(guest.frames);
    for (const secret of ['A cold', 'Test TV', 'patient-choice', paired.deviceId]) {
      expect(text).not.toContain(secret);
    }
    expect(guest.eventsOf(consultId)).toEqual([]);
  });

  test('comes back in the same session after the socket dropped', async () => {
    const { consultId, guest, guestId } = await joined();
    const { resume } = guest;
    guest.terminate();
    await agent.hears('consult.changed', ({ consult }) => consult.guests[0]?.presence === 'absent');
    const back = await house.connect();
    const opened = await back.open({ endpoint: 'guest', resume });
    expect(opened).toMatchObject({ resumed: true, identity: { guestId } });
    expect(opened.consults[0]?.consult.guests[0]?.presence).toBe('present');
    await back.request('consult.leave', { consultId });
  });

  test('has no second entrance by the same link, and resumes nobody else’s session', async () => {
    const { token, guest } = await joined();
    const second = await house.connect();
    const opening = { endpoint: 'guest', token };
    expect((await second.attempt('session.open', opening)).code).toBe('link_used');
    expect(await second.closed).toBe(4401);
    const { sessionId } = guest;
    const forged = { endpoint: 'guest', resume: { sessionId, resumeToken: 'A'.repeat(43) } };
    const third = await house.connect();
    expect((await third.attempt('session.open', forged)).code).toBe('unauthenticated');
  });

  test.each(['a TV', 'an agent'])('is not let in with the session of %s', async (whose) => {
    await call();
    const { resume } = whose === 'a TV' ? tv : agent;
    const guest = await house.connect();
    const opening = { endpoint: 'guest', resume };
    expect((await guest.attempt('session.open', opening)).code).toBe('unauthenticated');
  });

  test('who is sent away is told so, takes part in nothing more, and does not come back', async () => {
    const { consultId, guest, guestId } = await joined();
    await agent.request('consult.removeGuest', { consultId, guestId });
    expect(await guest.hears('consult.left')).toEqual({ consultId, reason: 'withdrawn' });
    const told = guest.told('consult.changed').length;
    await tv.request('consult.reportDevices', {
      consultId,
      devices: { camera: 'off', microphone: 'off' },
    });
    expect((await guest.attempt('consult.join', { consultId })).code).toBe('not_found');
    expect(guest.told('consult.changed')).toHaveLength(told);
    const { resume } = guest;
    guest.terminate();
    const again = await house.connect();
    const opening = { endpoint: 'guest', resume };
    expect((await again.attempt('session.open', opening)).code).toBe('unauthenticated');
  });

  test('is told when the patient is sent back to the waiting room', async () => {
    const { consultId, guest } = await joined();
    await agent.request('consult.return', { consultId });
    expect(await guest.hears('consult.left')).toEqual({ consultId, reason: 'withdrawn' });
  });

  test('who stays away loses the place', async () => {
    const { consultId, guest } = await joined();
    await guest.request('session.close', {});
    await agent.hears('consult.changed', ({ consult }) => consult.guests[0]?.presence === 'absent');
    expect((await house.consults.followed(physician.identity, {}))[0]?.consult.id).toBe(consultId);
  });
});

describe('what a guest may call', () => {
  test('is written down for every method', () => {
    expect(rowsOf(table).map(({ method }) => method)).toEqual(methodNames);
  });

  test.each(standings)('is what the table says: %s', async (standing) => {
    const found = new Map<MethodName, string>();
    const forGuests = methodNames.filter((method) => isForGuests(method));
    for (const method of forGuests) found.set(method, await codeOf([method], standing));
    const others = methodNames.filter((method) => !isForGuests(method));
    expect(await codeOf(others, standing)).toBe('forbidden');
    const column = standings.indexOf(standing);
    for (const { method, expected } of rowsOf(table)) {
      expect([method, found.get(method) ?? 'forbidden']).toEqual([method, expected[column]]);
    }
  });

  function isForGuests(method: MethodName): boolean {
    const { callers } = methods[method];
    return callers.some((kind) => kind === 'guest');
  }

  /**
   * What calls come to by a guest who stands so, in a consult of their own. What is refused leaves
   * no trace in the timeline.
   */
  async function codeOf(calls: readonly MethodName[], standing: Standing): Promise<string> {
    const consultId = await call();
    const { token, guestId } = await invite(consultId);
    const guest = await come(token);
    let transportId = 'none';
    if (standing !== 'invited') {
      await guest.request('consult.join', { consultId });
      const { send } = await guest.request('relay.join', { consultId, epoch: 1 });
      transportId = send.id;
    }
    if (standing === 'removed') await agent.request('consult.removeGuest', { consultId, guestId });
    if (standing === 'over') await agent.request('consult.end', { consultId });
    await house.consults.settled();
    const { patientId } = paired;
    const colleagueId = colleague.identity.personId;
    const before = await house.consults.timeline(physician.identity, consultId, 0);
    const codes = new Set<string>();
    for (const method of calls) {
      const params = paramsOf(method, { patientId, colleagueId, consultId, transportId });
      const { code } = await guest.attempt(method, params);
      codes.add(code ?? 'ok');
    }
    if (!codes.has('ok')) {
      const after = await house.consults.timeline(physician.identity, consultId, 0);
      expect(after, `${calls} by a guest who is ${standing}`).toHaveLength(before.length);
    }
    await agent.attempt('consult.end', { consultId });
    await tv.sees(consultId, 'ended');
    guest.terminate();
    return [...codes].join();
  }
});
