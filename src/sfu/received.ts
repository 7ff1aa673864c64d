import { ortc, type types } from 'mediasoup';
import {
  Refusal,
  type RelayConsumer,
  type RelayDataConsumer,
  type RtpCapabilities,
  type TrackSource,
} from '../protocol/index.ts';
import { refusingMedia } from './mediaRefusal.ts';
import { PictureLayers } from './pictureLayers.ts';
import { closeIfLate } from './transport.ts';

interface Sender {
  readonly id: string;
  readonly side: string;
}

interface ReceivedTrack {
  readonly consumer: types.Consumer;
  /** `undefined` where there is one size only. */
  readonly layers: PictureLayers | undefined;
  /** The sending peer's id. */
  readonly from: string;
  /** The endpoint has set it up and waits for frames. */
  ready: boolean;
}

interface ReceivedChannel {
  readonly consumer: types.DataConsumer;
  /** The sending peer's id. */
  readonly from: string;
}

/** What a peer receives of others. Tracks are paused until `flow`. */
export class Received {
  readonly #router: types.Router;
  readonly #transport: types.WebRtcTransport;
  readonly #tracks = new Map<string, ReceivedTrack>();
  readonly #channels = new Map<string, ReceivedChannel>();
  #rtpCapabilities: types.RtpCapabilities | undefined;

  constructor(router: types.Router, transport: types.WebRtcTransport) {
    this.#router = router;
    this.#transport = transport;
  }

  /** Ids of the peers whose tracks this one is sent. */
  get senders(): ReadonlySet<string> {
    return new Set([...this.#tracks.values()].map(({ from }) => from));
  }

  /** Whether this peer has said what it decodes. */
  get hasBegun(): boolean {
    return this.#rtpCapabilities !== undefined;
  }

  get counts(): { consumers: number; dataConsumers: number } {
    return { consumers: this.#tracks.size, dataConsumers: this.#channels.size };
  }

  /** From now on this peer can be sent tracks. @throws Refusal `media_refused` */
  async begin(rtpCapabilities: RtpCapabilities): Promise<void> {
    // The protocol's schema has checked its shape, mediasoup checks the rest.
    const capabilities = structuredClone(rtpCapabilities) as types.RtpCapabilities;
    await refusingMedia(async () => ortc.validateAndNormalizeRtpCapabilities(capabilities));
    this.#rtpCapabilities = capabilities;
  }

  /**
   * Makes a consumer of a track that another peer sends, paused.
   * @returns nothing where there is one already, this peer does not receive yet or cannot decode it
   */
  async consume(
    from: Sender,
    source: TrackSource,
    producer: types.Producer,
  ): Promise<RelayConsumer | undefined> {
    const rtpCapabilities = this.#rtpCapabilities;
    if (!rtpCapabilities) return undefined;
    for (const { consumer } of this.#tracks.values()) {
      if (consumer.producerId === producer.id) return undefined;
    }
    if (!this.#router.canConsume({ producerId: producer.id, rtpCapabilities })) return undefined;
    const consumer = await this.#transport.consume({
      producerId: producer.id,
      rtpCapabilities,
      paused: true,
      preferredLayers: { spatialLayer: 0 },
    });
    closeIfLate(this.#transport, consumer);
    const layers =
      consumer.type === 'simulcast' ? new PictureLayers(consumer, producer) : undefined;
    this.#tracks.set(consumer.id, { consumer, layers, from: from.id, ready: false });
    return {
      consumerId: consumer.id,
      producerId: producer.id,
      from: from.side,
      kind: consumer.kind,
      source,
      rtpParameters: consumer.rtpParameters,
    };
  }

  /**
   * Makes a data consumer of a channel that another peer sends.
   * @param isHeard whether messages pass at once, rather than from `flow` on; those before are lost
   */
  async consumeData(
    from: Sender,
    dataProducer: types.DataProducer,
    isHeard: boolean,
  ): Promise<RelayDataConsumer | undefined> {
    if (!this.#rtpCapabilities) return undefined;
    for (const { consumer } of this.#channels.values()) {
      if (consumer.dataProducerId === dataProducer.id) return undefined;
    }
    const dataConsumer = await this.#transport.consumeData({
      dataProducerId: dataProducer.id,
      paused: !isHeard,
    });
    closeIfLate(this.#transport, dataConsumer);
    this.#channels.set(dataConsumer.id, { consumer: dataConsumer, from: from.id });
    return {
      dataConsumerId: dataConsumer.id,
      dataProducerId: dataProducer.id,
      from: from.side,
      label: dataConsumer.label,
      sctpStreamParameters: dataConsumer.sctpStreamParameters ?? {},
    };
  }

  /** The endpoint waits for this consumer's frames. @throws Refusal `not_found` */
  markReady(consumerId: string): void {
    this.#track(consumerId).ready = true;
  }

  /**
   * The endpoint has no use for larger layers than that.
   * @returns the one that comes now, if any does
   * @throws Refusal `not_found`
   */
  async prefer(consumerId: string, spatialLayer: number): Promise<number | null> {
    const { layers } = this.#track(consumerId);
    await layers?.prefer(spatialLayer);
    return layers?.present ?? null;
  }

  /**
   * Lets the frames of every ready consumer flow, and the messages of every channel. The worker asks
   * for key frames by itself.
   */
  async flow(
    mayFlow: (senderId: string) => boolean,
    mayTell: (senderId: string) => boolean,
  ): Promise<void> {
    for (const { layers, from } of this.#tracks.values()) if (mayTell(from)) layers?.open();
    const tracks = [...this.#tracks.values()].filter(
      ({ ready, consumer, from }) => ready && consumer.paused && mayFlow(from),
    );
    const channels = [...this.#channels.values()].filter(
      ({ consumer, from }) => consumer.paused && mayTell(from),
    );
    await Promise.all([...tracks, ...channels].map(({ consumer }) => consumer.resume()));
  }

  /** Closes what this peer receives of these producers. @returns the ids of the closed consumers */
  drop(producerIds: ReadonlySet<string>): string[] {
    const dropped: string[] = [];
    for (const [id, { consumer }] of this.#tracks) {
      if (!producerIds.has(consumer.producerId)) continue;
      consumer.close();
      this.#tracks.delete(id);
      dropped.push(id);
    }
    for (const [id, { consumer }] of this.#channels) {
      if (!producerIds.has(consumer.dataProducerId)) continue;
      consumer.close();
      this.#channels.delete(id);
      dropped.push(id);
    }
    return dropped;
  }

  #track(consumerId: string): ReceivedTrack {
    const track = this.#tracks.get(consumerId);
    if (!track) throw new Refusal('not_found', 'This endpoint has no such consumer.');
    return track;
  }
}
