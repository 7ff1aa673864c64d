import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { careRequest } from '../test/support/serviceRequests.ts';
import { InspectedProcess } from './support/inspectedProcess.ts';
import { benchColleague, benchPhysician, makePairedTvs } from './support/pairedTvs.ts';
import { QueueAgent } from './support/queueAgent.ts';
import { distribution, figure, type Result } from './support/report.ts';
import { SignalingClient } from './support/signalingClient.ts';
import { signIn } from './support/signIn.ts';

const tvCount = 200;
const agentCount = 10;
/** How many single requests, and how many declines, are measured. */
const roundCount = 300;
/** What an agent may ask in a second is limited (`src/signaling/limits.ts`); in milliseconds. */
const betweenRoundsMs = 30;
/** In which time all TVs ask, in milliseconds. */
const rushMs = 1_000;
/** How long an agent and a patient talk in the rush, in milliseconds. */
const talkMs = 20;

/** What is measured against: a server of its own, with TVs and agents connected. */
interface Stage {
  /** The patients of these named the first agent, who is rung alone at first. */
  readonly tvs: readonly SignalingClient[];
  readonly agents: readonly QueueAgent[];
}

/**
 * Rings agents for one patient at a time, then for one after somebody declined, then for two hundred
 * who ask within a second and whom ten agents answer, in the order of the queue.
 */
export async function queue(): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-bench-'));
  const colleagues = agentCount - 1;
  const tokens = await makePairedTvs(dataDir, tvCount, { colleagues, naming: 'first' });
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
    const stage = await connect(url, tokens);
    console.error(`${tvCount} TVs and ${agentCount} agents are connected`);
    const rings: number[] = [];
    const nextRings: number[] = [];
    for (let round = 0; round < roundCount; round += 1) {
      const { toRing, toNextRing } = await askOnce(stage, round);
      rings.push(toRing);
      nextRings.push(toNextRing);
      await pause(betweenRoundsMs);
    }
    const { servedMs, waits } = await rush(stage);
    for (const { client } of [...stage.agents]) client.close();
    for (const tv of stage.tvs) tv.close();
    return [
      figure('tvs', 'TVs', tvCount),
      figure('agents', 'agents', agentCount),
      distribution('request-to-ring', 'ms', rings),
      distribution('decline-to-next-ring', 'ms', nextRings),
      distribution('rush-wait', 'ms', waits),
      figure('all-served', 's', servedMs / 1_000),
    ];
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true });
  }
}

async function connect(url: string, tokens: readonly string[]): Promise<Stage> {
  const signalingUrl = `${url.replace('http', 'ws')}/signaling`;
  const people = [
    benchPhysician,
    ...Array.from({ length: agentCount - 1 }, (_, i) => benchColleague(i)),
  ];
  const agents: QueueAgent[] = [];
  for (const person of people) {
    const headers = { origin: url, cookie: await signIn(url, person) };
    agents.push(await QueueAgent.open(await SignalingClient.connect(signalingUrl, headers)));
  }
  const tvs: SignalingClient[] = [];
  for (const token of tokens) {
    const tv = await SignalingClient.connect(signalingUrl);
    await tv.request('session.open', { endpoint: 'tv', token });
    tvs.push(tv);
  }
  return { tvs, agents };
}

/** A patient asks; the agent whom they named declines; another is rung. Times in milliseconds. */
async function askOnce(
  { tvs, agents }: Stage,
  round: number,
): Promise<{ toRing: number; toNextRing: number }> {
  const tv = tvs[round % tvs.length];
  const [named, ...others] = agents;
  if (tv === undefined || named === undefined) throw new Error('nobody is connected');
  const consultId = newId();
  const askedAt = performance.now();
  const asked = tv.request('consult.request', { consultId, serviceRequest: careRequest });
  const toRing = (await named.rings(consultId)) - askedAt;
  await asked;
  const next = others.map((agent) => agent.rings(consultId));
  const declinedAt = performance.now();
  await named.client.request('consult.decline', { consultId });
  const toNextRing = (await Promise.race(next)) - declinedAt;
  const quiet = others.map((agent) => agent.isQuiet(consultId));
  await Promise.all(next);
  await tv.request('consult.cancel', { consultId });
  await Promise.all(quiet);
  return { toRing, toNextRing };
}

/** All TVs ask; every agent answers whoever rings, one after the other. */
async function rush({ tvs, agents }: Stage): Promise<{ servedMs: number; waits: number[] }> {
  const askedAt = new Map<string, number>();
  const waits: number[] = [];
  const order: string[] = [];
  let left = tvs.length;
  const { promise: served, resolve, reject } = Promise.withResolvers<void>();
  for (const agent of agents) {
    agent.answer = async (consultId) => {
      await agent.client.request('consult.accept', { consultId });
      waits.push(performance.now() - (askedAt.get(consultId) ?? 0));
      order.push(consultId);
      await pause(talkMs);
      await agent.client.request('consult.end', { consultId });
      left -= 1;
      if (left === 0) resolve();
    };
    agent.failed = reject;
  }
  const begun = performance.now();
  const asks = tvs.map(async (tv, index) => {
    await pause((index * rushMs) / tvs.length);
    const consultId = newId();
    askedAt.set(consultId, performance.now());
    await tv.request('consult.request', { consultId, serviceRequest: careRequest });
  });
  await Promise.all(asks);
  await served;
  if (new Set(order).size !== tvs.length) throw new Error('somebody was served twice');
  return { servedMs: performance.now() - begun, waits };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
