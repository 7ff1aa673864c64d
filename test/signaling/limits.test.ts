import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type HouseOptions, type SignedIn } from './support/house.ts';

describe('limits', () => {
  let house: House;
  let clinic: Clinic;
  let physician: SignedIn;
  async function open(limits: NonNullable<HouseOptions['limits']>): Promise<void> {
    house = await House.open({ limits });
    clinic = await house.clinic();
    physician = await clinic.person();
  }
  afterEach(() => house.close());

  /** How long a request takes that costs the server next to nothing, in milliseconds. */
  async function latency(endpoint: Endpoint): Promise<number> {
    const before = performance.now();
    expect((await endpoint.attempt('no.such', {})).code).toBe('method_not_found');
    return performance.now() - before;
  }

  test('of a thousand requests at once each is answered or rate_limited', async () => {
    await open({});
    const other = await house.agent(await clinic.person());
    const endpoint = await house.agent(physician);
    const burst = Array.from({ length: 1_000 }, () => endpoint.attempt('no.such', {}));
    expect(await latency(other)).toBeLessThan(1_000);
    const codes = (await Promise.all(burst)).map(({ code }) => code);
    const limited = codes.filter((code) => code === 'rate_limited').length;
    expect(codes.filter((code) => code === 'method_not_found').length).toBe(1_000 - limited);
    expect(limited).toBeGreaterThan(800);
    await vi.waitFor(() => latency(endpoint));
  });

  test.each([
    ['frames that are no request', '[]'],
    ['notifications that there are not', '{"jsonrpc":"2.0","method":"no.such"}'],
    ['requests', '{"jsonrpc":"2.0","id":1,"method":"no.such"}'],
  ])('a flood of %s does not flood the log', async (_, frame) => {
    const lines: string[] = [];
    const stream = { write: (line: string) => lines.push(line) };
    house = await House.open({ log: pino({ level: 'info' }, stream) });
    const endpoint = await house.connect();
    for (let count = 0; count < 3_000; count += 1) endpoint.send(frame);
    expect(await endpoint.closed).toBe(4429);
    // The burst that is let through, and what is earned meanwhile.
    expect(lines.length).toBeLessThan(300);
  });

  test('an endpoint that goes on flooding is closed', async () => {
    await open({});
    const other = await house.agent(await clinic.person());
    const endpoint = await house.agent(physician);
    for (let request = 0; request < 3_000; request += 1) {
      endpoint.send('{"jsonrpc":"2.0","id":1,"method":"no.such"}');
    }
    expect(await endpoint.closed).toBe(4429);
    expect(await latency(other)).toBeLessThan(1_000);
  });

  test('a socket whose session is not opened in time is closed', async () => {
    await open({ openTimeoutMs: 300, heartbeatIntervalMs: 400 });
    const opened = await house.agent(physician);
    const endpoint = await house.connect({ cookie: physician.cookie });
    expect(await endpoint.closed).toBe(4408);
    expect((await opened.attempt('no.such', {})).code).toBe('method_not_found');
  });

  test('a peer that never answers heartbeats is closed, one that does stays', async () => {
    await open({ heartbeatIntervalMs: 200, silenceMs: 450 });
    const mute = await house.agent(physician);
    const alive = await house.agent(await clinic.person());
    mute.alive = false;
    const before = performance.now();
    expect(await mute.closed).toBe(4504);
    expect(performance.now() - before).toBeLessThan(1_000);
    await latency(alive);
  });

  test('a TV pulled from the net is found and its consult told so', async () => {
    await open({ heartbeatIntervalMs: 200, silenceMs: 450 });
    const agent = await house.agent(physician);
    const tv = await house.tv(await clinic.tv(physician));
    const { consult } = await tv.ask();
    await agent.request('consult.accept', { consultId: consult.id });
    tv.socket.pause();
    const lost = await agent.hears('consult.changed', ({ events }) =>
      events.some((event) => event.type === 'endpoint-lost'),
    );
    expect(lost.consult.places.tv.presence).toBe('absent');
  });

  test('an endpoint that does not read is dropped, others notice nothing', async () => {
    await open({ sendBufferBytes: 64 * 1_024 });
    const tv = await house.tv(await clinic.tv(physician));
    const agent = await house.agent(physician);
    const other = await house.agent(await clinic.person());
    const { consult } = await tv.ask();
    await agent.request('consult.accept', { consultId: consult.id });
    await tv.sees(consult.id, 'accepted');
    agent.socket.pause();
    const signal = { type: 'offer', sdp: 's'.repeat(60_000) } as const;
    const push = () => tv.attempt('peer.signal', { consultId: consult.id, epoch: 1, signal });
    // The operating system takes some megabytes before anything waits in the server.
    let worst = 0;
    await vi.waitFor(
      async () => {
        const { code } = await push();
        worst = Math.max(worst, await latency(other));
        expect(code).toBe('endpoint_absent');
      },
      { timeout: 15_000, interval: 1 },
    );
    expect(worst).toBeLessThan(250);
    expect(await house.sessions.isConnected(agent.sessionId)).toBe(false);
    agent.socket.resume();
    await agent.closed;
  });

  test('too many sockets of one address are refused for a while', async () => {
    await open({ upgradeBurst: 5, upgradesPerSecond: 10 });
    for (let socket = 0; socket < 5; socket += 1) await house.connect();
    await expect(house.connect()).rejects.toThrow('429');
    await vi.waitFor(() => house.agent(physician));
  });

  test('sockets that open no session leave room for those that do', async () => {
    await open({ openingSockets: 3 });
    const idle = [await house.connect(), await house.connect(), await house.connect()];
    await expect(house.connect()).rejects.toThrow('503');
    idle[0]?.terminate();
    await vi.waitFor(() => house.agent(physician));
    await house.agent(physician);
  });

  test('one address has a limit of its own on sockets that are not open', async () => {
    await open({ openingSocketsPerAddress: 1 });
    await house.connect();
    await expect(house.connect()).rejects.toThrow('429');
  });

  test('a session that nobody resumes is forgotten in the end, one that is open is kept', async () => {
    await open({ sessionLifetimeMs: 1_500, lingerMs: 100 });
    const stays = await house.agent(physician);
    const goes = await house.agent(physician);
    goes.terminate();
    const stored = async () => {
      const rows = await house.database.selectFrom('sessions').select('id').execute();
      return rows.map((row) => row.id);
    };
    await vi.waitFor(async () => expect(await stored()).toEqual([stays.sessionId]), 6_000);
  });

  test('closing tells every endpoint, is idempotent, and leaves no socket', async () => {
    await open({});
    const agent = await house.agent(physician);
    const unopened = await house.connect();
    const stuck = await house.agent(await clinic.person());
    stuck.socket.pause();
    const closing = Promise.all([house.signaling.close(), house.signaling.close()]);
    await expect(house.connect()).rejects.toThrow('503');
    await closing;
    expect(await agent.closed).toBe(4503);
    expect(await unopened.closed).toBe(4503);
    expect(house.signaling.counts().sockets).toBe(0);
    stuck.terminate();
  });
});
