import { ortc, type types } from 'mediasoup';
import {
  type DtlsParameters,
  Refusal,
  type RelayConsumer,
  type RelayDataConsumer,
  type RtpCapabilities,
  type RtpParameters,
  type SctpStreamParameters,
  type TrackSource,
  type TransportParameters,
} from '../protocol/index.ts';
import type { Counts } from './counts.ts';
import { refusingMedia } from './mediaRefusal.ts';

/** A track as an endpoint offers it. */
export interface RelayTrack {
  readonly transportId: string;
  readonly kind: 'audio' | 'video';
  readonly source: TrackSource;
  readonly rtpParameters: RtpParameters;
}

/** A data channel as an endpoint offers it. */
export interface RelayChannel {
  readonly transportId: string;
  readonly label: string;
  readonly sctpStreamParameters: SctpStreamParameters;
}

export interface PeerOptions {
  readonly id: string;
  /** Only peers of different sides receive from each other. */
  readonly side: string;
  readonly maxIncomingBitrateBps: number;
}

interface Received {
  readonly consumer: types.Consumer;
  readonly from: string;
  /** The endpoint has set it up and waits for frames. */
  ready: boolean;
}

/**
 * Where the estimate of what a receiver's network carries starts, in bits per second, before
 * there is feedback: a 720p picture and speech.
 */
const initialOutgoingBitrateBps = 1_500_000;
/** Diagnostics are small; nobody may fill the worker's memory with large messages. Bytes. */
const maxMessageSize = 65_536;
const maxDataProducers = 4;

const kindOf: Readonly<Record<TrackSource, 'audio' | 'video'>> = {
  camera: 'video',
  microphone: 'audio',
};

/** One endpoint in a room: its two transports and all that runs over them. */
export class Peer {
  readonly id: string;
  readonly side: string;
  readonly #router: types.Router;
  readonly #send: types.WebRtcTransport;
  readonly #receive: types.WebRtcTransport;
  readonly #producers = new Map<TrackSource, types.Producer>();
  readonly #dataProducers = new Map<string, types.DataProducer>();
  readonly #received = new Map<string, Received>();
  readonly #receivedData = new Map<string, types.DataConsumer>();
  #rtpCapabilities: types.RtpCapabilities | undefined;

  private constructor(
    options: PeerOptions,
    router: types.Router,
    send: types.WebRtcTransport,
    receive: types.WebRtcTransport,
  ) {
    this.id = options.id;
    this.side = options.side;
    this.#router = router;
    this.#send = send;
    this.#receive = receive;
  }

  /** Opens both transports, or none. */
  static async open(
    router: types.Router,
    webRtcServer: types.WebRtcServer,
    options: PeerOptions,
  ): Promise<Peer> {
    const settings: types.WebRtcTransportOptions = {
      webRtcServer,
      preferUdp: true,
      enableSctp: true,
      initialAvailableOutgoingBitrate: initialOutgoingBitrateBps,
      maxSendMessageSize: maxMessageSize,
      maxReceiveMessageSize: maxMessageSize,
    };
    const send = await router.createWebRtcTransport(settings);
    try {
      await send.setMaxIncomingBitrate(options.maxIncomingBitrateBps);
      const receive = await router.createWebRtcTransport(settings);
      closeIfLate(router, receive);
      return new Peer(options, router, send, receive);
    } catch (error) {
      send.close();
      throw error;
    }
  }

