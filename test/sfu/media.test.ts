import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';
import type { EndpointReport, RelayEndpointPage, RelayRequest } from './relayEndpoint.ts';
import { startRelay } from './support.ts';

type Page = ModulePage<RelayEndpointPage>;

let browser: Browser;
let relay: Relay;
const pages = new Map<string, Page>();
const failures: unknown[] = [];
const untilLong = { timeout: 15_000, interval: 50 };

beforeAll(async () => {
  [browser, relay] = await Promise.all([launchChromium(), startRelay()]);
  // Frames of what was told reach the page in the order of the telling.
  const last = new Map<string, Promise<void>>();
  const tell = (peerId: string, run: (page: Page) => Promise<void>) => {
    const page = pages.get(peerId);
    if (!page) throw new Error(`${peerId} has no page`);
    const next = (last.get(peerId) ?? Promise.resolve()).then(() => run(page));
    last.set(
      peerId,
      next.catch((error: unknown) => {
        failures.push(error);
      }),
    );
  };
  relay.listen({
    onConsumer: (_, peerId, told) => tell(peerId, (page) => page.call('onConsumer', told)),
    onDataConsumer: (_, peerId, told) => tell(peerId, (page) => page.call('onDataConsumer', told)),
    onConsumerClosed: (_, peerId, id) => tell(peerId, (page) => page.call('onConsumerClosed', id)),
  });
});

afterAll(async () => {
  await browser?.close();
  await relay?.close();
});

async function enter(roomId: string, peerId: string, side: 'tv' | 'agent'): Promise<void> {
  const ask = async (request: RelayRequest): Promise<string> => {
    switch (request.type) {
      case 'connect':
        await relay.connect(roomId, peerId, request.transportId, request.dtlsParameters);
        return '';
      case 'produce':
        return relay.produce(roomId, peerId, request);
      case 'produceData':
        return relay.produceData(roomId, peerId, request);
      case 'receive':
        await relay.receive(roomId, peerId, request.rtpCapabilities);
        return '';
      case 'resume':
        await relay.resume(roomId, peerId, request.consumerId);
        return '';
    }
  };
  const page = await openModulePage<RelayEndpointPage>(
    browser,
    new URL('../pages/relayEndpoint.ts', import.meta.url),
    { askRelay: ask },
    (error) => failures.push(error),
  );
  pages.set(peerId, page);
  const sendsTwoSizes = side === 'agent';
  await page.call('join', await relay.join(roomId, peerId, side), sendsTwoSizes);
}

async function report(peerId: string): Promise<EndpointReport> {
  const page = pages.get(peerId);
  if (!page) throw new Error(`${peerId} has no page`);
  return page.call('report');
}

async function sendsFor(peerId: string, frames: number): Promise<void> {
  await expect
    .poll(async () => (await report(peerId)).framesSent, untilLong)
    .toBeGreaterThan(frames);
}

function hasConsumers(peerId: string, count: number): Promise<void> {
  return expect.poll(async () => (await report(peerId)).consumers, untilLong).toHaveLength(count);
}

describe('a room with a TV and two ringing agents', () => {
  const room = 'consult:1';

  it('connects everybody, and no packet of media reaches anybody before the admission', async () => {
    await enter(room, 'tv', 'tv');
    await enter(room, 'agent', 'agent');
    await enter(room, 'other-agent', 'agent');
    await hasConsumers('tv', 4);
    await hasConsumers('agent', 2);
    await hasConsumers('other-agent', 2);
    for (const peer of ['tv', 'agent', 'other-agent']) {
      await sendsFor(peer, 20);
      await expect.poll(async () => (await report(peer)).receiveState, untilLong).toBe('connected');
    }
    for (const peer of ['tv', 'agent', 'other-agent']) {
      expect(await report(peer)).toMatchObject({ packetsReceived: 0, framesDecoded: 0 });
    }
  });

  it('shows the first frame soon after the admission, to the two who are admitted', async () => {
    const admittedAt = Date.now();
    await relay.admit(room, ['tv', 'agent']);
    for (const peer of ['tv', 'agent']) {
      await expect
        .poll(async () => (await report(peer)).framesDecoded, untilLong)
        .toBeGreaterThan(10);
      await expect.poll(async () => (await report(peer)).audioEnergy, untilLong).toBeGreaterThan(0);
      const { firstFrameAt } = await report(peer);
      expect(firstFrameAt).not.toBeNull();
      expect(Number(firstFrameAt) - admittedAt).toBeLessThan(1_500);
    }
    expect(failures).toEqual([]);
  });

  it('puts the other agent out, to whom nothing ever came', async () => {
    await hasConsumers('tv', 2);
    await expect
      .poll(async () => (await report('other-agent')).sendState, untilLong)
      .not.toBe('connected');
    expect(await report('other-agent')).toMatchObject({ packetsReceived: 0, framesDecoded: 0 });
    expect(relay.stats().total).toMatchObject({ peers: 2, transports: 4, consumers: 4 });
    await expect(relay.join(room, 'other-agent', 'agent')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('carries the diagnostics channel both ways', async () => {
    // A channel drops what comes before its other end is set up: it is said again until heard.
    const hears = (from: string, to: string) =>
      expect.poll(async () => {
        await pages.get(from)?.call('say', `from ${from}`);
        return (await report(to)).messages;
      }, untilLong);
    await hears('tv', 'agent').toContain('from tv');
    await hears('agent', 'tv').toContain('from agent');
  });

  it('goes on with a peer that joined anew, and frames reach it again', async () => {
    const before = (await report('tv')).consumers;
    await enter(room, 'agent', 'agent');
    await expect
      .poll(
        async () => (await report('tv')).consumers.filter((id) => !before.includes(id)),
        untilLong,
      )
      .toHaveLength(2);
    for (const peer of ['tv', 'agent']) {
      const { framesDecoded } = await report(peer);
      await expect
        .poll(async () => (await report(peer)).framesDecoded, untilLong)
        .toBeGreaterThan(framesDecoded + 5);
    }
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4, dataConsumers: 2 });
    expect(failures).toEqual([]);
  });
});
