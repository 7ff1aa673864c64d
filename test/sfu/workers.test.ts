import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Relay, RelayOptions } from '../../src/sfu/relay.ts';
import { joinFully, MediasoupWatch, startRelay, Told, track } from './support.ts';

const started: Relay[] = [];

async function start(options: Partial<RelayOptions> = {}): Promise<Relay> {
  const relay = await startRelay(options);
  started.push(relay);
  return relay;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((relay) => relay.close()));
});

/** Whether a process runs; one that has ended and waits to be reaped does not (proc(5)). */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const pids = (relay: Relay) => relay.stats().workers.map(({ pid }) => pid);

async function lostRoom(relay: Relay): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  relay.listen({ onRoomLost: resolve });
  return promise;
}

describe('workers', () => {
  it('share the rooms by their load', async () => {
    const relay = await start({ workers: 2 });
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => relay.join(`consult-${i}:1`, 'tv', 'tv')),
    );
    expect(relay.stats().workers.map(({ rooms }) => rooms)).toEqual([5, 5]);
    for (const i of [0, 2, 4]) await relay.closeRoom(`consult-${i}:1`);
    await relay.join('later:1', 'tv', 'tv');
    expect(relay.stats().workers.map(({ rooms }) => rooms)).toEqual([3, 5]);
  });

  it('listen on a port each, counted from the base port, at the announced address', async () => {
    const basePort = await freePortPair();
    const relay = await start({ workers: 2, basePort, announcedAddress: 'relay.clinic.test' });
    const told = await Promise.all(['a', 'b'].map((room) => relay.join(room, 'tv', 'tv')));
    const candidates = told.map(({ send }) =>
      send.iceCandidates.map(({ protocol, address, port }) => `${protocol} ${address} ${port}`),
    );
    expect(candidates).toEqual(
      [basePort, basePort + 1].map((port) => [
        `udp relay.clinic.test ${port}`,
        `tcp relay.clinic.test ${port}`,
      ]),
    );
  });

  it('hold what an endpoint may send, and take no line to one for too narrow for speech', async () => {
    using watch = new MediasoupWatch();
    const relay = await start({ maxIncomingBitrateBps: 2_000_000 });
    const { send, receive } = await relay.join('consult:1', 'tv', 'tv');
    const limits = async (id: string) => {
      const transport = watch.transports.find((each) => each.id === id);
      const [stats] = (await transport?.getStats()) ?? [];
      return stats;
    };
    expect(await limits(send.id)).toMatchObject({ maxIncomingBitrate: 2_000_000 });
    expect(await limits(receive.id)).toMatchObject({ minOutgoingBitrate: 150_000 });
  });

  it('do not start on a port that is taken, and none is left running', async () => {
    using watch = new MediasoupWatch();
    const taken = createSocket('udp4').bind(0, '127.0.0.1');
    await once(taken, 'listening');
    const basePort = taken.address().port;
    await expect(startRelay({ workers: 2, basePort })).rejects.toThrow(`port ${basePort}`);
    expect(watch.workers.map(({ pid }) => runs(pid))).toEqual([false, false]);
    taken.close();
  });

  it('are all gone after close, which may be called twice and tells nobody', async () => {
    const relay = await start({ workers: 2 });
    const told = new Told(relay);
    await joinFully(relay, 'consult:1', 'tv', 'tv');
    const before = pids(relay);
    await Promise.all([relay.close(), relay.close()]);
    expect(before.map(runs)).toEqual([false, false]);
    expect(told.lost).toEqual([]);
    await expect(relay.join('consult:2', 'tv', 'tv')).rejects.toMatchObject({
      code: 'shutting_down',
    });
  });
});

