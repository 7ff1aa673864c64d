import { setTimeout as pause } from 'node:timers/promises';
import { launchChromium } from '../test/support/chromium.ts';
import { BenchHouse } from './support/benchHouse.ts';
import { HousecallPair } from './support/housecallPair.ts';
import { cpuMs, cpuPercent, onlyChildOf, residentBytes } from './support/processUse.ts';
import { repetitions } from './support/repetitions.ts';
import { figure, type Result } from './support/report.ts';
import { beginConsult, endConsult } from './support/scriptedConsult.ts';
import { settledRss } from './support/settledRss.ts';
import type { SignalingClient } from './support/signalingClient.ts';
import { TvBrowser } from './support/tvBrowser.ts';

const idleTvs = repetitions(2_000);
/** Live at a time; each has an agent of its own. */
const liveConsults = repetitions(50);
const watchMs = repetitions(20_000);
/** In which a call's bitrate comes up to what it may be, in milliseconds. */
const warmUpMs = repetitions(8_000);
/** A TV's processor beside this machine's, as Chromium's developer tools imitate it. */
const throttling = 4;

/** What consults and TVs cost: the server, its media worker, and the TV itself. */
export async function footprint(): Promise<Result[]> {
  return [...(await ofIdleTvs()), ...(await ofConsults()), ...(await ofCall())];
}

/** Memory and CPU of the server by TVs that are connected and do nothing. */
async function ofIdleTvs(): Promise<Result[]> {
  console.error(`pairing ${idleTvs} TVs`);
  const house = await BenchHouse.open(idleTvs, 0);
  try {
    // What a server needs once is not counted for each TV.
    await connectTvs(house, 0, idleTvs / 10);
    const before = await settledRss(house.server);
    const quiet = await cpuPercent(house.server.pid, () => pause(watchMs));
    await connectTvs(house, idleTvs / 10, idleTvs);
    const after = await settledRss(house.server);
    const busy = await cpuPercent(house.server.pid, () => pause(watchMs));
    const counted = idleTvs * 0.9;
    return [
      figure('idle-tv.server-memory', 'B', (after - before) / counted),
      figure('idle-tv.server-cpu', '% of a core per 1,000', ((busy - quiet) / counted) * 1_000),
    ];
  } finally {
    await house.close();
  }
}

async function connectTvs(house: BenchHouse, from: number, to: number): Promise<SignalingClient[]> {
  const tvs: SignalingClient[] = [];
  for (let i = Math.round(from); i < Math.round(to); i += 1) tvs.push(await house.connectTv(i));
  return tvs;
}

/** Memory of server and worker by live consults without media, and the server's work for one. */
async function ofConsults(): Promise<Result[]> {
  const house = await BenchHouse.open(liveConsults, liveConsults - 1);
  try {
    const { server, workerPid } = house;
    const tvs = await connectTvs(house, 0, liveConsults);
    const seats = [];
    for (const [i, tv] of tvs.entries()) seats.push({ tv, agent: await house.connectAgent(i) });
    // Once before, so that code is compiled and pools are filled.
    for (const { tv, agent } of seats) await endConsult(agent, await beginConsult(tv, agent));
    const [before, workerBefore] = [await settledRss(server), residentBytes(workerPid)];
    const cpuBefore = cpuMs(server.pid);
    const live = [];
    for (const { tv, agent } of seats) live.push({ agent, id: await beginConsult(tv, agent) });
    const cpuOfBeginning = cpuMs(server.pid) - cpuBefore;
    const [after, workerAfter] = [await settledRss(server), residentBytes(workerPid)];
    const cpuBeforeEnd = cpuMs(server.pid);
    for (const { agent, id } of live) await endConsult(agent, id);
    const cpuOfEnd = cpuMs(server.pid) - cpuBeforeEnd;
    return [
      figure('consult.server-memory', 'B', (after - before) / liveConsults),
      figure('consult.worker-memory', 'B', (workerAfter - workerBefore) / liveConsults),
      figure(
        'consult.server-cpu',
        'ms from request to end',
        (cpuOfBeginning + cpuOfEnd) / liveConsults,
      ),
    ];
  } finally {
    await house.close();
  }
}

/** A call between the real apps through the relay, the TV in a browser of its own. */
async function ofCall(): Promise<Result[]> {
  await using stack = new AsyncDisposableStack();
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const tvBrowser = await launchChromium();
  stack.defer(() => tvBrowser.close());
  const pair = await HousecallPair.open(browser, 'relay', tvBrowser);
  stack.defer(() => pair.close());
  const tv = await TvBrowser.watch(tvBrowser, pair.tv);
  const workerPid = onlyChildOf(pair.pid);

  const atPrompt = await tv.cpuPercent(() => pause(watchMs));
  await pair.begin();
  await pause(warmUpMs);
  const [worker, server, inCall] = await Promise.all([
    cpuPercent(workerPid, () => pause(watchMs)),
    cpuPercent(pair.pid, () => pause(watchMs)),
    tv.cpuPercent(() => pause(watchMs)),
  ]);
  await tv.throttle(throttling);
  const busyInCall = await tv.mainThreadPercent(() => pause(watchMs));
  const framesPerSecond = await tv.framesPerSecond(() => pause(watchMs));
  await tv.throttle(1);
  await pair.end();
  return [
    figure('call.worker-cpu', '% of a core', worker),
    figure('call.worker-memory', 'B', residentBytes(workerPid)),
    figure('call.server-cpu', '% of a core', server),
    figure('tv.at-prompt.browser-cpu', '% of a core', atPrompt),
    figure('tv.in-call.browser-cpu', '% of a core', inCall),
    figure(`tv.in-call.main-thread.throttled-${throttling}x`, '% busy', busyInCall),
    figure(`tv.in-call.shown.throttled-${throttling}x`, 'frames/s', framesPerSecond),
  ];
}
