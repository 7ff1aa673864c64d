import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';
import type { ModulePage } from '../support/page.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';
import { SignedIn } from './support/demo.ts';
import { type EndpointPage, type EndpointReport, openEndpoint } from './support/endpointPage.ts';

type Endpoint = ModulePage<EndpointPage>;

let browser: Browser;
let housecall: HousecallProcess;
let dataDir: string;
let tv: Endpoint;
let agent: Endpoint;
const soon = { timeout: 15_000, interval: 50 };
/** Three rounds of an engine's pattern of four temporal layers: little more than half a second. */
const someFrames = 12;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function openHouse(policy: 'auto' | 'relay' | 'direct'): Promise<void> {
  dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-call-'));
  housecall = await HousecallProcess.start({
    HOUSECALL_DEMO_PATH_POLICY: policy,
    HOUSECALL_DATA_DIR: dataDir,
  });
  const physician = await SignedIn.at(housecall.url);
  const { token } = await physician.pairTv();
  [tv, agent] = await Promise.all([
    openEndpoint(browser, housecall.url),
    openEndpoint(browser, housecall.url),
  ]);
  await agent.call('signIn', 'physician@demo.test', demoPassword);
  await Promise.all([tv.call('openMedia'), agent.call('openMedia')]);
  await Promise.all([tv.call('start', 'tv', token), agent.call('start', 'agent')]);
}

async function closeHouse(): Promise<void> {
  await tv?.page.context().close();
  await agent?.page.context().close();
  await housecall?.close();
  await rm(dataDir, { recursive: true });
}

/** To be run in a page: keeps how wide its pictures come from now on, whenever that changes. */
const noteWidths = `
  globalThis.widths = [];
  document.addEventListener('resize', ({ target }) => widths.push(target.videoWidth), true);
`;

/** Waits until a report of the endpoint is as wanted. */
async function shows(
  endpoint: Endpoint,
  wanted: (report: EndpointReport) => unknown,
): Promise<EndpointReport> {
  let last: EndpointReport | undefined;
  await expect
    .poll(async () => {
      last = await endpoint.call('report');
      return wanted(last) ? true : JSON.stringify({ ...last, samples: last.samples.length });
    }, soon)
    .toBe(true);
  if (last === undefined) throw new Error('no report');
  return last;
}

async function ring(): Promise<void> {
  await tv.call('ask');
  await Promise.all([
    shows(tv, ({ phase }) => phase === 'prepared'),
    shows(agent, ({ phase }) => phase === 'prepared'),
  ]);
}

async function bothActive(): Promise<void> {
  for (const endpoint of [tv, agent]) {
    await shows(
      endpoint,
      ({ consult, phase }) => consult?.state === 'active' && phase === 'connected',
    );
  }
}

async function bothSeeAndHear(): Promise<void> {
  await Promise.all([tv, agent].map(({ page }) => seesCamera(page)));
  await Promise.all([tv, agent].map(({ page }) => hearsMicrophone(page)));
}

/** Hangs up, and sees to it that nothing of the call is left. */
async function endCall(): Promise<void> {
  await tv.call('end');
  for (const endpoint of [tv, agent]) {
    await shows(endpoint, (report) => report.phase === 'closed' && report.openConnections === 0);
  }
}

