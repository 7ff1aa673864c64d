import { once } from 'node:events';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import {
  type ConnectionState,
  Connector,
  type ConnectorOptions,
  type ResumeData,
  type ResumeStore,
} from '../../clients/connector/connector.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { SignedIn } from './support/demo.ts';
import { Line } from './support/line.ts';
import { until } from './support/until.ts';

let housecall: HousecallProcess;
let physician: SignedIn;
const toClose: Array<() => Promise<void> | void> = [];

beforeAll(async () => {
  housecall = await HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: 'direct' });
  physician = await SignedIn.at(housecall.url);
});
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});
afterAll(() => housecall?.close());

function keptInMemory(): ResumeStore {
  let kept: ResumeData | undefined;
  return {
    read: () => kept,
    write: (resume) => {
      kept = resume;
    },
  };
}

const isOpen = (state: ConnectionState) => state.name === 'open';

async function openLine(): Promise<Line> {
  const line = await Line.to(housecall.url);
  toClose.push(() => line.close());
  return line;
}

function connect(options: ConnectorOptions): Connector {
  const connector = new Connector(options);
  toClose.push(() => connector.leave());
  connector.start();
  return connector;
}

interface Tv {
  readonly connector: Connector;
  readonly line: Line;
  readonly deviceId: string;
}

async function openTv(): Promise<Tv> {
  const line = await openLine();
  const { token, deviceId } = await physician.pairTv();
  const connector = connect({ url: line.signalingUrl, endpoint: 'tv', token: () => token });
  await until(connector.connection, isOpen);
  return { connector, line, deviceId };
}

async function openAgent(): Promise<Connector> {
  const connector = connect({
    url: `${housecall.url.replace('http', 'ws')}/signaling`,
    endpoint: 'agent',
    WebSocket: physician.WebSocket,
  });
  await until(connector.connection, isOpen);
  return connector;
}

/** A page whose TV has asked for a consult; another page with the same session can be opened beside. */
async function openFirst() {
  const line = await openLine();
  const { token } = await physician.pairTv();
  const resume = keptInMemory();
  const page = (url: string, options: Pick<ConnectorOptions, 'WebSocket'> = {}) =>
    connect({ ...options, url, endpoint: 'tv', token: () => token, resume });
  let socket: WebSocket | undefined;
  class FirstSocket extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      socket = this;
    }
  }
  const first = page(line.signalingUrl, { WebSocket: FirstSocket });
  const isClosing = () => socket?.readyState === WebSocket.CLOSING;
  const agent = await openAgent();
  await until(first.connection, isOpen);
  const consultId = await ask(first, agent);
  const openSecond = async () => {
    const second = page(`${housecall.url.replace('http', 'ws')}/signaling`);
    await until(second.connection, isOpen);
    const states: string[] = [];
    second.connection.subscribe(({ name }) => states.push(name));
    return { second, states };
  };
  return { line, first, isClosing, consultId, openSecond };
}

/** Asks for a consult and waits until it rings. */
async function ask(tv: Connector, agent: Connector): Promise<string> {
  const consultId = newId();
  await tv.request('consult.request', { consultId, serviceRequest: careRequest });
  await inState(agent, consultId, 'offered');
  return consultId;
}

function inState(connector: Connector, consultId: string, state: string): Promise<unknown> {
  return until(connector.consults, () => connector.consult(consultId)?.consult.state === state);
}

