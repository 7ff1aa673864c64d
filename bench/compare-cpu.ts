import { setTimeout as pause } from 'node:timers/promises';
import { launchChromium } from '../test/support/chromium.ts';
import type { ReceivedMedia } from './pages/callerPage.ts';
import { BenchPages } from './support/benchPages.ts';
import { CallerPair } from './support/callerPair.ts';
import { Janus } from './support/janus.ts';
import { cpuMs } from './support/processUse.ts';
import { RelayPair } from './support/relayPair.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, figure, medianOf, type Result } from './support/report.ts';
import { restlessFilm } from './support/restlessFilm.ts';

/** Calls of each. */
const rounds = repetitions(12);
/** In which a call's bitrate comes up to what it may be, in milliseconds. */
const warmUpMs = 8_000;
const callMs = 20_000;
/** What each of the two cameras may send, in bits per second. */
const maxBitrateBps = 1_500_000;
/** By how much the two may differ in what they carry before the comparison means nothing. */
const allowedDifference = 0.1;

/** Two pages that can be in a call, and the process that is between them. */
interface Between {
  readonly name: string;
  readonly pid: number;
  begin(): Promise<unknown>;
  received(): Promise<ReceivedMedia[]>;
  end(): Promise<void>;
}

interface Use {
  /** What arrived at both sides together, in megabits per second. */
  readonly mbps: number;
  /** Of one core, in percent. */
  readonly cpuPercent: number;
}

/**
 * What the process between two pages needs of the CPU for what it carries: Housecall's worker and
 * Janus, over calls of equal length, codec, camera and bitrate, one after the other in turn.
 * @throws Error where they did not carry the same
 */
export async function cpuPerMegabit(): Promise<Result[]> {
  await using stack = new AsyncDisposableStack();
  const film = await restlessFilm(stack);
  const browser = await launchChromium([], [`--use-file-for-fake-video-capture=${film}`]);
  stack.defer(() => browser.close());
  const pages = await BenchPages.start(browser);
  stack.defer(() => pages.close());
  const janus = await Janus.start();
  stack.defer(() => janus.stop());
  const pageUrl = new URL('./pages/janusCaller.ts', import.meta.url);
  const overJanus = await CallerPair.open(pages, pageUrl, janus.url);
  const overRelay = await RelayPair.open(pages);
  stack.defer(() => overRelay.close());

  const ours = betweenOf('housecall', overRelay.pid, overRelay);
  const theirs = betweenOf('janus', janus.pid, overJanus);
  const uses = new Map<Between, Use[]>([
    [ours, []],
    [theirs, []],
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [between, measured] of uses) measured.push(await measure(between));
  }
  const perMbps = [...uses.values()].map((all) => all.map((use) => use.cpuPercent / use.mbps));
  const carried = [...uses.values()].map((all) => all.map((use) => use.mbps));
  const [oursPerMbps = [], theirsPerMbps = []] = perMbps;
  const [oursCarried = [], theirsCarried = []] = carried;
  checkSame(medianOf(oursCarried), medianOf(theirsCarried));
  return [
    distribution('relay-cpu-per-mbps.housecall', '% of a core', oursPerMbps),
    distribution('relay-cpu-per-mbps.janus', '% of a core', theirsPerMbps),
    distribution('carried.housecall', 'Mbit/s', oursCarried),
    distribution('carried.janus', 'Mbit/s', theirsCarried),
    figure(
      'relay-cpu-per-mbps.ratio-to-janus',
      '',
      medianOf(oursPerMbps) / medianOf(theirsPerMbps),
    ),
  ];
}

function betweenOf(name: string, pid: number, pair: RelayPair | CallerPair): Between {
  return {
    name,
    pid,
    begin: () => pair.begin(maxBitrateBps),
    received: () => pair.received(),
    end: () => pair.end(),
  };
}

async function measure({ name, pid, begin, received, end }: Between): Promise<Use> {
  await begin();
  await pause(warmUpMs);
  const before = { at: performance.now(), cpu: cpuMs(pid), bytes: bytesOf(await received()) };
  await pause(callMs);
  const bytes = bytesOf(await received()) - before.bytes;
  const ms = performance.now() - before.at;
  const use = {
    mbps: (bytes * 8) / 1_000 / ms,
    cpuPercent: ((cpuMs(pid) - before.cpu) / ms) * 100,
  };
  await end();
  console.error(`${name}: ${use.cpuPercent.toFixed(2)} % for ${use.mbps.toFixed(2)} Mbit/s`);
  return use;
}

function bytesOf(received: readonly ReceivedMedia[]): number {
  return received.reduce((sum, { bytes }) => sum + bytes, 0);
}

function checkSame(ours: number, theirs: number): void {
  if (Math.abs(ours / theirs - 1) <= allowedDifference) return;
  throw new Error(`carried ${ours} Mbit/s and ${theirs} Mbit/s: too different to be compared`);
}
