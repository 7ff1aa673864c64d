import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import {
  type FaultCode,
  faultOf,
  type PathPolicy,
  type TimelineEvent,
} from '../../../src/protocol/index.ts';
import {
  ask,
  backToPrompt,
  bothShow,
  pair,
  signIn,
  timelineTypes,
} from '../../support/consultPages.ts';
import { hearsMicrophone, seesCamera } from '../../support/seenAndHeard.ts';
import { makeCertificate } from './certificate.ts';
import { ClinicNetwork } from './clinicNetwork.ts';
import { ClinicServer, physicianEmail } from './clinicServer.ts';
import { EndpointBrowser } from './endpointBrowser.ts';
import { writeSpeech } from './speech.ts';
import { readTimeline, reportedIn } from './timeline.ts';

export interface ChaosCallOptions {
  readonly path: PathPolicy;
  /** The TV's line can delay packets. */
  readonly tvDelays?: boolean;
  /**
   * The TV was switched off and on since it was paired: Chromium writes what a page keeps as late as a
   * minute after, or as it ends, and a TV whose power goes was paired for longer than that.
   */
  readonly tvStartedAgain?: boolean;
  /** What is broken already when the apps are opened; else all works. */
  readonly broken?: (network: ClinicNetwork) => Promise<unknown>;
}

const smoothMs = 150;
const stoppedMs = 400;
const cleaningMs = 60_000;
const patience = { timeout: 40_000, interval: 50 };

/** Milliseconds without a new frame of the other side, at most, on either screen. */
export interface Gaps {
  readonly tv: number;
  readonly agent: number;
}

/**
 * A call between the real apps: each side and the server in a network of its own. It ends with the
 * test, however that ends.
 */
export class ChaosCall {
  readonly network: ClinicNetwork;
  readonly server: ClinicServer;
  readonly tv: EndpointBrowser;
  readonly agent: EndpointBrowser;
  #acknowledged: readonly TimelineEvent[] = [];
  #undisturbed: Gaps = { tv: 0, agent: 0 };

  private constructor(
    network: ClinicNetwork,
    server: ClinicServer,
    browsers: { tv: EndpointBrowser; agent: EndpointBrowser },
  ) {
    this.network = network;
    this.server = server;
    this.tv = browsers.tv;
    this.agent = browsers.agent;
  }

  /** The patient has asked, the physician has accepted, and each sees and hears the other. */
  static async begin(options: ChaosCallOptions): Promise<ChaosCall> {
    const { path: pathPolicy, tvDelays } = options;
    const undo = new AsyncDisposableStack();
    onTestFinished(() => undo.disposeAsync(), cleaningMs);
    const folder = await mkdtemp(path.join(tmpdir(), 'housecall-chaos-'));
    undo.defer(() => rm(folder, { recursive: true, maxRetries: 5 }));
    const network = await ClinicNetwork.open({ tvDelays: tvDelays ?? false });
    undo.defer(() => network.close());

    const addresses = { clinic: network.server.address, turn: network.server.addressOf(3) };
    const certificate = await makeCertificate(folder, Object.values(addresses));
    const server = await ClinicServer.start({
      house: network.server.house,
      addresses,
      dataDir: path.join(folder, 'data'),
      certificate,
      pathPolicy,
    });
    undo.defer(() => server.stop());

    const soundFile = path.join(folder, 'speech.wav');
    await writeSpeech(soundFile);
    const browsers = {
      tv: new EndpointBrowser({
        house: network.tv.house,
        folder: path.join(folder, 'tv'),
        viewport: { width: 1920, height: 1080 },
        soundFile,
      }),
      agent: new EndpointBrowser({
        house: network.agent.house,
        folder: path.join(folder, 'agent'),
        viewport: { width: 1440, height: 900 },
        soundFile,
      }),
    };
    for (const browser of Object.values(browsers)) {
      await browser.start();
      undo.defer(() => browser.close());
    }
    const call = new ChaosCall(network, server, browsers);
    await call.#callUp(options);
    return call;
  }

