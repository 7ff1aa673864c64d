import { setTimeout as pause } from 'node:timers/promises';
import { BenchHouse } from './support/benchHouse.ts';
import { openFiles, residentBytes } from './support/processUse.ts';
import type { QueueAgent } from './support/queueAgent.ts';
import { repetitions } from './support/repetitions.ts';
import { course, figure, type Point, type Result, slopeOf } from './support/report.ts';
import { beginConsult, endConsult } from './support/scriptedConsult.ts';
import type { SignalingClient } from './support/signalingClient.ts';

const consults = repetitions(2_000);
/** Consults between two readings. What the first of them leave, caches and pools, may stay. */
const betweenReadings = repetitions(200);
const tvCount = 20;
/** What an agent may ask in a second is limited (`src/signaling/limits.ts`): they take turns. */
const agentCount = 10;
/** Over which what a consult leaves for some seconds is gone, in milliseconds. */
const restMs = 3_000;

const measures = [
  'server-heap',
  'server-memory',
  'server-handles',
  'server-files',
  'worker-memory',
  'worker-files',
  'sockets',
  'sessions',
  'rooms',
  'transports',
] as const;

type Measure = (typeof measures)[number];
type Reading = Readonly<Record<Measure, number>>;

/**
 * Holds one consult after the other through a server process, each with its room and transports at
 * the relay, and reads every so often what is there when none is going on. For each measure: its
 * course, and by how much it grows with a consult after the first readings' worth of them.
 */
export async function endurance(): Promise<Result[]> {
  const house = await BenchHouse.open(tvCount, agentCount - 1);
  try {
    const tvs: SignalingClient[] = [];
    for (let i = 0; i < tvCount; i += 1) tvs.push(await house.connectTv(i));
    const agents: QueueAgent[] = [];
    for (let i = 0; i < agentCount; i += 1) agents.push(await house.connectAgent(i));
    const courses = new Map<Measure, Point[]>();
    for (let done = 1; done <= consults; done += 1) {
      const index = done % tvCount;
      const [tv, agent] = [tvs[index], agents[index % agentCount]];
      if (tv === undefined || agent === undefined) throw new Error('nobody is connected');
      await endConsult(agent, await beginConsult(tv, agent));
      if (done % betweenReadings !== 0) continue;
      const reading = await read(house);
      console.error(`${done} consults: ${JSON.stringify(reading)}`);
      for (const name of measures) {
        courses.set(name, [...(courses.get(name) ?? []), [done, reading[name]]]);
      }
    }
    return [figure('consults', 'consults', consults), ...[...courses].flatMap(report)];
  } finally {
    await house.close();
  }
}

async function read(house: BenchHouse): Promise<Reading> {
  const { server, workerPid } = house;
  await pause(restMs);
  await server.memory();
  const { heapUsed, rss } = await server.memory();
  return {
    'server-heap': heapUsed,
    'server-memory': rss,
    'server-handles': await server.handles(),
    'server-files': openFiles(server.pid),
    'worker-memory': residentBytes(workerPid),
    'worker-files': openFiles(workerPid),
    ...(await house.openThings()),
  };
}

function report([name, points]: readonly [Measure, readonly Point[]]): Result[] {
  const unit = /heap|memory/.test(name) ? 'B' : '';
  const [, first = 0] = points[0] ?? [];
  const [, last = 0] = points.at(-1) ?? [];
  return [
    course(name, unit, points),
    figure(`${name}.at-first`, unit, first),
    figure(`${name}.at-last`, unit, last),
    figure(`${name}.growth`, `${unit}/consult`, points.length < 2 ? 0 : slopeOf(points)),
  ];
}