describe('a worker that dies', () => {
  it('loses its rooms, of which the listener is told, and no other', async () => {
    const relay = await start({ workers: 2 });
    await joinFully(relay, 'a:1', 'tv', 'tv');
    await joinFully(relay, 'b:1', 'tv', 'tv');
    const told = new Told(relay);
    const [first] = pids(relay);
    const lost = lostRoom(relay);
    process.kill(Number(first), 'SIGKILL');
    expect(await lost).toBe('a:1');
    expect(told.lost).toEqual(['a:1']);
    expect(relay.stats().total).toMatchObject({ rooms: 1, peers: 1 });
    await expect(relay.join('a:1', 'tv', 'tv')).rejects.toMatchObject({ code: 'not_found' });
    await expect(relay.resume('b:1', 'tv', 'none')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is replaced at once, on the same port: whoever heard of the loss finds a room', async () => {
    const basePort = await freePortPair();
    const relay = await start({ basePort });
    await joinFully(relay, 'consult:1', 'tv', 'tv');
    const before = pids(relay);
    const rejoined = new Promise((resolve, reject) => {
      relay.listen({
        onRoomLost: () => joinFully(relay, 'consult:2', 'tv', 'tv').then(resolve, reject),
      });
    });
    process.kill(Number(before[0]), 'SIGKILL');
    await rejoined;
    expect(pids(relay)).toHaveLength(1);
    expect(pids(relay)).not.toEqual(before);
    const { send } = await relay.join('consult:2', 'agent', 'agent');
    expect(send.iceCandidates.map(({ port }) => port)).toEqual([basePort, basePort]);
  });

  it('is replaced again and again', async () => {
    const relay = await start();
    for (const round of [1, 2, 3]) {
      await relay.join(`consult:${round}`, 'tv', 'tv');
      const lost = lostRoom(relay);
      process.kill(Number(pids(relay)[0]), 'SIGKILL');
      await lost;
    }
    await expect(relay.join('consult:4', 'tv', 'tv')).resolves.toBeDefined();
  });

  it('refuses what was asked of it, and harms nobody else', async () => {
    const relay = await start();
    const { send } = await relay.join('consult:1', 'tv', 'tv');
    process.kill(Number(pids(relay)[0]), 'SIGKILL');
    await expect(relay.produce('consult:1', 'tv', track.camera(send.id))).rejects.toMatchObject({
      code: expect.stringMatching(/^(relay_unavailable|not_found)$/),
    });
  });

  it('does not come back when the relay closes meanwhile', async () => {
    using watch = new MediasoupWatch();
    const relay = await start();
    await relay.join('consult:1', 'tv', 'tv');
    const lost = lostRoom(relay);
    process.kill(Number(pids(relay)[0]), 'SIGKILL');
    await lost;
    await relay.close();
    expect(watch.workers.filter(({ pid }) => runs(pid))).toEqual([]);
  });
});

describe('a process that is told to stop', () => {
  it('has its workers closed by mediasoup: no room is reported lost and none is opened', async () => {
    using watch = new MediasoupWatch();
    const relay = await start();
    const told = new Told(relay);
    await joinFully(relay, 'consult:1', 'tv', 'tv');
    for (const worker of watch.workers) worker.close();
    await expect(relay.join('consult:2', 'tv', 'tv')).rejects.toMatchObject({
      code: 'relay_unavailable',
    });
    await relay.close();
    expect(told.lost).toEqual([]);
    expect(watch.workers.map(({ pid }) => runs(pid))).toEqual([false]);
  });
});

describe('a process that is killed', () => {
  it('takes its workers along, so that their ports are free for the next', async () => {
    const relayModule = new URL('../../src/sfu/relay.ts', import.meta.url);
    const logModule = new URL('../../src/log.ts', import.meta.url);
    const program = `
      import { Relay } from ${JSON.stringify(relayModule.href)};
      import { createLogger } from ${JSON.stringify(logModule.href)};
      const log = createLogger('silent');
      const relay = await Relay.start({ workers: 1, listenIp: '127.0.0.1', basePort: 0, log });
      console.log(relay.stats().workers[0].pid);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    const worker = Number(String(said));
    expect(runs(worker)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => runs(worker)).toBe(false);
  });
});

describe('a worker that takes no requests any more', () => {
  it('is killed and replaced when the first request fails', async () => {
    using watch = new MediasoupWatch();
    const relay = await start();
    const { send } = await relay.join('consult:1', 'tv', 'tv');
    const [before] = pids(relay);
    const lost = lostRoom(relay);
    // mediasoup's serializer throws in the midst of this and is not to be used after that.
    const { rtpParameters } = track.camera(send.id);
    const broken = {
      ...rtpParameters,
      encodings: [{ ssrc: 1, rtx: { ssrc: 2 }, maxBitrate: 1.5 }],
    };
    const transport = watch.transports.find(({ id }) => id === send.id);
    await expect(
      transport?.produce({ kind: 'video', rtpParameters: JSON.parse(JSON.stringify(broken)) }),
    ).rejects.toThrow();
    await expect(relay.produce('consult:1', 'tv', track.camera(send.id))).rejects.toMatchObject({
      code: 'media_refused',
    });
    expect(await lost).toBe('consult:1');
    await joinFully(relay, 'consult:2', 'tv', 'tv');
    expect(pids(relay)).not.toEqual([before]);
  });
});

/** A port that is free now, for UDP and TCP, and so is the next. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    const free = [isFree(port, 'udp'), isFree(port, 'tcp'), isFree(port + 1, 'udp')];
    if (!(await Promise.all([...free, isFree(port + 1, 'tcp')])).includes(false)) return port;
  }
}

function isFree(port: number, protocol: 'udp' | 'tcp'): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const listener = protocol === 'udp' ? createSocket('udp4') : createServer();
  listener.once('error', () => resolve(false));
  listener.once('listening', () => listener.close(() => resolve(true)));
  if ('bind' in listener) listener.bind(port, '127.0.0.1');
  else listener.listen(port, '127.0.0.1');
  return promise;
}
