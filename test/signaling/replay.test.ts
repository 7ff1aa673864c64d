import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';

const devices = ['on', 'off', 'missing', 'refused'] as const;

describe('replay', () => {
  let house: House;
  let clinic: Clinic;
  beforeAll(async () => {
    house = await House.open();
    clinic = await house.clinic();
  });
  afterAll(() => house.close());

  /** Both ends of an accepted consult, and a look at it that takes no part. */
  async function call() {
    const physician = await clinic.person();
    const staff = await house.agent(await clinic.person('staff'));
    const paired = await clinic.tv(physician);
    const agent = await house.agent(physician);
    const tv = await house.tv(paired);
    const { consult } = await tv.ask();
    await agent.sees(consult.id, 'offered');
    await agent.request('consult.accept', { consultId: consult.id });
    return { physician, paired, staff, agent, tv, consultId: consult.id };
  }

  test('whoever drops at random moments receives each event once and in order', async () => {
    const { agent, staff, tv, paired, consultId } = await call();
    let watcher = tv;
    const seen: number[] = [];
    const resumed: boolean[] = [];
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('change', 'drop'), { maxLength: 12 }),
        async (steps) => {
          for (const step of steps) {
            if (step === 'change') {
              changes += 1;
              // Its reply is awaited later, so that drops fall into the middle of things.
              void agent.request('consult.reportDevices', {
                consultId,
                devices: { camera: devices[changes % 4] ?? 'on', microphone: 'on' },
              });
              continue;
            }
            watcher.terminate();
            seen.push(...watcher.eventsOf(consultId));
            const back = await house.connect();
            const cursors = { [consultId]: seen.at(-1) ?? 0 };
            const { resume } = watcher;
            watcher = back;
            const opened = await back.open({
              endpoint: 'tv',
              token: paired.token,
              resume,
              cursors,
            });
            resumed.push(opened.resumed);
          }
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
    await tellAll(agent, watcher, staff, consultId);
    seen.push(...watcher.eventsOf(consultId));
    expect(resumed.length).toBeGreaterThan(3);
    expect(resumed).not.toContain(false);
    expect(seen).toEqual(staff.eventsOf(consultId));
    expect(seen).toEqual(seen.map((_, index) => index + 1));
  });

  /** Ends the consult and waits until both watchers have heard of it. */
  async function tellAll(
    agent: Endpoint,
    watcher: Endpoint,
    staff: Endpoint,
    consultId: string,
  ): Promise<void> {
    await agent.request('consult.end', { consultId });
    await watcher.sees(consultId, 'ended');
    await staff.sees(consultId, 'ended');
  }

  test('an open reply and what follows it neither overlap nor leave a gap', async () => {
    const { physician, agent, consultId } = await call();
    for (let round = 0; round < 20; round += 1) {
      const second = await house.connect({ cookie: physician.cookie });
      const opening = second.open({ endpoint: 'agent', cursors: { [consultId]: 1 } });
      const reports = [0, 1, 2].map((report) =>
        agent.request('consult.reportDevices', {
          consultId,
          devices: { camera: devices[(round + report) % 4] ?? 'on', microphone: 'on' },
        }),
      );
      await opening;
      await Promise.all(reports);
      const last = (await agent.request('consult.timeline', { consultId })).events.length;
      await second.until(() => (second.eventsOf(consultId).at(-1) === last ? true : undefined));
      const events = second.eventsOf(consultId);
      expect(events).toEqual(Array.from({ length: last - 1 }, (_, index) => index + 2));
      second.terminate();
    }
  });

  test('a consult that ended in the meantime is replayed to its end', async () => {
    const { agent, tv, paired, consultId } = await call();
    await tv.sees(consultId, 'accepted');
    const last = tv.eventsOf(consultId).at(-1) ?? 0;
    tv.terminate();
    await agent.request('consult.end', { consultId });
    await house.consults.settled();
    const back = await house.connect();
    const { consults } = await back.open({
      endpoint: 'tv',
      token: paired.token,
      resume: tv.resume,
      cursors: { [consultId]: last },
    });
    expect(consults).toMatchObject([{ consult: { id: consultId, state: 'ended' } }]);
    expect(consults[0]?.events[0]?.seq).toBe(last + 1);
    expect(consults[0]?.events.map(({ type }) => type).slice(-2)).toEqual(['ended', 'verdict']);
  });

  test('a physician who was away learns that another one has accepted', async () => {
    const first = await clinic.person();
    const second = await clinic.person();
    const [one, two] = [await house.agent(first), await house.agent(second)];
    const tv = await house.tv(await clinic.tv(first));
    const { consult } = await tv.ask();
    await two.sees(consult.id, 'offered');
    two.terminate();
    await one.request('consult.accept', { consultId: consult.id });
    const back = await house.connect({ cookie: second.cookie });
    const cursors = { [consult.id]: 2 };
    const opened = await back.open({ endpoint: 'agent', resume: two.resume, cursors });
    expect(opened.consults.map((update) => update.consult.id)).not.toContain(consult.id);
  });

  test('a server that starts anew on the same data takes every session up again', async () => {
    const first = await House.open();
    const place = await first.clinic();
    const physician: SignedIn = await place.person();
    const paired: PairedTv = await place.tv(physician);
    const [agent, tv] = [await first.agent(physician), await first.tv(paired)];
    const { consult } = await tv.ask();
    await agent.request('consult.accept', { consultId: consult.id });
    await tv.sees(consult.id, 'accepted');
    const consultId = consult.id;
    const cursors = { [consultId]: tv.eventsOf(consultId).at(-1) ?? 0 };
    const agentCursors = { [consultId]: agent.eventsOf(consultId).at(-1) ?? 0 };
    await first.leave();

    const next = await House.open({ folder: first.folder });
    const tvBack = await next.connect();
    const agentBack = await next.connect({ cookie: physician.cookie });
    const { token } = paired;
    const opened = await tvBack.open({ endpoint: 'tv', token, resume: tv.resume, cursors });
    expect(opened).toMatchObject({ resumed: true, sessionId: tv.sessionId });
    const { resume } = agent;
    await agentBack.open({ endpoint: 'agent', resume, cursors: agentCursors });
    await tvBack.until(() =>
      tvBack
        .told('consult.changed')
        .concat(opened.consults)
        .some((told) => told.consult.places.agent.presence === 'present')
        ? true
        : undefined,
    );
    await tvBack.request('consult.end', { consultId });
    await agentBack.sees(consultId, 'ended');
    await tvBack.sees(consultId, 'ended');
    for (const [before, after] of [
      [tv, tvBack],
      [agent, agentBack],
    ] as const) {
      const seen = [...before.eventsOf(consultId), ...after.eventsOf(consultId)];
      expect(seen).toEqual(seen.map((_, index) => index + 1));
    }
    await next.close();
  });
});
