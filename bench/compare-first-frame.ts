import { launchChromium } from '../test/support/chromium.ts';
import { BenchPages } from './support/benchPages.ts';
import { CallerPair } from './support/callerPair.ts';
import { HousecallPair } from './support/housecallPair.ts';
import { Janus } from './support/janus.ts';
import { MeasuredProcess } from './support/measuredProcess.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, figure, medianOf, type Result } from './support/report.ts';
import type { FirstFrame } from './support/watchedPages.ts';

/** Rounds, in each of which all four make a call. */
const rounds = repetitions(30);
/** What the apps allow a camera as well, in bits per second. */
const maxBitrateBps = 2_500_000;

/** Makes a call and ends it. */
type Call = () => Promise<FirstFrame>;

/**
 * From the click on Accept to the first decoded camera frame on the slower screen: Housecall's real
 * apps over the relay beside Janus, and directly beside PeerJS. All cameras are open when the click
 * comes, all pages are in one Chromium, and calls alternate, so that what disturbs one disturbs all.
 *
 * Every call has rung for a second before the click. What each makes of that time is its design, and
 * so a part of the figure: Housecall connects and lets black and silence flow; Janus's `videocall` and
 * PeerJS have the caller's offer at the callee, and answer it with the click, as in their own examples.
 * Whoever builds on them can set up ahead as well; nothing in them does it for them.
 */
export async function firstFrames(): Promise<Result[]> {
  await using stack = new AsyncDisposableStack();
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const pages = await BenchPages.start(browser);
  stack.defer(() => pages.close());

  const relay = await HousecallPair.open(browser, 'relay');
  stack.defer(() => relay.close());
  const direct = await HousecallPair.open(browser, 'direct');
  stack.defer(() => direct.close());
  const janus = await Janus.start();
  stack.defer(() => janus.stop());
  const overJanus = await openCallers(pages, 'janusCaller', janus.url);
  const { process: peerServer, announced } = await MeasuredProcess.start(
    process.execPath,
    [`${import.meta.dirname}/support/peerServer.ts`],
    /listening on (\d+)/,
  );
  stack.defer(() => peerServer.stop());
  const overPeerJs = await openCallers(pages, 'peerJsCaller', `http://localhost:${announced}`);

  const calls: Readonly<Record<string, Call>> = {
    'relay.housecall': async () => (await relay.measure()).firstFrame,
    'relay.janus': () => callOnce(overJanus),
    'direct.housecall': async () => (await direct.measure()).firstFrame,
    'direct.peerjs': () => callOnce(overPeerJs),
  };
  const frames = await alternate(Object.entries(calls));
  const median = (name: string) => medianOf(msOf(frames.get(name) ?? []));
  return [
    ...[...frames].map(([name, seen]) => distribution(`first-frame.${name}`, 'ms', msOf(seen))),
    ...[...frames].map(([name, seen]) => {
      const widths = seen.map(({ width }) => width);
      return distribution(`first-frame.${name}.width`, 'pixels', widths);
    }),
    figure(
      'first-frame.relay.ratio-to-janus',
      '',
      median('relay.housecall') / median('relay.janus'),
    ),
    figure(
      'first-frame.direct.ratio-to-peerjs',
      '',
      median('direct.housecall') / median('direct.peerjs'),
    ),
  ];
}

function openCallers(pages: BenchPages, page: string, url: string): Promise<CallerPair> {
  return CallerPair.open(pages, new URL(`./pages/${page}.ts`, import.meta.url), url);
}

async function callOnce(pair: CallerPair): Promise<FirstFrame> {
  const firstFrame = await pair.begin(maxBitrateBps);
  await pair.end();
  return firstFrame;
}

/** One call of each, then again; in every other round the other way round. */
async function alternate(
  calls: readonly (readonly [string, Call])[],
): Promise<Map<string, FirstFrame[]>> {
  const frames = new Map<string, FirstFrame[]>(calls.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of round % 2 === 0 ? calls : calls.toReversed()) {
      const firstFrame = await call();
      frames.get(name)?.push(firstFrame);
      const { ms, width } = firstFrame;
      console.error(`${name} ${round + 1}/${rounds}: ${ms.toFixed(0)} ms, ${width} pixels wide`);
    }
  }
  return frames;
}

function msOf(frames: readonly FirstFrame[]): number[] {
  return frames.map(({ ms }) => ms);
}
