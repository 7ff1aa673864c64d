import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { WebSocket } from 'ws';
import { careRequest } from '../test/support/serviceRequests.ts';
import { InspectedProcess } from './support/inspectedProcess.ts';
import { benchPhysician, makePairedTvs } from './support/pairedTvs.ts';

import { distribution, figure, type Result } from './support/report.ts';
import { settledRss } from './support/settledRss.ts';
import { SignalingClient } from './support/signalingClient.ts';
import { signIn } from './support/signIn.ts';

const tvCount = 10_000;
/** Held before the first reading, so that what a server needs once is not counted per socket. */
const warmUpCount = 1_000;
const ringCount = 300;
/** How many sockets are opened at a time. */
const openingAtOnce = 50;

/**
 * Holds idle paired TVs on one server process and measures what each costs it in memory, beside a
 * bare `ws` server that holds as many sockets with the same heartbeat, in the same run; then how
 * long it takes from a TV's request until the physician's browser is told to ring, under that load.
 */
export async function signaling(): Promise<Result[]> {
  const bare = await measureBareWs();
  const { perTv, rings } = await measureHousecall();
  return [
    figure('idle-tvs', 'TVs', tvCount),
    figure('memory-per-idle-tv', 'B', perTv),
    figure('memory-per-idle-tv.bare-ws', 'B', bare),
    figure('memory-per-idle-tv.ratio-to-bare-ws', '', perTv / bare),
    distribution('ring-latency', 'ms', rings),
  ];
}

async function measureBareWs(): Promise<number> {
  const { process: server, announced } = await InspectedProcess.start(
    path.join(import.meta.dirname, 'support/bareWsServer.ts'),
    {},
    /listening on (\d+)/,
  );
  const sockets: WebSocket[] = [];
  const perSocket = await measurePerSocket(server, async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${announced}`, { perMessageDeflate: false });
    socket.on('message', () => socket.send('{"jsonrpc":"2.0","method":"session.alive"}'));
    await once(socket, 'open');
    sockets.push(socket);
  });
  for (const socket of sockets) socket.terminate();
  await server.stop();
  return perSocket;
}

async function measureHousecall(): Promise<{ perTv: number; rings: number[] }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-bench-'));
  console.error(`pairing ${tvCount} TVs`);
  const tokens = await makePairedTvs(dataDir, tvCount);
  const { process: server, announced: url } = await InspectedProcess.start(
    path.join(import.meta.dirname, '../src/main.ts'),
    {
      HOUSECALL_DEMO: 'off',
      HOUSECALL_DATA_DIR: dataDir,
      HOUSECALL_PORT: '0',
      HOUSECALL_MEDIA_HOST: '127.0.0.1',
      HOUSECALL_MEDIA_PORT: '0',
      HOUSECALL_MEDIA_WORKERS: '1',
      HOUSECALL_LOG_LEVEL: 'warn',
    },
    /TV +(\S+)\/tv\//,
  );
  try {
    const signalingUrl = `${url.replace('http', 'ws')}/signaling`;
    const tvs: SignalingClient[] = [];
    const perTv = await measurePerSocket(server, async (i) => {
      const tv = await SignalingClient.connect(signalingUrl);
      await tv.request('session.open', { endpoint: 'tv', token: tokens[i] ?? '' });
      tvs.push(tv);
    });
    console.error(`${tvs.length} TVs are connected`);
    const rings = await measureRings(url, signalingUrl, tvs);
    for (const tv of tvs) tv.close();
    return { perTv, rings };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** Milliseconds from a TV's request until the physician's endpoint is offered the consult. */
async function measureRings(
  url: string,
  signalingUrl: string,
  tvs: readonly SignalingClient[],
): Promise<number[]> {
  const agent = await SignalingClient.connect(signalingUrl, {
    origin: url,
    cookie: await signIn(url, benchPhysician),
  });
  const ringing = new Map<string, (at: number) => void>();
  agent.on('consult.changed', ({ consult }) => {
    if (consult.state === 'offered') ringing.get(consult.id)?.(performance.now());
  });
  await agent.request('session.open', { endpoint: 'agent' });

  const latencies: number[] = [];
  for (let i = 0; i < ringCount; i += 1) {
    const tv = tvs[Math.floor((i * tvs.length) / ringCount)];
    if (tv === undefined) throw new Error('too few TVs');
    const consultId = newId();
    const rung = new Promise<number>((resolve) => ringing.set(consultId, resolve));
    const askedAt = performance.now();
    const asked = tv.request('consult.request', {
      consultId,
      serviceRequest: careRequest,
    });
    latencies.push((await rung) - askedAt);
    await asked;
    await tv.request('consult.cancel', { consultId });
  }
  agent.close();
  return latencies;
}

/** @returns what each further socket adds to the server's resident memory, in bytes */
async function measurePerSocket(
  server: InspectedProcess,
  connect: (index: number) => Promise<void>,
): Promise<number> {
  await inBatches(0, warmUpCount, connect);
  const before = await settledRss(server);
  await inBatches(warmUpCount, tvCount, connect);
  const after = await settledRss(server);
  return (after - before) / (tvCount - warmUpCount);
}

async function inBatches(
  from: number,
  to: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  for (let start = from; start < to; start += openingAtOnce) {
    const batch = Array.from({ length: Math.min(openingAtOnce, to - start) }, (_, i) =>
      work(start + i),
    );
    await Promise.all(batch);
  }
}
