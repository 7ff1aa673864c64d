import type { types } from 'mediasoup-client';
import {
  diagnosticsLabel,
  type NotificationParams,
  type PlaceName,
} from '../../src/protocol/index.ts';
import type { LayerChoice } from './layerChoice.ts';
import { LayerWatch } from './layerWatch.ts';
import type { Observable } from './observable.ts';
import type { RelayRequest, RelayTransports } from './relayTransports.ts';
import { type Remote, RemoteStreams } from './remoteStreams.ts';
import { RequestError } from './requestError.ts';

export interface RelayReceiverOptions {
  readonly transports: Promise<RelayTransports>;
  readonly request: RelayRequest;
  readonly onDiagnostics: (message: string, from: PlaceName) => void;
}

/**
 * What comes from the relay: the others' tracks, and the diagnostics channel. Tracks are decoded as
 * soon as they come, and black and silent until `open`, whatever the other side sends.
 */
export class RelayReceiver {
  readonly #options: RelayReceiverOptions;
  readonly #streams = new RemoteStreams();
  readonly #layers: LayerWatch;
  readonly #consumers = new Map<string, types.Consumer | types.DataConsumer>();
  /** Being set up, and whether the relay has closed them meanwhile. */
  readonly #coming = new Map<string, { closed: boolean }>();
  #isOpen = false;

  constructor(options: RelayReceiverOptions) {
    this.#options = options;
    this.#layers = new LayerWatch(options.request);
  }

  get remotes(): Observable<readonly Remote[]> {
    return this.#streams.remotes;
  }

  /** As `MediaPath` has it. */
  layerOf(track: MediaStreamTrack): LayerChoice | undefined {
    return this.#layers.choiceOf(track);
  }

  /**
   * The consult is accepted: what comes is seen and heard from now on, and the sizes of pictures are
   * chosen by what is seen of them. Idempotent.
   */
  open(): void {
    this.#isOpen = true;
    for (const consumer of this.#consumers.values()) {
      if ('track' in consumer) consumer.track.enabled = true;
    }
    this.#layers.start();
  }

  close(): void {
    this.#layers.close();
  }

  /** Sets up a track that the relay tells of, and asks for its frames. */
  async consume(params: NotificationParams<'relay.consumer'>): Promise<void> {
    const { transports, request } = this.#options;
    const { consumerId } = params;
    const consumer = await this.#setUp(consumerId, async () =>
      // Picture and sound of one person play in step: by default they are of one stream.
      (await transports).receive.consume({
        id: consumerId,
        producerId: params.producerId,
        kind: params.kind,
        // The protocol's schema has checked its shape, mediasoup-client checks the rest.
        rtpParameters: params.rtpParameters as types.RtpParameters,
      }),
    );
    if (consumer === undefined) return;
    consumer.track.enabled = this.#isOpen;
    this.#streams.add(params.from, consumer.track);
    this.#layers.follow(consumer);
    try {
      await request('relay.resume', { consumerId });
    } catch (error) {
      // Whoever sent it has left just now, as the relay tells by itself.
      if (!(error instanceof RequestError && error.code === 'not_found')) throw error;
    }
  }

  async consumeData(params: NotificationParams<'relay.dataConsumer'>): Promise<void> {
    if (params.label !== diagnosticsLabel) return;
    const { dataConsumerId } = params;
    const consumer = await this.#setUp(dataConsumerId, async () =>
      (await this.#options.transports).receive.consumeData({
        id: dataConsumerId,
        dataProducerId: params.dataProducerId,
        // As above.
        sctpStreamParameters: params.sctpStreamParameters as types.SctpStreamParameters,
        label: params.label,
      }),
    );
    consumer?.on('message', (message: unknown) => {
      if (typeof message === 'string') this.#options.onDiagnostics(message, params.from);
    });
  }

  /** The relay has closed this. */
  drop(consumerId: string): void {
    const coming = this.#coming.get(consumerId);
    if (coming !== undefined) coming.closed = true;
    const consumer = this.#consumers.get(consumerId);
    if (consumer === undefined) return;
    this.#consumers.delete(consumerId);
    this.#layers.leave(consumerId);
    if ('track' in consumer) this.#streams.remove(consumer.track);
    consumer.close();
  }

  /** @returns `undefined` where the relay closed it before it was there */
  async #setUp<C extends types.Consumer | types.DataConsumer>(
    consumerId: string,
    make: () => Promise<C>,
  ): Promise<C | undefined> {
    const coming = { closed: false };
    this.#coming.set(consumerId, coming);
    try {
      const consumer = await make();
      if (coming.closed) {
        consumer.close();
        return undefined;
      }
      this.#consumers.set(consumerId, consumer);
      return consumer;
    } finally {
      this.#coming.delete(consumerId);
    }
  }
}
