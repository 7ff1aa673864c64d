import type { ParamsInput, PlaceName } from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import type { LayerChoice } from './layerChoice.ts';
import type { LocalTracks, MediaPath, PathStatus } from './mediaPath.ts';
import { selectedPairs } from './mediaTransport.ts';
import type { NetworkFrame } from './networkFrame.ts';
import { type Observable, Settable } from './observable.ts';
import type { Placeholder } from './placeholder.ts';
import { RelayReceiver } from './relayReceiver.ts';
import { RelaySender } from './relaySender.ts';
import {
  beginToReceive,
  joinRelay,
  type RelayRequest,
  type RelayTransports,
  restartIce,
} from './relayTransports.ts';
import type { Remote } from './remoteStreams.ts';
import { RequestError } from './requestError.ts';
import { entriesOf, type StatsEntry } from './stats.ts';

/** A transport that has been silent comes back by itself within this time, or does not. */
const disconnectedLimitMs = 2_500;
/** Where the way is as it was, an engine is on the pair of the new beginning by then. */
const otherWayMs = 1_000;
/** From the accept on. */
const connectLimitMs = 10_000;

export interface RelayPathOptions {
  readonly connector: Pick<Connector, 'request' | 'onNotification' | 'connection'>;
  readonly consultId: string;
  readonly epoch: number;
  readonly place: PlaceName;
  readonly placeholder: Placeholder;
  /** Where the connections are made, other than in the page itself. The path closes it. */
  readonly frame?: NetworkFrame | undefined;
  /** What to choose the video's codec from, the best first: what the TV decodes, or encodes. */
  readonly codecs: readonly string[];
  /** As `RelaySenderOptions` have it. */
  readonly beginsSmall: boolean;
  readonly onDiagnostics: (message: string, from: PlaceName) => void;
}

/** Media through the SFU, by mediasoup-client. Transports and codecs are ready before the accept. */
export class RelayPath implements MediaPath {
  readonly kind = 'relay';
  readonly epoch: number;
  readonly #status = new Settable<PathStatus>({ name: 'connecting' });
  readonly #speaker = new Settable<PlaceName | null>(null);
  readonly #stops: Array<() => void> = [];
  readonly #request: RelayRequest;
  readonly #frame: NetworkFrame | undefined;
  readonly #sender: RelaySender;
  readonly #receiver: RelayReceiver;
  #open: RelayTransports | undefined;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #disconnectedTimer: ReturnType<typeof setTimeout> | undefined;
  #joined = false;
  #closed = false;

