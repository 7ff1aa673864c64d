import { existsSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { placeOf } from '../../scripts/setup/worker.mjs';
import type { Relay } from '../../src/sfu/relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';
import type { EndpointReport, RelayEndpointPage, RelayRequest } from './relayEndpoint.ts';
import { startRelay } from './support.ts';

type Page = ModulePage<RelayEndpointPage>;

export const untilLong = { timeout: 15_000, interval: 50 };

/** A real relay and, for each peer of one of its rooms, a page of a real browser. */
export class RoomPages {
  readonly relay: Relay;
  /** What went wrong in the pages. */
  readonly failures: unknown[] = [];
  readonly #roomId: string;
  readonly #browser: Browser;
  readonly #pages = new Map<string, Page>();
  readonly #last = new Map<string, Promise<void>>();

  private constructor(roomId: string, relay: Relay, browser: Browser) {
    this.#roomId = roomId;
    this.relay = relay;
    this.#browser = browser;
    relay.listen({
      onConsumer: (_, peerId, told) => this.#tell(peerId, (page) => page.call('onConsumer', told)),
      onDataConsumer: (_, peerId, told) =>
        this.#tell(peerId, (page) => page.call('onDataConsumer', told)),
      onConsumerClosed: (_, peerId, id) =>
        this.#tell(peerId, (page) => page.call('onConsumerClosed', id)),
      onSpeaker: (_, peerId, place) => this.#tell(peerId, (page) => page.call('onSpeaker', place)),
    });
  }

  static async open(roomId: string): Promise<RoomPages> {
    const [relay, browser] = await Promise.all([startRelay(), launchChromium()]);
    return new RoomPages(roomId, relay, browser);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.relay.close();
  }

  page(peerId: string): Page {
    const page = this.#pages.get(peerId);
    if (!page) throw new Error(`${peerId} has no page`);
    return page;
  }

  async report(peerId: string): Promise<EndpointReport> {
    return this.page(peerId).call('report');
  }

  /** Opens a page that joins as this peer; one that the peer had before is left to itself. */
  async enter(peerId: string, side: string): Promise<void> {
    const page = await openModulePage<RelayEndpointPage>(
      this.#browser,
      new URL('../pages/relayEndpoint.ts', import.meta.url),
      { askRelay: (request: RelayRequest) => this.#ask(peerId, request) },
      (error) => this.failures.push(error),
    );
    this.#pages.set(peerId, page);
    const offer = { simulcast: side !== 'tv', data: !side.startsWith('guest:') };
    await page.call('join', await this.relay.join(this.#roomId, peerId, side), offer);
  }

  async #ask(peerId: string, request: RelayRequest): Promise<string> {
    const { relay } = this;
    switch (request.type) {
      case 'connect':
        await relay.connect(this.#roomId, peerId, request.transportId, request.dtlsParameters);
        return '';
      case 'produce':
        return relay.produce(this.#roomId, peerId, request);
      case 'produceData':
        return relay.produceData(this.#roomId, peerId, request);
      case 'receive':
        await relay.receive(this.#roomId, peerId, request.rtpCapabilities);
        return '';
      case 'resume':
        await relay.resume(this.#roomId, peerId, request.consumerId);
        return '';
    }
  }

  /** What is told reaches the page in the order of the telling. */
  #tell(peerId: string, run: (page: Page) => Promise<void>): void {
    const page = this.page(peerId);
    const next = (this.#last.get(peerId) ?? Promise.resolve()).then(() => run(page));
    this.#last.set(
      peerId,
      next.catch((error: unknown) => {
        this.failures.push(error);
      }),
    );
  }
}

/** Whether the worker is ours, rather than mediasoup's prebuilt one (docs/decisions/media-worker.md). */
export function isWorkerBuiltHere(): boolean {
  const receipt = `${placeOf('node_modules/mediasoup')}.receipt.json`;
  if (process.env['MEDIASOUP_WORKER_BIN'] || !existsSync(receipt)) return false;
  return !JSON.parse(readFileSync(receipt, 'utf8')).key.endsWith('-prebuilt');
}
