import { Device, type types } from 'mediasoup-client';
import {
  diagnosticsLabel,
  type IceServer,
  type MethodName,
  type NotificationParams,
  type ParamsInput,
  type Place,
  type Result,
  type TrackSource,
  type TransportParameters,
} from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import { detectDevice } from './engine.ts';
import type { LocalTracks, MediaPath, PathStatus } from './mediaPath.ts';
import { type Observable, Settable } from './observable.ts';
import type { Placeholder } from './placeholder.ts';
import { RequestError } from './requestError.ts';
import { entriesOf, type StatsEntry } from './stats.ts';
import { sendingOptions } from './trackSending.ts';

/** A transport that has been silent comes back by itself within this time, or does not. */
const disconnectedLimitMs = 2_500;
/** From the accept on. */
const connectLimitMs = 10_000;
const sources = ['camera', 'microphone'] as const;
const kinds = { camera: 'video', microphone: 'audio' } as const;

export interface RelayPathOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly epoch: number;
  readonly place: Place;
  readonly placeholder: Placeholder;
  /** What to choose the video's codec from: what the TV decodes, or what it encodes. */
  readonly codecs: readonly string[];
  readonly onDiagnostics: (message: string) => void;
}

interface Transports {
  readonly device: Device;
  readonly send: types.Transport;
  readonly receive: types.Transport;
}

