import type { types } from 'mediasoup';
import {
  type DtlsParameters,
  type IceParameters,
  type PlaceName,
  Refusal,
  type TransportParameters,
} from '../protocol/index.ts';
import type { Counts } from './counts.ts';
import { Received } from './received.ts';
import { Sent } from './sent.ts';
import {
  connectTransport,
  describeTransport,
  leastOutgoingBitrateBps,
  openTransport,
  restartIce,
} from './transport.ts';

export interface PeerOptions {
  readonly id: string;
  /** The place from which it takes part. Only peers of different sides receive from each other. */
  readonly side: PlaceName;
  /** Whose peer it is: the person's id of an agent, who rings in all their sessions at once. */
  readonly party: string;
  readonly maxIncomingBitrateBps: number;
}

/** One endpoint in a room: its two transports and what runs over them. */
export class Peer {
  readonly id: string;
  readonly side: PlaceName;
  readonly party: string;
  readonly sent: Sent;
  readonly received: Received;
  readonly #sending: types.WebRtcTransport;
  readonly #receiving: types.WebRtcTransport;

  private constructor(
    options: PeerOptions,
    router: types.Router,
    sending: types.WebRtcTransport,
    receiving: types.WebRtcTransport,
  ) {
    this.id = options.id;
    this.side = options.side;
    this.party = options.party;
    this.sent = new Sent(sending);
    this.received = new Received(router, receiving);
    this.#sending = sending;
    this.#receiving = receiving;
  }

  /** Opens both transports, or none. */
  static async open(
    router: types.Router,
    webRtcServer: types.WebRtcServer,
    options: PeerOptions,
  ): Promise<Peer> {
    const sending = await openTransport(router, webRtcServer);
    let receiving: types.WebRtcTransport | undefined;
    try {
      receiving = await openTransport(router, webRtcServer);
      await Promise.all([
        sending.setMaxIncomingBitrate(options.maxIncomingBitrateBps),
        receiving.setMinOutgoingBitrate(leastOutgoingBitrateBps),
      ]);
      return new Peer(options, router, sending, receiving);
    } catch (error) {
      sending.close();
      receiving?.close();
      throw error;
    }
  }

  get parameters(): { send: TransportParameters; receive: TransportParameters } {
    return { send: describeTransport(this.#sending), receive: describeTransport(this.#receiving) };
  }

  counts(): Counts {
    return {
      rooms: 0,
      peers: 1,
      transports: 2,
      producers: this.sent.tracks.size,
      dataProducers: this.sent.channels.size,
      ...this.received.counts,
    };
  }

  /** @throws Refusal `not_found`, `media_refused` (as when it is connected already) */
  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = [this.#sending, this.#receiving].find(({ id }) => id === transportId);
    if (!transport) throw new Refusal('not_found', 'This endpoint has no such transport.');
    await connectTransport(transport, dtlsParameters);
  }

  /** @throws Refusal `media_refused` */
  async restartIce(): Promise<{ send: IceParameters; receive: IceParameters }> {
    const [send, receive] = await Promise.all([
      restartIce(this.#sending),
      restartIce(this.#receiving),
    ]);
    return { send, receive };
  }

  /** Closes both transports and with them all that runs over them. */
  close(): void {
    this.#sending.close();
    this.#receiving.close();
  }
}