describe('a relayed call', () => {
  beforeAll(() => openHouse('relay'));
  afterAll(closeHouse);
  afterEach(endCall);

  it('carries black and silence while it rings; then both see and hear each other', async () => {
    await ring();
    for (const endpoint of [tv, agent]) {
      const framesArrived = async () => (await endpoint.call('arrived')).frames;
      await expect.poll(framesArrived, soon).toBeGreaterThan(5);
      expect(await endpoint.call('energySent')).toBe(0);
    }
    for (const endpoint of [tv, agent]) {
      expect(await endpoint.call('arrived')).toMatchObject({ brightFrames: 0 });
      expect((await endpoint.call('report')).phase).toBe('prepared');
    }
    await agent.call('accept');
    await bothSeeAndHear();
    for (const endpoint of [tv, agent]) {
      expect((await endpoint.call('arrived')).brightFrames).toBeGreaterThan(0);
      expect(await endpoint.call('energySent')).toBeGreaterThan(0);
    }
    await bothActive();
    const { samples } = await shows(agent, (report) => report.samples.length >= 3);
    const sample = samples[samples.length - 1];
    expect(sample).toMatchObject({
      path: 'relay',
      epoch: 1,
      device: { devices: { camera: 'on', microphone: 'on' }, visible: true },
    });
    expect(sample?.currentRoundTripTime).toBeGreaterThanOrEqual(0);
    expect(sample?.inbound.video?.bitrateBps).toBeGreaterThan(50_000);
    expect(sample?.inbound.video?.framesPerSecond).toBeGreaterThan(1);
    expect(sample?.outbound.video?.frameWidth).toBeGreaterThan(100);
    expect(sample?.outbound.audio?.audioLevel).toBeGreaterThanOrEqual(0);
  });

  it('sends the agent’s large layer from a second after the accept on, and no frame of it before', async () => {
    // One after the other is negotiated, and the picture comes first.
    await agent.call('beLate', { toSendMs: 300 });
    await ring();
    const sent = () => agent.call('layersSent');
    await expect.poll(async () => (await sent())['r0'], soon).toBeGreaterThan(2);
    expect(await sent()).toMatchObject({ r1: 0 });
    await agent.call('accept');
    await expect.poll(async () => (await sent())['r1'], soon).toBeGreaterThan(10);
    await agent.call('beLate', {});
  });

  it('shows the patient every frame of the agent’s from the accept on, not each fourth', async () => {
    await ring();
    const sent = async () => (await agent.call('layersSent'))['r0'] ?? 0;
    const decoded = async () => (await tv.call('report')).framesDecoded;
    // Of each layer one has gone out soon, and the lowest has come.
    await expect.poll(sent, { ...soon, timeout: 1_000 }).toBeGreaterThanOrEqual(4);
    await expect.poll(decoded, soon).toBeGreaterThan(0);
    const before = { sent: await sent(), decoded: await decoded() };
    await agent.call('accept');
    await expect
      .poll(sent, { ...soon, interval: 20 })
      .toBeGreaterThanOrEqual(before.sent + someFrames);
    expect((await decoded()) - before.decoded).toBeGreaterThan(someFrames / 3);
  });

  it('goes on when a camera is pulled out and another is there', async () => {
    await ring();
    await agent.call('accept');
    await bothActive();
    await tv.call('pullOutCamera');
    await expect.poll(() => tv.call('devices'), soon).toEqual({ camera: 'on', microphone: 'on' });
    await seesCamera(agent.page);
  });

  it('comes back by itself when the server was killed', async () => {
    await ring();
    await agent.call('accept');
    await bothActive();
    await housecall.end('SIGKILL');
    await shows(tv, ({ connection }) => connection === 'reconnecting');
    await housecall.launch();
    const isBack = ({ consult, phase }: EndpointReport) =>
      phase === 'connected' &&
      consult?.path.reason === 'relay-restarted' &&
      consult.places.tv.connected &&
      consult.places.agent.connected;
    await Promise.all([shows(tv, isBack), shows(agent, isBack)]);
    await Promise.all([tv, agent].map(({ page }) => seesCamera(page)));
  });
});

describe('a relayed call that nobody takes', () => {
  beforeAll(() => openHouse('relay'));
  afterAll(closeHouse);

  it('carried black, and carries nothing once the agent has declined', async () => {
    await ring();
    const framesArrived = async () => (await agent.call('arrived')).frames;
    await expect.poll(framesArrived, soon).toBeGreaterThan(2);
    await agent.call('decline');
    for (const endpoint of [tv, agent]) {
      await shows(endpoint, (report) => report.phase === 'closed' && report.openConnections === 0);
      expect(await endpoint.call('arrived')).toMatchObject({ brightFrames: 0 });
    }
  });
});