  constructor(options: RelayPathOptions) {
    const { connector, consultId, epoch } = options;
    this.epoch = epoch;
    this.#frame = options.frame;
    this.#request = (method, params) =>
      connector.request(method, { ...params, consultId, epoch } as ParamsInput<typeof method>);
    this.#listen(options);
    this.#sender = new RelaySender({ ...options, onFailed: (error) => this.#failBy(error) });
    const transports = this.#join();
    this.#receiver = new RelayReceiver({
      transports,
      request: this.#request,
      onDiagnostics: options.onDiagnostics,
    });
    void this.#guard(this.#setUp(transports));
  }

  get status(): Observable<PathStatus> {
    return this.#status;
  }

  get remotes(): Observable<readonly Remote[]> {
    return this.#receiver.remotes;
  }

  get speaker(): Observable<PlaceName | null> {
    return this.#speaker;
  }

  send(tracks: LocalTracks): void {
    this.#connectTimer ??= setTimeout(() => {
      if (this.#status.value.name === 'connecting') this.#fail('not connected in time');
    }, connectLimitMs);
    this.#receiver.open();
    this.#sender.send(tracks);
  }

  findWay(): void {
    if (this.#open !== undefined) void this.#guard(this.#findWay(this.#open));
  }

  sendDiagnostics(message: string): boolean {
    return this.#sender.sendDiagnostics(message);
  }

  layerOf(track: MediaStreamTrack): LayerChoice | undefined {
    return this.#receiver.layerOf(track);
  }

  async stats(): Promise<readonly StatsEntry[]> {
    const open = this.#open;
    if (open === undefined || this.#closed) return [];
    try {
      const reports = await Promise.all([open.send.getStats(), open.receive.getStats()]);
      return reports.flatMap(entriesOf);
    } catch {
      // Closed while it was asked.
      return [];
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#connectTimer);
    clearTimeout(this.#disconnectedTimer);
    for (const stop of this.#stops) stop();
    this.#sender.close();
    this.#receiver.close();
    this.#open?.send.close();
    this.#open?.receive.close();
    this.#frame?.close();
  }

  /**
   * The relay may tell of the others' tracks while we still set up: listen first. What it told
   * before it answered the join was meant for transports that the join has replaced.
   */
  #listen({ connector, consultId, epoch }: RelayPathOptions): void {
    const mine = (params: { consultId: string; epoch: number }) =>
      this.#joined && params.consultId === consultId && params.epoch === epoch;
    this.#stops.push(
      connector.connection.subscribe(({ name }) => {
        if (name === 'open') void this.#restartIce();
      }),
      connector.onNotification('relay.consumer', (params) => {
        if (mine(params)) void this.#guard(this.#receiver.consume(params));
      }),
      connector.onNotification('relay.dataConsumer', (params) => {
        if (mine(params)) void this.#guard(this.#receiver.consumeData(params));
      }),
      connector.onNotification('relay.consumerClosed', (params) => {
        if (mine(params)) this.#receiver.drop(params.consumerId);
      }),
      connector.onNotification('relay.speaker', (params) => {
        if (mine(params)) this.#speaker.set(params.place);
      }),
    );
  }

  async #join(): Promise<RelayTransports> {
    const transports = await joinRelay(this.#request, {
      frame: this.#frame,
      onJoined: () => {
        this.#joined = true;
      },
      onConnectionChange: () => this.#reviewConnection(),
      onRefused: (error) => this.#failBy(error),
    });
    if (this.#closed) {
      transports.send.close();
      transports.receive.close();
      throw new Error('closed');
    }
    this.#open = transports;
    return transports;
  }

  async #setUp(joined: Promise<RelayTransports>): Promise<void> {
    const transports = await joined;
    await Promise.all([
      beginToReceive(transports.device, this.#request),
      this.#sender.start(transports),
    ]);
  }

  #reviewConnection(): void {
    if (this.#open === undefined) return;
    const states = [this.#open.send.connectionState, this.#open.receive.connectionState];
    if (states.includes('failed')) {
      this.#fail('a transport to the relay failed');
      return;
    }
    clearTimeout(this.#disconnectedTimer);
    if (states.includes('disconnected')) {
      this.#disconnectedTimer = setTimeout(
        () => this.#fail('a transport to the relay was disconnected'),
        disconnectedLimitMs,
      );
    }
    // A transport without anything to carry stays new.
    const settled = states.every((state) => state === 'connected' || state === 'new');
    if (settled && states.includes('connected') && this.#status.value.name === 'connecting') {
      this.#status.set({ name: 'connected' });
      this.#sender.connected();
    }
  }

  /**
   * The network may be another, which ICE takes seconds to notice. Where the relay does not know the
   * transports any more, the consult has a new epoch.
   */
  async #restartIce(): Promise<boolean> {
    if (this.#closed || this.#open === undefined || this.#status.value.name === 'failed') {
      return false;
    }
    try {
      await restartIce(this.#open, this.#request);
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) this.#failBy(error);
      return false;
    }
  }

  /**
   * Nothing comes any more. ICE that begins anew finds another way to receive at once, since the relay
   * takes it; but what an engine sends stays for 5 s on one that it ranks higher, such as UDP before
   * TCP, though nothing answers there.
   */
  async #findWay({ send }: RelayTransports): Promise<void> {
    const before = await pairsOf(send);
    if (!(await this.#restartIce())) return;
    await new Promise((resolve) => setTimeout(resolve, otherWayMs));
    const isOnOldWay = (await pairsOf(send)).some((id) => before.includes(id));
    if (isOnOldWay) this.#fail('what is sent goes on the way that is silent', true);
  }

  /** Turns what goes wrong in the background into the path's failure. */
  async #guard(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#failBy(error);
    }
  }

  #failBy(error: unknown): void {
    const isLocal =
      error instanceof RequestError &&
      (error.code === 'disconnected' || error.code === 'not-connected');
    this.#fail(error instanceof Error ? error.message : String(error), isLocal);
  }

  #fail(detail: string, isLocal = false): void {
    if (this.#closed || this.#status.value.name === 'failed') return;
    this.#status.set({ name: 'failed', detail: detail.slice(0, 200), isLocal });
  }
}

/** The pair of candidates that the transport uses now, by its id. */
async function pairsOf(transport: RelayTransports['send']): Promise<readonly string[]> {
  if (transport.closed) return [];
  return selectedPairs(entriesOf(await transport.getStats())).map(({ id }) => id);
}