/** Media through the SFU, by mediasoup-client. Transports and codecs are ready before the accept. */
export class RelayPath implements MediaPath {
  readonly kind = 'relay';
  readonly epoch: number;
  readonly remote = new MediaStream();
  readonly #options: RelayPathOptions;
  readonly #status = new Settable<PathStatus>({ name: 'connecting' });
  readonly #stops: Array<() => void> = [];
  readonly #transports: Promise<Transports>;
  readonly #producers: Record<TrackSource, types.Producer | null> = {
    camera: null,
    microphone: null,
  };
  readonly #consumers = new Map<string, types.Consumer | types.DataConsumer>();
  #open: Transports | undefined;
  #dataProducer: types.DataProducer | undefined;
  #tracks: LocalTracks | undefined;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #disconnectedTimer: ReturnType<typeof setTimeout> | undefined;
  #joined = false;
  #closed = false;

  constructor(options: RelayPathOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    // The relay may tell of the other side's tracks while we still set up: listen first. What it
    // told before it answered the join was meant for transports that the join has replaced.
    const mine = (params: { consultId: string; epoch: number }) =>
      this.#joined && params.consultId === options.consultId && params.epoch === options.epoch;
    this.#stops.push(
      options.connector.onNotification('relay.consumer', (params) => {
        if (mine(params)) void this.#guard(this.#consume(params));
      }),
      options.connector.onNotification('relay.dataConsumer', (params) => {
        if (mine(params)) void this.#guard(this.#consumeData(params));
      }),
      options.connector.onNotification('relay.consumerClosed', (params) => {
        if (mine(params)) this.#dropConsumer(params.consumerId);
      }),
    );
    this.#transports = this.#join();
    void this.#guard(this.#setUp());
  }

  get status(): Observable<PathStatus> {
    return this.#status;
  }

  send(tracks: LocalTracks): void {
    if (this.#tracks === undefined) {
      this.#connectTimer = setTimeout(() => {
        if (this.#status.value.name === 'connecting') this.#fail('not connected in time');
      }, connectLimitMs);
    }
    this.#tracks = tracks;
    for (const source of sources) this.#swap(source);
  }

  sendDiagnostics(message: string): void {
    if (this.#dataProducer?.readyState === 'open') this.#dataProducer.send(message);
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
    this.#open?.send.close();
    this.#open?.receive.close();
  }

  async #join(): Promise<Transports> {
    const handlerName = detectDevice();
    if (handlerName === undefined) throw new Error('this engine has no WebRTC');
    const device = new Device({ handlerName });
    const joined = await this.#request('relay.join', {});
    this.#joined = true;
    await device.load({
      // The protocol's schema has checked its shape, mediasoup-client checks the rest.
      routerRtpCapabilities: joined.routerRtpCapabilities as types.RtpCapabilities,
    });
    const send = device.createSendTransport(optionsOf(joined.send, joined.iceServers));
    const receive = device.createRecvTransport(optionsOf(joined.receive, joined.iceServers));
    if (this.#closed) {
      send.close();
      receive.close();
      throw new Error('closed');
    }
    this.#open = { device, send, receive };
    this.#wire(send);
    this.#wire(receive);
    return this.#open;
  }

  async #setUp(): Promise<void> {
    const { device } = await this.#transports;
    await Promise.all([
      // The protocol's schema is as wide as mediasoup's types.
      this.#request('relay.receive', {
        rtpCapabilities:
          device.recvRtpCapabilities as ParamsInput<'relay.receive'>['rtpCapabilities'],
      }),
      this.#produce('camera'),
      this.#produce('microphone'),
      this.#produceData(),
    ]);
  }

  #wire(transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#request('relay.connect', { transportId: transport.id, dtlsParameters }).then(
        () => done(),
        failed,
      );
    });
    transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
      this.#request('relay.produce', {
        transportId: transport.id,
        kind,
        source: kind === 'video' ? 'camera' : 'microphone',
        // As above.
        rtpParameters: rtpParameters as ParamsInput<'relay.produce'>['rtpParameters'],
      }).then(({ producerId }) => done({ id: producerId }), failed);
    });
    transport.on('producedata', ({ label, sctpStreamParameters }, done, failed) => {
      this.#request('relay.produceData', {
        transportId: transport.id,
        label: label ?? '',
        sctpStreamParameters,
      }).then(({ dataProducerId }) => done({ id: dataProducerId }), failed);
    });
    transport.on('connectionstatechange', () => this.#reviewConnection());
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
    }
  }

  async #produce(source: TrackSource): Promise<void> {
    const { device, send } = await this.#transports;
    const track = this.#trackOf(source);
    if (track === null || !device.canProduce(kinds[source])) return;
    const { place, codecs } = this.#options;
    const options = sendingOptions(source, place, device, codecs);
    const producer = await send.produce({ ...options, track });
    this.#producers[source] = producer;
    // The consult may have been accepted meanwhile.
    this.#swap(source);
  }

  /** Puts the track that should go out now into the producer's place. */
  #swap(source: TrackSource): void {
    const producer = this.#producers[source];
    const track = this.#trackOf(source);
    if (producer === null || producer.closed || producer.track === track) return;
    if (track?.readyState === 'ended') return;
    void this.#guard(producer.replaceTrack({ track }));
  }

  #trackOf(source: TrackSource): MediaStreamTrack | null {
    const own = this.#tracks?.[source] ?? null;
    const { placeholder } = this.#options;
    return own ?? (source === 'camera' ? placeholder.video : placeholder.audio);
  }

  async #produceData(): Promise<void> {
    if (this.#options.place !== 'tv') return;
    const { send } = await this.#transports;
    // A sample that comes late is worth nothing.
    this.#dataProducer = await send.produceData({
      label: diagnosticsLabel,
      ordered: false,
      maxRetransmits: 0,
    });
  }

  async #consume(params: NotificationParams<'relay.consumer'>): Promise<void> {
    const { receive } = await this.#transports;
    const consumer = await receive.consume({
      id: params.consumerId,
      producerId: params.producerId,
      kind: params.kind,
      // As above.
      rtpParameters: params.rtpParameters as types.RtpParameters,
      // Picture and sound of one person play in step.
      streamId: params.consultId,
    });
    this.#consumers.set(consumer.id, consumer);
    this.remote.addTrack(consumer.track);
    await this.#request('relay.resume', { consumerId: consumer.id });
  }

  async #consumeData(params: NotificationParams<'relay.dataConsumer'>): Promise<void> {
    if (params.label !== diagnosticsLabel) return;
    const { receive } = await this.#transports;
    const consumer = await receive.consumeData({
      id: params.dataConsumerId,
      dataProducerId: params.dataProducerId,
      // As above.
      sctpStreamParameters: params.sctpStreamParameters as types.SctpStreamParameters,
      label: params.label,
    });
    this.#consumers.set(consumer.id, consumer);
    consumer.on('message', (message: unknown) => {
      if (typeof message === 'string') this.#options.onDiagnostics(message);
    });
  }

  #dropConsumer(consumerId: string): void {
    const consumer = this.#consumers.get(consumerId);
    if (consumer === undefined) return;
    this.#consumers.delete(consumerId);
    if ('track' in consumer) this.remote.removeTrack(consumer.track);
    consumer.close();
  }

  #request<M extends MethodName>(
    method: M,
    params: Omit<ParamsInput<M>, 'consultId' | 'epoch'>,
  ): Promise<Result<M>> {
    const { connector, consultId, epoch } = this.#options;
    return connector.request(method, { ...params, consultId, epoch } as ParamsInput<M>);
  }

  /** Turns what goes wrong in the background into the path's failure. */
  async #guard(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const sessionLost =
        error instanceof RequestError &&
        (error.code === 'disconnected' || error.code === 'not-connected');
      this.#fail(error instanceof Error ? error.message : String(error), sessionLost);
    }
  }

  #fail(detail: string, sessionLost = false): void {
    if (this.#closed || this.#status.value.name === 'failed') return;
    this.#status.set({ name: 'failed', detail: detail.slice(0, 200), sessionLost });
  }
}

function optionsOf(
  parameters: TransportParameters,
  iceServers: IceServer[],
): types.TransportOptions {
  // The protocol's schema has checked its shape, mediasoup-client checks the rest.
  return { ...parameters, iceServers } as types.TransportOptions;
}