describe('a direct call', () => {
  beforeAll(() => openHouse('direct'));
  afterAll(closeHouse);
  afterEach(endCall);

  it('connects both sides without the relay, with samples', async () => {
    await ring();
    await agent.call('accept');
    await bothSeeAndHear();
    await bothActive();
    const report = await shows(agent, ({ samples }) => samples.length >= 2);
    expect(report.consult?.path).toMatchObject({ kind: 'direct', epoch: 1 });
    expect(report.samples[0]).toMatchObject({ path: 'direct' });
    expect(report.openConnections).toBe(1);
  });

  it('begins with a small picture on both screens, which grows', async () => {
    const pages = [tv.page, agent.page];
    await Promise.all(pages.map((page) => page.evaluate(noteWidths)));
    await ring();
    await agent.call('accept');
    const sequence = '[widths[0], widths.at(-1) > widths[0]]';
    const sizes = () => Promise.all(pages.map((page) => page.evaluate(sequence)));
    await expect.poll(sizes, soon).toEqual([
      [640, true],
      [640, true],
    ]);
  });

  it('goes on in a new session where the old one is gone', async () => {
    await ring();
    await agent.call('accept');
    await bothActive();
    await housecall.end('SIGKILL');
    // As when a clinic has to restore its database from before the call.
    const database = new DatabaseSync(path.join(dataDir, 'housecall.sqlite'));
    database.exec('DELETE FROM sessions');
    database.close();
    await housecall.launch();
    const isBack = ({ consult, phase }: EndpointReport) =>
      phase === 'connected' &&
      consult?.path.reason === 'endpoint-rejoined' &&
      consult.places.tv.connected &&
      consult.places.agent.connected;
    await Promise.all([shows(tv, isBack), shows(agent, isBack)]);
    await Promise.all([tv, agent].map(({ page }) => seesCamera(page)));
  });

  it('moves to the relay and back without being without a picture in between', async () => {
    await ring();
    await agent.call('accept');
    await bothActive();
    await Promise.all([tv, agent].map(({ page }) => seesCamera(page)));
    for (const kind of ['relay', 'direct'] as const) {
      await Promise.all([tv.call('forgetPhases'), agent.call('forgetPhases')]);
      await agent.call('setPolicy', kind);
      // One side's old connections close when both have the new ones.
      const connections = kind === 'relay' ? 2 : 1;
      const hasMoved = ({ consult, phase, openConnections }: EndpointReport) =>
        consult?.path.kind === kind &&
        consult.places.tv.connected &&
        consult.places.agent.connected &&
        phase === 'connected' &&
        openConnections === connections;
      const reports = await Promise.all([shows(tv, hasMoved), shows(agent, hasMoved)]);
      for (const { phases } of reports) expect(phases).toEqual(['connected']);
    }
    await bothSeeAndHear();
  });

  it('leaves the old picture to a screen that is late with the new one', async () => {
    await ring();
    await agent.call('accept');
    await bothActive();
    await Promise.all([tv, agent].map(({ page }) => seesCamera(page)));
    await agent.call('beLate', { toReceiveMs: 1_500, toShowMs: 500 });
    for (const kind of ['relay', 'direct'] as const) {
      await agent.call('lookAnew');
      await agent.call('setPolicy', kind);
      const connections = kind === 'relay' ? 2 : 1;
      await shows(
        agent,
        ({ consult, openConnections }) =>
          consult?.path.kind === kind &&
          consult.places.agent.connected &&
          openConnections === connections,
      );
      const { frames, blackFrames } = await agent.call('shown');
      expect({ kind, blackFrames }).toEqual({ kind, blackFrames: 0 });
      expect(frames).toBeGreaterThan(10);
    }
    await agent.call('beLate', {});
    await bothSeeAndHear();
  });
});

describe('a call that may go either way', () => {
  beforeAll(() => openHouse('auto'));
  afterAll(closeHouse);

  it('begins on the relay and moves to direct once that is proven, without black in between', async () => {
    await ring();
    await Promise.all([tv, agent].map((endpoint) => endpoint.call('forgetPhases')));
    await agent.call('accept');
    await bothSeeAndHear();
    await Promise.all([tv, agent].map((endpoint) => endpoint.call('lookAnew')));
    const hasMoved = ({ consult, openConnections }: EndpointReport) =>
      consult?.path.kind === 'direct' &&
      consult.places.tv.connected &&
      consult.places.agent.connected &&
      openConnections === 1;
    const reports = await Promise.all([shows(tv, hasMoved), shows(agent, hasMoved)]);
    for (const { phases, consult } of reports) {
      expect(consult?.path).toEqual({ kind: 'direct', epoch: 2, reason: 'direct-proven' });
      expect(phases).toEqual(['prepared', 'connecting', 'connected']);
    }
    for (const endpoint of [tv, agent]) {
      const { frames, blackFrames, mostHeard } = await endpoint.call('shown');
      expect(frames).toBeGreaterThan(10);
      expect(blackFrames).toBe(0);
      expect(mostHeard).toBe(1);
    }
    await bothSeeAndHear();
    await agent.call('setPolicy', 'relay');
    const isBack = ({ consult, openConnections }: EndpointReport) =>
      consult?.path.kind === 'relay' && openConnections === 2;
    await Promise.all([shows(tv, isBack), shows(agent, isBack)]);
    for (const endpoint of [tv, agent]) {
      expect((await endpoint.call('shown')).blackFrames).toBe(0);
    }
    await endCall();
  });

  it('stays on the relay where the two do not reach each other, and tells why', async () => {
    await Promise.all([tv.call('forgetCandidates'), agent.call('forgetCandidates')]);
    await ring();
    await agent.call('accept');
    await bothSeeAndHear();
    const { consult, timeline, phases } = await shows(
      agent,
      (report) =>
        report.timeline.some(({ type }) => type === 'direct-not-taken') &&
        report.openConnections === 2,
    );
    expect(timeline).toContainEqual(
      expect.objectContaining({ type: 'direct-not-taken', reason: 'not-connected' }),
    );
    expect(consult?.path).toEqual({ kind: 'relay', epoch: 1, reason: 'policy' });
    expect(phases.at(-1)).toBe('connected');
    await endCall();
  });
});
