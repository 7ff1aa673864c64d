import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createWorker, type types } from 'mediasoup';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SenderSample } from '../pages/workerSenderContract.ts';
import { launchChromium } from '../support/chromium.ts';

const SECONDS = 12;

let worker: types.Worker;
let pages: Server;
let browser: Browser;

beforeAll(async () => {
  worker = await createWorker({ logLevel: 'warn' });
  const script = await bundle(join(import.meta.dirname, '../pages/workerSender.ts'));
  pages = await serve(script);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  pages?.close();
  worker?.close();
});

test('a browser gets through the DTLS handshake and keeps its bitrate', async () => {
  const router = await worker.createRouter({
    mediaCodecs: [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90000 }],
  });
  const transport = await router.createWebRtcTransport({
    listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
  });
  const page = await openSender(transport);

  const serverSide = JSON.stringify({
    routerRtpCapabilities: router.rtpCapabilities,
    transportOptions: {
      id: transport.id,
      iceParameters: transport.iceParameters,
      iceCandidates: transport.iceCandidates,
      dtlsParameters: transport.dtlsParameters,
    },
  });
  await page.evaluate((json) => startSending(json), serverSide);
  await expect.poll(() => transport.dtlsState, { timeout: 10_000 }).toBe('connected');

  const samples = await sampleEverySecond(page, SECONDS);
  const kilobits = samples.slice(1).map(({ bytesSent }, index) => {
    const before = samples[index]?.bytesSent ?? 0;
    return ((bytesSent - before) * 8) / 1000;
  });
  const lastSeconds = kilobits.slice(-4);
  const available = samples.slice(-4).map(({ availableBps }) => availableBps / 1000);
  const [{ bytesReceived = 0 } = {}] = await transport.getStats();

  // Where the worker's estimate of the bandwidth does not reach the sender, it has starved to
  // less than 100 kbit/s by now.
  expect(Math.min(...lastSeconds), `kbit/s: ${kilobits.join(' ')}`).toBeGreaterThan(500);
  expect(Math.min(...available)).toBeGreaterThan(500);
  expect(bytesReceived).toBeGreaterThanOrEqual(samples.at(-2)?.bytesSent ?? 0);
  expect(worker.died).toBe(false);
}, 60_000);

/** Bundles a page's script as the clients are, with nothing left to import. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'page' } },
  });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error('Vite gave no bundle');
  return output.output[0].code;
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function openSender(transport: types.WebRtcTransport): Promise<Page> {
  const page = await browser.newPage();
  await page.exposeFunction('connectTransport', (dtlsParameters: types.DtlsParameters) =>
    transport.connect({ dtlsParameters }),
  );
  await page.exposeFunction('produce', async (rtpParameters: types.RtpParameters) => {
    const producer = await transport.produce({ kind: 'video', rtpParameters });
    return producer.id;
  });
  const { port } = pages.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => 'startSending' in globalThis);
  return page;
}

async function sampleEverySecond(page: Page, seconds: number): Promise<SenderSample[]> {
  const samples: SenderSample[] = [];
  const startedAt = performance.now();
  for (let second = 0; second <= seconds; second += 1) {
    const due = startedAt + second * 1000 - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due)));
    samples.push(await page.evaluate(() => takeSample()));
  }
  return samples;
}
