import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { House } from './support/house.ts';

describe('a consult over signaling', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house.close());

  test('rings at the physician, is accepted, and ends for both', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const agent = await house.agent(physician);
    const tv = await house.tv(await clinic.tv(physician));

    const { consult } = await tv.ask();
    const ringing = await agent.sees(consult.id, 'offered');
    expect(ringing.events.at(-1)?.type).toBe('offered');

    const accepted = await agent.request('consult.accept', { consultId: consult.id });
    expect(accepted.consult.state).toBe('accepted');
    expect(accepted.events.map((event) => event.type)).toEqual(['accepted']);
    await tv.sees(consult.id, 'accepted');
    await tv.request('consult.end', { consultId: consult.id });
    await agent.sees(consult.id, 'ended');
    await tv.sees(consult.id, 'ended');
    for (const endpoint of [tv, agent]) {
      const events = endpoint.eventsOf(consult.id);
      expect(events).toEqual(events.map((_, index) => index + 1));
    }
  });

  test('of two physicians who accept at once one has it and the other stops ringing', async () => {
    const clinic = await house.clinic();
    const people = [await clinic.person(), await clinic.person()] as const;
    const agents = [await house.agent(people[0]), await house.agent(people[1])] as const;
    const tv = await house.tv(await clinic.tv(people[0]));
    const { consult } = await tv.ask();
    for (const agent of agents) await agent.sees(consult.id, 'offered');
    const params = { consultId: consult.id };
    const outcomes = await Promise.all(agents.map((a) => a.attempt('consult.accept', params)));
    expect(outcomes.map(({ code }) => code).sort()).toEqual(['already_accepted', undefined]);
    const loser = outcomes[0]?.code === undefined ? agents[1] : agents[0];
    expect(await loser.hears('consult.left')).toEqual({
      consultId: consult.id,
      reason: 'accepted-elsewhere',
    });
  });

  test('when the patient takes it back, the physician stops ringing', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const agent = await house.agent(physician);
    const tv = await house.tv(await clinic.tv(physician));
    const { consult } = await tv.ask();
    await agent.sees(consult.id, 'offered');
    await tv.request('consult.cancel', { consultId: consult.id });
    expect(await agent.hears('consult.left')).toEqual({
      consultId: consult.id,
      reason: 'over',
      outcome: 'cancelled-by-patient',
    });
  });

  test('when the physician declines, it rings at the others alone', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const other = await clinic.person();
    const agents = [await house.agent(physician), await house.agent(other)] as const;
    // Staff paired the TV, so that neither of the two is preferred.
    const tv = await house.tv(await clinic.tv(await clinic.person('staff')));
    const { consult } = await tv.ask();
    await agents[0].rings(consult.id, physician.identity.personId);
    await agents[1].rings(consult.id, other.identity.personId);
    await agents[0].request('consult.decline', { consultId: consult.id });
    for (const agent of agents) {
      await vi.waitFor(() => {
        const now = agent.told('consult.changed').at(-1)?.consult;
        expect(now?.offeredTo.map(({ id }) => id)).toEqual([other.identity.personId]);
      });
    }
  });

  test('a wish to be called back is on every screen until somebody has seen to it', async () => {
    const clinic = await house.clinic();
    const people = [await clinic.person(), await clinic.person()] as const;
    const agents = [await house.agent(people[0]), await house.agent(people[1])] as const;
    const tv = await house.tv(await clinic.tv(people[0]));
    const { consult } = await tv.ask();
    const { id: consultId } = consult;
    await tv.request('consult.askCallback', { consultId });
    const callbackAt = (agent: (typeof agents)[number]) =>
      agent
        .told('consult.changed')
        .filter((update) => update.consult.id === consultId)
        .at(-1)?.consult.callback;
    for (const agent of agents) {
      await vi.waitFor(() => expect(callbackAt(agent)).toMatchObject({ doneBy: null }));
    }
    await agents[0].request('consult.closeCallback', { consultId });
    const doneBy = { id: people[0].identity.personId };
    for (const agent of agents) {
      await vi.waitFor(() => expect(callbackAt(agent)).toMatchObject({ doneBy }));
    }
  });

  test('every tab of the physician follows; one tab answers, all show it', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const tabs = [await house.agent(physician), await house.agent(physician)] as const;
    const tv = await house.tv(await clinic.tv(physician));
    const { consult } = await tv.ask();
    await tabs[0].request('consult.accept', { consultId: consult.id });
    await tabs[1].sees(consult.id, 'accepted');
    const refused = await tabs[1].attempt('consult.end', { consultId: consult.id });
    expect(refused.code).toBe('not_joined');
    await tabs[1].request('consult.join', { consultId: consult.id });
    await tabs[1].request('consult.end', { consultId: consult.id });
    await tabs[0].sees(consult.id, 'ended');
  });

  test('asking twice with the same id asks once', async () => {
    const clinic = await house.clinic();
    const tv = await house.tv(await clinic.tv(await clinic.person()));
    const consultId = newId();
    await Promise.all([tv.ask(consultId), tv.ask(consultId)]);
    const { events } = await tv.request('consult.timeline', { consultId });
    expect(events.filter((event) => event.type === 'requested').length).toBe(1);
  });

  test('requests about different nouns do not wait for each other', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const tv = await house.tv(await clinic.tv(physician));
    const consultId = newId();
    // Written in one go; the second needs no look at the database.
    const order: string[] = [];
    const [asked] = await Promise.all([
      tv.ask(consultId).then(() => order.push('consult.request')),
      tv.attempt('peer.iceServers', {}).then(() => order.push('peer.iceServers')),
    ]);
    expect(asked).toBeDefined();
    expect(order).toEqual(['peer.iceServers', 'consult.request']);
  });
});

