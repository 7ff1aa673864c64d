import { createLogger } from '../../src/log.ts';
import { Relay } from '../../src/sfu/relay.ts';
import type { ModulePage } from '../../test/support/page.ts';
import type { ReceivedMedia } from '../pages/callerPage.ts';
import type { RelayAsk, RelayCallerPage } from '../pages/relayCallerPage.ts';
import type { BenchPages } from './benchPages.ts';

const sides = ['tv', 'agent'] as const;
type Side = (typeof sides)[number];

/** Two pages that call each other through Housecall's relay, without the apps around them. */
export class RelayPair {
  readonly #relay: Relay;
  readonly #pages = new Map<string, ModulePage<RelayCallerPage>>();
  readonly #failures: unknown[] = [];
  #calls = 0;

  private constructor(relay: Relay) {
    this.#relay = relay;
    relay.listen({
      onConsumer: (_, peerId, consumer) => {
        this.#page(peerId)
          .call('onConsumer', consumer)
          .catch((error: unknown) => this.#failures.push(error));
      },
    });
  }

  /** Starts a relay of one worker on a free port of the loopback. */
  static async open(pages: BenchPages): Promise<RelayPair> {
    const relay = await Relay.start({
      workers: 1,
      listenIp: '127.0.0.1',
      basePort: 0,
      log: createLogger('warn'),
    });
    const pair = new RelayPair(relay);
    const moduleUrl = new URL('../pages/relayCaller.ts', import.meta.url);
    for (const side of sides) {
      const askHousecall = (request: RelayAsk) => pair.#ask(side, request);
      pair.#pages.set(side, await pages.open<RelayCallerPage>(moduleUrl, { askHousecall }));
    }
    return pair;
  }

  /** The worker's process. */
  get pid(): number {
    const [worker] = this.#relay.stats().workers;
    if (worker === undefined) throw new Error('the worker does not run');
    return worker.pid;
  }

  /** Makes one call and leaves it going. */
  async begin(maxBitrateBps: number): Promise<void> {
    this.#calls += 1;
    await this.#relay.admit(this.#room, sides);
    for (const side of sides) {
      const joined = await this.#relay.join(this.#room, side, side);
      await this.#page(side).call('join', joined, maxBitrateBps);
    }
  }

  async end(): Promise<void> {
    await this.#relay.closeRoom(this.#room);
    for (const side of sides) await this.#page(side).call('leave');
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, 'a page failed');
  }

  /** What arrived at the one and at the other. */
  received(): Promise<ReceivedMedia[]> {
    return Promise.all(sides.map((side) => this.#page(side).call('received')));
  }

  async close(): Promise<void> {
    for (const side of sides) await this.#page(side).page.context().close();
    await this.#relay.close();
  }

  get #room(): string {
    return `bench-${this.#calls}:1`;
  }

  #page(side: string): ModulePage<RelayCallerPage> {
    const page = this.#pages.get(side);
    if (page === undefined) throw new Error(`${side} has no page`);
    return page;
  }

  async #ask(side: Side, request: RelayAsk): Promise<string> {
    const [relay, room] = [this.#relay, this.#room];
    switch (request.type) {
      case 'connect':
        await relay.connect(room, side, request.transportId, request.dtlsParameters);
        return '';
      case 'produce':
        return relay.produce(room, side, request);
      case 'receive':
        await relay.receive(room, side, request.rtpCapabilities);
        return '';
      case 'resume':
        await relay.resume(room, side, request.consumerId);
        return '';
    }
  }
}