  get parameters(): { send: TransportParameters; receive: TransportParameters } {
    return { send: describe(this.#send), receive: describe(this.#receive) };
  }

  get producers(): readonly types.Producer[] {
    return [...this.#producers.values()];
  }

  get dataProducers(): readonly types.DataProducer[] {
    return [...this.#dataProducers.values()];
  }

  /** Ids of the peers from which this one has consumers. */
  get senders(): ReadonlySet<string> {
    return new Set([...this.#received.values()].map(({ from }) => from));
  }

  counts(): Counts {
    return {
      rooms: 0,
      peers: 1,
      transports: 2,
      producers: this.#producers.size,
      consumers: this.#received.size,
      dataProducers: this.#dataProducers.size,
      dataConsumers: this.#receivedData.size,
    };
  }

  /** @throws Refusal `not_found`, `media_refused` (as when it is connected already) */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = [this.#send, this.#receive].find(({ id }) => id === transportId);
    if (!transport) throw new Refusal('not_found', 'This endpoint has no such transport.');
    const { role, fingerprints } = dtlsParameters;
    await refusingMedia(() =>
      transport.connect({
        dtlsParameters: role === undefined ? { fingerprints } : { role, fingerprints },
      }),
    );
  }

  /** @throws Refusal `not_found`, `media_refused` where this peer may not offer such a track */
  checkTrack(track: RelayTrack): void {
    this.#requireSend(track.transportId);
    const { codecs, encodings = [] } = track.rtpParameters;
    const kind = kindOf[track.source];
    const fits = codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`));
    if (track.kind !== kind || !fits) {
      throw new Refusal('media_refused', `A ${track.source} sends ${kind}.`);
    }
    for (const { maxBitrate } of encodings) {
      // mediasoup 3.27 does not check this one, and its serializer, which all rooms of a worker
      // share, is unusable after it stumbled over a fraction.
      if (maxBitrate !== undefined && !Number.isSafeInteger(maxBitrate)) {
        throw new Refusal('media_refused', 'A bitrate is a whole number.');
      }
    }
  }

  /** @throws Refusal `not_found`, `media_refused` where this peer may not open such a channel */
  checkChannel(channel: RelayChannel): void {
    this.#requireSend(channel.transportId);
    if (this.#dataProducers.size >= maxDataProducers && !this.#dataProducers.has(channel.label)) {
      throw new Refusal('media_refused', `At most ${maxDataProducers} data channels are relayed.`);
    }
  }

  /** Gives up what this peer sends of a source. It is for the caller to close. */
  takeProducer(source: TrackSource): types.Producer | undefined {
    const producer = this.#producers.get(source);
    this.#producers.delete(source);
    return producer;
  }

  /** Gives up the data channel of a label. It is for the caller to close. */
  takeDataProducer(label: string): types.DataProducer | undefined {
    const dataProducer = this.#dataProducers.get(label);
    this.#dataProducers.delete(label);
    return dataProducer;
  }

  /** @throws Refusal `media_refused` */
  async produce(track: RelayTrack): Promise<types.Producer> {
    const producer = await refusingMedia(() =>
      this.#send.produce({
        kind: track.kind,
        // The protocol's schema has checked its shape, mediasoup checks the rest.
        rtpParameters: track.rtpParameters as types.RtpParameters,
      }),
    );
    closeIfLate(this.#send, producer);
    this.#producers.set(track.source, producer);
    return producer;
  }

  /** @throws Refusal `media_refused` */
  async produceData(channel: RelayChannel): Promise<types.DataProducer> {
    const dataProducer = await refusingMedia(() =>
      this.#send.produceData({
        label: channel.label,
        // The protocol's schema has checked its shape, mediasoup checks the rest.
        sctpStreamParameters: channel.sctpStreamParameters as types.SctpStreamParameters,
      }),
    );
    closeIfLate(this.#send, dataProducer);
    this.#dataProducers.set(channel.label, dataProducer);
    return dataProducer;
  }

  /** From now on this peer can be sent tracks. @throws Refusal `media_refused` */
  async receive(rtpCapabilities: RtpCapabilities): Promise<void> {
    // The protocol's schema has checked its shape, mediasoup checks the rest.
    const capabilities = structuredClone(rtpCapabilities) as types.RtpCapabilities;
    await refusingMedia(async () => ortc.validateAndNormalizeRtpCapabilities(capabilities));
    this.#rtpCapabilities = capabilities;
  }

  /**
   * Makes a consumer of another peer's producer, paused.
   * @returns nothing where there is one already, this peer does not receive yet or cannot decode it
   */
  async consume(from: Peer, producer: types.Producer): Promise<RelayConsumer | undefined> {
    const rtpCapabilities = this.#rtpCapabilities;
    const source = from.#sourceOf(producer);
    if (!rtpCapabilities || !source) return undefined;
    for (const { consumer } of this.#received.values()) {
      if (consumer.producerId === producer.id) return undefined;
    }
    if (!this.#router.canConsume({ producerId: producer.id, rtpCapabilities })) return undefined;
    const consumer = await this.#receive.consume({
      producerId: producer.id,
      rtpCapabilities,
      paused: true,
    });
    closeIfLate(this.#receive, consumer);
    this.#received.set(consumer.id, { consumer, from: from.id, ready: false });
    return {
      consumerId: consumer.id,
      producerId: producer.id,
      kind: consumer.kind,
      source,
      rtpParameters: consumer.rtpParameters,
    };
  }

  /** Makes a data consumer of another peer's data producer; messages flow at once. */
  async consumeData(dataProducer: types.DataProducer): Promise<RelayDataConsumer | undefined> {
    if (!this.#rtpCapabilities) return undefined;
    for (const dataConsumer of this.#receivedData.values()) {
      if (dataConsumer.dataProducerId === dataProducer.id) return undefined;
    }
    const dataConsumer = await this.#receive.consumeData({ dataProducerId: dataProducer.id });
    closeIfLate(this.#receive, dataConsumer);
    this.#receivedData.set(dataConsumer.id, dataConsumer);
    return {
      dataConsumerId: dataConsumer.id,
      dataProducerId: dataProducer.id,
      label: dataConsumer.label,
      sctpStreamParameters: dataConsumer.sctpStreamParameters ?? {},
    };
  }

  /** The endpoint waits for this consumer's frames. @throws Refusal `not_found` */
  markReady(consumerId: string): void {
    const received = this.#received.get(consumerId);
    if (!received) throw new Refusal('not_found', 'This endpoint has no such consumer.');
    received.ready = true;
  }

  /** Lets the frames of every ready consumer flow. The worker asks for key frames by itself. */
  async flow(): Promise<void> {
    await Promise.all(
      [...this.#received.values()]
        .filter(({ ready, consumer }) => ready && consumer.paused)
        .map(({ consumer }) => consumer.resume()),
    );
  }

  /** Closes what this peer receives of these producers. @returns the ids of the closed consumers */
  drop(producerIds: ReadonlySet<string>): string[] {
    const dropped: string[] = [];
    for (const [id, { consumer }] of this.#received) {
      if (!producerIds.has(consumer.producerId)) continue;
      consumer.close();
      this.#received.delete(id);
      dropped.push(id);
    }
    for (const [id, dataConsumer] of this.#receivedData) {
      if (!producerIds.has(dataConsumer.dataProducerId)) continue;
      dataConsumer.close();
      this.#receivedData.delete(id);
      dropped.push(id);
    }
    return dropped;
  }

  /** Closes both transports and with them all that runs over them. */
  close(): void {
    this.#send.close();
    this.#receive.close();
  }

  #requireSend(transportId: string): void {
    if (transportId !== this.#send.id) {
      throw new Refusal('not_found', 'This endpoint has no such transport to send on.');
    }
  }

  #sourceOf(producer: types.Producer): TrackSource | undefined {
    for (const [source, known] of this.#producers) if (known === producer) return source;
    return undefined;
  }
}

/**
 * What is made on a parent that was closed while the worker was asked is never told of its
 * parent's closing, and its subscription to the worker's notifications would stay.
 */
function closeIfLate(parent: { readonly closed: boolean }, made: { close(): void }): void {
  if (parent.closed) made.close();
}

function describe(transport: types.WebRtcTransport): TransportParameters {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  return {
    id,
    iceParameters,
    iceCandidates,
    dtlsParameters,
    ...(sctpParameters === undefined ? {} : { sctpParameters }),
  };
}