function seqs(connector: Connector, consultId: string): number[] {
  return connector.consult(consultId)?.timeline.map(({ seq }) => seq) ?? [];
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('a session', () => {
  it('opens, and tells each side who it is and what rings', async () => {
    const [{ connector: tv }, agent] = await Promise.all([openTv(), openAgent()]);
    expect(tv.identity.value).toMatchObject({ kind: 'tv', patient: { name: 'Maria Example' } });
    expect(agent.identity.value).toMatchObject({ kind: 'agent', role: 'physician' });
    const consultId = await ask(tv, agent);
    await agent.request('consult.accept', { consultId });
    expect(agent.holdsPlace(consultId)).toBe(true);
    await inState(tv, consultId, 'accepted');
    await tv.request('consult.end', { consultId });
    await inState(agent, consultId, 'ended');
    agent.dismiss(consultId);
    expect(agent.consult(consultId)).toBeUndefined();
  });

  it('outlives its socket: what happened meanwhile is there once and in order', async () => {
    const [{ connector: tv, line }, agent] = await Promise.all([openTv(), openAgent()]);
    const consultId = await ask(tv, agent);
    const told: number[][] = [];
    tv.consults.subscribe(() => told.push(seqs(tv, consultId)));
    line.cut();
    await until(tv.connection, ({ name }) => name === 'reconnecting');
    await agent.request('consult.accept', { consultId });
    line.mend();
    await until(tv.connection, isOpen);
    await inState(tv, consultId, 'accepted');
    expect(tv.holdsPlace(consultId)).toBe(true);
    for (const known of told) expect(known).toEqual(upTo(known.length));
    const record = tv.consult(consultId);
    expect(seqs(tv, consultId)).toEqual(upTo(record?.consult.lastSeq ?? 0));
    const types = record?.timeline.map(({ type }) => type);
    expect(types).toContain('endpoint-lost');
    expect(types).toContain('endpoint-back');
    await tv.request('consult.end', { consultId });
  });

  it('keeps what the patient pressed while the line was down, and sends it once', async () => {
    const [{ connector: tv, line }, agent] = await Promise.all([openTv(), openAgent()]);
    line.cut();
    await until(tv.connection, ({ name }) => name === 'reconnecting');
    const consultId = newId();
    const asked = tv.request('consult.request', { consultId, serviceRequest: careRequest });
    line.mend();
    expect((await asked).consult.id).toBe(consultId);
    await inState(agent, consultId, 'offered');
    await tv.request('consult.cancel', { consultId });
    await inState(tv, consultId, 'cancelled');
    expect(tv.consult(consultId)?.timeline.map(({ type }) => type)).toEqual([
      'requested',
      'offered',
      'cancelled',
    ]);
  });

  it('takes an end for done whose answer was lost with the socket', async () => {
    const [{ connector: tv, line }, agent] = await Promise.all([openTv(), openAgent()]);
    const consultId = await ask(tv, agent);
    await agent.request('consult.accept', { consultId });
    await inState(tv, consultId, 'accepted');
    line.swallowAnswers();
    const ended = tv.request('consult.end', { consultId });
    await inState(agent, consultId, 'ended');
    line.cut();
    line.mend();
    await expect(ended).resolves.toEqual({});
    await inState(tv, consultId, 'ended');
  });

  it('rejects what waits for an answer when the socket is lost', async () => {
    const { connector: tv, line } = await openTv();
    const consultId = newId();
    line.swallowAnswers();
    const asked = tv.request('consult.timeline', { consultId });
    line.cut();
    await expect(asked).rejects.toMatchObject({ code: 'disconnected' });
    await expect(tv.request('consult.timeline', { consultId })).rejects.toMatchObject({
      code: 'not-connected',
    });
  });

  it('gives a refusal its code and its sentence', async () => {
    const { connector: tv } = await openTv();
    const refused = tv.request('consult.end', { consultId: newId() });
    await expect(refused).rejects.toMatchObject({
      name: 'RequestError',
      code: 'not_found',
      message: expect.stringContaining(' '),
    });
  });

  it('gives a socket up on which nothing comes any more', async () => {
    const { connector: tv, line } = await openTv();
    line.swallowAnswers();
    await until(tv.connection, ({ name }) => name === 'reconnecting', 12_000);
    line.mend();
    await until(tv.connection, isOpen);
  });

  it('goes over to another socket soon, where the one in doubt leads nowhere any more', async () => {
    const [{ connector: tv, line }, agent] = await Promise.all([openTv(), openAgent()]);
    const consultId = await ask(tv, agent);
    line.loseConnections();
    tv.probe(consultId);
    await until(tv.connection, ({ name }) => name === 'reconnecting');
    await until(tv.connection, isOpen);
    expect(line.connections).toBe(2);
    await tv.request('consult.cancel', { consultId });
    await inState(tv, consultId, 'cancelled');
  });

  it('stays with a socket that answers', async () => {
    const [{ connector: tv, line }, agent] = await Promise.all([openTv(), openAgent()]);
    const consultId = await ask(tv, agent);
    const states: string[] = [];
    tv.connection.subscribe(({ name }) => states.push(name));
    tv.probe(consultId);
    await tv.request('consult.cancel', { consultId });
    await inState(tv, consultId, 'cancelled');
    expect(states).toEqual([]);
    expect(line.connections).toBe(1);
  });

  it('survives the end of the server process', { timeout: 30_000 }, async () => {
    const [{ connector: tv }, agent] = await Promise.all([openTv(), openAgent()]);
    const consultId = await ask(tv, agent);
    await agent.request('consult.accept', { consultId });
    await inState(tv, consultId, 'accepted');
    await housecall.end('SIGKILL');
    await until(tv.connection, ({ name }) => name === 'reconnecting');
    await housecall.launch();
    await Promise.all([until(tv.connection, isOpen), until(agent.connection, isOpen)]);
    await until(
      tv.consults,
      () => tv.consult(consultId)?.consult.places.agent.presence === 'present',
    );
    expect(seqs(tv, consultId)).toEqual(upTo(tv.consult(consultId)?.consult.lastSeq ?? 0));
    await agent.request('consult.end', { consultId });
    await inState(tv, consultId, 'ended');
  });

  it('comes back after a reload of a page that keeps it, until it is left', async () => {
    const { token } = await physician.pairTv();
    const resume = keptInMemory();
    const page = () =>
      connect({
        url: `${housecall.url.replace('http', 'ws')}/signaling`,
        endpoint: 'tv',
        token: () => token,
        resume,
      });
    const first = page();
    await until(first.connection, isOpen);
    const keptByFirst = resume.read();
    expect(keptByFirst).toBeDefined();
    const reloaded = page();
    await until(reloaded.connection, isOpen);
    expect(resume.read()).toEqual(keptByFirst);
    await until(first.connection, (state) => state.name === 'closed');
    expect(first.connection.value).toEqual({ name: 'closed', reason: 'replaced' });
    expect(resume.read()).toEqual(keptByFirst);
    await reloaded.leave();
    expect(resume.read()).toBeUndefined();
  });

  it.each<readonly [string, (replaced: Connector, consultId: string) => unknown]>([
    [
      'asks for something',
      (replaced, consultId) =>
        expect(replaced.request('consult.timeline', { consultId })).rejects.toMatchObject({
          code: 'not-connected',
        }),
    ],
    [
      'asks for what waits',
      (replaced, consultId) => {
        const waiting = replaced.request('consult.cancel', { consultId });
        return expect(waiting).rejects.toMatchObject({ code: 'left' });
      },
    ],
    ['looks after its socket', (replaced, consultId) => replaced.probe(consultId)],
  ])('is not taken back by a page that %s while its socket is being closed', async (_, act) => {
    const { line, first, isClosing, consultId, openSecond } = await openFirst();
    line.endLate(1_000);
    const { second, states } = await openSecond();
    await expect.poll(isClosing, { interval: 5 }).toBe(true);
    expect(first.connection.value.name).toBe('open');
    await act(first, consultId);
    await until(first.connection, ({ name }) => name !== 'open');
    expect(first.connection.value).toEqual({ name: 'closed', reason: 'replaced' });
    expect(states).toEqual([]);
    expect(line.connections).toBe(1);
    await second.request('consult.cancel', { consultId });
  });

  it('is not taken back by a page that lost its socket before it could be told', async () => {
    const { line, first, consultId, openSecond } = await openFirst();
    line.loseConnections();
    const { second, states } = await openSecond();
    first.probe(consultId);
    await until(first.connection, ({ name }) => name === 'closed');
    expect(first.connection.value).toEqual({ name: 'closed', reason: 'replaced' });
    expect(line.connections).toBe(2);
    expect(states).toEqual([]);
    await second.request('consult.cancel', { consultId });
  });

  it('is over when the device is unpaired, and does not come back', async () => {
    const { connector: tv, line, deviceId } = await openTv();
    await physician.unpair(deviceId);
    const state = await until(tv.connection, ({ name }) => name === 'closed');
    expect(state).toEqual({ name: 'closed', reason: 'unpaired' });
    expect(tv.identity.value).toBeNull();
    expect(line.connections).toBe(1);
  });

  it('is refused with a token that is not valid', async () => {
    const line = await openLine();
    const tv = connect({ url: line.signalingUrl, endpoint: 'tv', token: () => 'forged' });
    const state = await until(tv.connection, ({ name }) => name === 'closed');
    expect(state).toEqual({
      name: 'closed',
      reason: 'unauthenticated',
      code: 'unauthenticated',
    });
  });

  it('ends for good when it is left, and requests are refused from then on', async () => {
    const { connector: tv } = await openTv();
    await tv.leave();
    expect(tv.connection.value).toEqual({ name: 'closed', reason: 'left' });
    const asked = tv.request('consult.request', {
      consultId: newId(),
      serviceRequest: careRequest,
    });
    await expect(asked).rejects.toMatchObject({ code: 'left' });
  });
});

describe('a server that does not keep to the contract', () => {
  it.each([
    ['sends what is not JSON', 'no json'],
    ['sends JSON that is no frame', '{"hello":1}'],
    [
      'sends a notification without what belongs in it',
      '{"jsonrpc":"2.0","method":"consult.changed","params":{"consult":{}}}',
    ],
  ])('is left and tried again when it %s', async (_, frame) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    const closeCodes: number[] = [];
    server.on('connection', (socket) => {
      socket.on('message', () => socket.send(frame));
      socket.on('close', (code) => closeCodes.push(code));
    });
    toClose.push(() => {
      for (const client of server.clients) client.terminate();
      server.close();
    });
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const tv = connect({ url: `ws://127.0.0.1:${port}/`, endpoint: 'tv', token: () => 'x' });
    const again = (state: ConnectionState) => state.name === 'reconnecting' && state.attempt >= 2;
    await until(tv.connection, again);
    await expect.poll(() => closeCodes[0]).toBe(4400);
  });
});