  async #callUp({ broken, tvStartedAgain }: ChaosCallOptions): Promise<void> {
    const { tv, agent } = this;
    await Promise.all([
      opensAt(tv.page, `${this.server.url}/tv/`),
      opensAt(agent.page, `${this.server.url}/agent/`),
    ]);
    await signIn(agent.page, physicianEmail);
    await pair(tv.page, agent.page, 'Anna Bianchi');
    if (tvStartedAgain === true) {
      await tv.close();
      await (await tv.start()).goto(`${this.server.url}/tv/`);
      await backToPrompt(tv.page);
    }
    await broken?.(this.network);
    await ask(tv.page, agent.page);
    await agent.page.getByTestId('accept').click();
    await bothShow(tv.page, agent.page, 'active');
    await this.flows();
  }

  /** Waits until each sees and hears the other. */
  async flows(): Promise<void> {
    const pages = [this.tv.page, this.agent.page];
    await Promise.all(pages.map((page) => seesCamera(page)));
    await Promise.all(pages.map((page) => hearsMicrophone(page)));
  }

  /** Waits until neither app has a session with the server. */
  async sessionsAreLost(): Promise<void> {
    await expect.poll(() => this.tv.hasSession || this.agent.hasSession, patience).toBe(false);
  }

  /** Waits until both apps have a session with the server. */
  async sessionsAreBack(): Promise<void> {
    await expect.poll(() => this.tv.hasSession && this.agent.hasSession, patience).toBe(true);
  }

  /**
   * From now on measures gaps, and takes what is in the timeline for acknowledged. Waits first until
   * the call runs smoothly, since a machine that is busy otherwise has gaps of its own.
   */
  async watch(): Promise<void> {
    for (let tries = 0; tries < 10; tries += 1) {
      await this.#onBoth((page) => page.evaluate('remoteVideo.watchGaps()'));
      await sleep(2_000);
      this.#undisturbed = await this.gaps();
      if (Math.max(...Object.values(this.#undisturbed)) < smoothMs) break;
    }
    this.#acknowledged = this.timeline();
    await this.#onBoth((page) => page.evaluate('remoteVideo.watchGaps()'));
  }

  /** The longest gaps just before anything was broken: what the machine itself makes of a call. */
  get undisturbed(): Gaps {
    return this.#undisturbed;
  }

  /** Ends the measuring, once frames come again one after the other. */
  async gaps(): Promise<Gaps> {
    await this.#onBoth(framesComeAgain);
    const [tv, agent] = await this.#onBoth((page) => page.evaluate('remoteVideo.longestGapMs()'));
    return { tv: Math.round(Number(tv)), agent: Math.round(Number(agent)) };
  }

  /** Waits until something broken is felt: no frame has come for a while at the agent's. */
  async mediaStops(): Promise<void> {
    const longest = () => this.agent.page.evaluate('remoteVideo.longestGapSoFarMs()');
    await expect.poll(longest, patience).toBeGreaterThan(stoppedMs);
  }

  /** From the accept until both said that media flows, in milliseconds. */
  connectedAfterMs(): number {
    const timeline = this.timeline();
    const timeOf = (wanted: TimelineEvent['type']) =>
      Date.parse(timeline.findLast(({ type }) => type === wanted)?.at ?? '');
    return timeOf('media-connected') - timeOf('accepted');
  }

  /** When the longest gaps ended, in milliseconds since the epoch. */
  async gapsEndedAt(): Promise<Gaps> {
    const [tv, agent] = await this.#onBoth((page) =>
      page.evaluate('remoteVideo.longestGapEndedAt()'),
    );
    return { tv: Math.round(Number(tv)), agent: Math.round(Number(agent)) };
  }

  /** How long nothing was to be heard, at most, since `watchSilence`. */
  async silences(): Promise<Gaps> {
    const [tv, agent] = await this.#onBoth((page) =>
      page.evaluate('remoteSound.longestSilenceMs()'),
    );
    return { tv: Number(tv), agent: Number(agent) };
  }

  async watchSilence(): Promise<void> {
    await this.#onBoth((page) => page.evaluate('remoteSound.watchSilence()'));
  }

  /** How wide the others' pictures come, in pixels: TV's and agent's screen. */
  async pictureWidths(): Promise<Gaps> {
    const [tv, agent] = await this.#onBoth((page) => page.evaluate('remoteVideo.pictureWidth()'));
    return { tv: Number(tv), agent: Number(agent) };
  }

  /** Waits until one of these faults is in the timeline, which the agent's screen shows. */
  async agentIsTold(codes: readonly FaultCode[]): Promise<void> {
    const wanted = new Set<string>(codes);
    const isTold = (entry: TimelineEvent) =>
      entry.type === 'device-event' && wanted.has(faultOf(entry.event)?.code ?? '');
    await expect
      .poll(() => this.timeline().slice(this.#acknowledged.length).some(isTold), patience)
      .toBe(true);
  }

  /** Waits until the timeline has such an entry among those from a number on. */
  async tells(isIt: (entry: TimelineEvent) => boolean, from: number): Promise<TimelineEvent> {
    const find = () => this.timeline().slice(from).find(isIt);
    await expect.poll(() => find() !== undefined, patience).toBe(true);
    const found = find();
    if (found === undefined) throw new Error('it was there just now');
    return found;
  }

  timeline(): readonly TimelineEvent[] {
    return readTimeline(this.server.dataDir);
  }

  /**
   * Waits until the physician's screen has the whole timeline, and checks that nothing is lost from
   * it: no number is missing, what was acknowledged before is there as it was, what was reported is
   * there once.
   */
  async nothingIsLost(): Promise<void> {
    // It may go on meanwhile.
    const types = () => this.timeline().map(({ type }) => type);
    const isAllShown = async () => (await timelineTypes(this.agent.page)).join() === types().join();
    await expect.poll(isAllShown, patience).toBe(true);
    const timeline = this.timeline();
    expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i + 1));
    expect(timeline.slice(0, this.#acknowledged.length)).toEqual(this.#acknowledged);
    const reported = reportedIn(timeline);
    expect(new Set(reported).size).toBe(reported.length);
  }

  /** Checks that media has gone on where it was: on the same path, with nothing rebuilt. */
  isStillOnItsPath(): void {
    const since = this.timeline().slice(this.#acknowledged.length);
    const changes = since.filter(({ type }) => type === 'path-changed' || type === 'media-failed');
    expect(changes).toEqual([]);
  }

  #onBoth<T>(look: (page: Page) => Promise<T>): Promise<[T, T]> {
    return Promise.all([look(this.tv.page), look(this.agent.page)]);
  }
}

/** By their count alone: looking at them would take time from the page that shows them. */
async function framesComeAgain(page: Page): Promise<void> {
  const count = async () => Number(await page.evaluate('remoteVideo.framesDecoded()'));
  let before = await count();
  const since = async () => {
    const frames = await count();
    // An element that was made anew counts from zero.
    before = Math.min(before, frames);
    return frames - before;
  };
  await expect.poll(since, patience).toBeGreaterThan(20);
}

/** Chromium gives up what it loads when it is told of its network's interfaces, which are new. */
async function opensAt(page: Page, url: string): Promise<void> {
  try {
    await page.goto(url);
  } catch (error) {
    if (!String(error).includes('ERR_NETWORK_CHANGED')) throw error;
    // It goes to a page of its own first, which says so.
    await page.waitForTimeout(1_000);
    await page.goto(url);
  }
}