describe('a server that fails', () => {
  const lines: string[] = [];
  let house: House;
  beforeAll(async () => {
    house = await House.open({
      log: pino({ level: 'trace' }, { write: (line) => lines.push(line) }),
    });
  });
  afterAll(() => house.close());

  test('says that the database is unavailable, and serves again afterwards', async () => {
    const clinic = await house.clinic();
    const tv = await house.tv(await clinic.tv(await clinic.person()));
    await sql`PRAGMA busy_timeout = 0`.execute(house.database);
    const other = new DatabaseSync(path.join(house.folder, 'housecall.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const consultId = newId();
    await expect(tv.ask(consultId)).rejects.toThrow('store_unavailable');
    const strange = await house.connect();
    expect((await strange.attempt('session.close', {})).code).toBe('not_open');
    other.exec('ROLLBACK');
    other.close();
    expect((await tv.ask(consultId)).consult.id).toBe(consultId);
    expect(lines.some((line) => line.includes('store_unavailable'))).toBe(true);
  });

  test('tells of a lost endpoint as soon as the database takes it again', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const agent = await house.agent(physician);
    const tv = await house.tv(await clinic.tv(physician));
    const { consult } = await tv.ask();
    await agent.request('consult.accept', { consultId: consult.id });
    await sql`PRAGMA busy_timeout = 0`.execute(house.database);
    const other = new DatabaseSync(path.join(house.folder, 'housecall.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    lines.length = 0;
    tv.terminate();
    await vi.waitFor(() => expect(lines.join('')).toContain('presence could not be told'));
    other.exec('ROLLBACK');
    other.close();
    await agent.hears('consult.changed', ({ events }) =>
      events.some((event) => event.type === 'endpoint-lost'),
    );
  });

  test('answers with an incident that its log names', async () => {
    const clinic = await house.clinic();
    const agent = await house.agent(await clinic.person());
    await house.database.schema.alterTable('timeline').renameTo('mislaid').execute();
    await house.database.schema.alterTable('consults').renameTo('lost').execute();
    const params = { consultId: newId() };
    agent.send(JSON.stringify({ jsonrpc: '2.0', id: 50, method: 'consult.timeline', params }));
    const reply = await agent.reply(50);
    await house.database.schema.alterTable('lost').renameTo('consults').execute();
    await house.database.schema.alterTable('mislaid').renameTo('timeline').execute();
    const incident = z
      .object({
        error: z.object({
          data: z.object({
            code: z.literal('internal_error'),
            details: z.object({ incidentId: z.uuid() }),
          }),
        }),
      })
      .parse(reply).error.data.details.incidentId;
    const logged = lines.filter((line) => line.includes(incident));
    expect(logged.length).toBe(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      method: 'consult.timeline',
      sessionId: agent.sessionId,
    });
  });

  test('logs one line for each refused request, without tokens, names or parameters', async () => {
    lines.length = 0;
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const paired = await clinic.tv(physician);
    const tv = await house.tv(paired);
    const secret = 'what-nobody-may-read';
    await tv.attempt('consult.request', { consultId: secret });
    await tv.attempt(secret, { secret });
    await tv.attempt('consult.end', { consultId: newId() });
    const bad = await house.connect();
    await bad.attempt('session.open', { endpoint: 'tv', token: secret });
    const codes = lines
      .map((line) =>
        z
          .object({ code: z.string().optional(), method: z.string().optional() })
          .parse(JSON.parse(line)),
      )
      .filter(({ code }) => code !== undefined);
    expect(codes).toMatchObject([
      { code: 'invalid_params', method: 'consult.request' },
      { code: 'method_not_found', method: 'unknown' },
      { code: 'not_found', method: 'consult.end' },
      { code: 'unauthenticated', method: 'session.open' },
    ]);
    const all = lines.join('');
    for (const hidden of [
      secret,
      paired.token,
      tv.resumeToken,
      physician.secret,
      'Patient ',
      'Dr. ',
    ]) {
      expect(all).not.toContain(hidden);
    }
  });
});
