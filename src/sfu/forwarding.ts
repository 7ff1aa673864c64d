import type { types } from 'mediasoup';
import { isGuestPlace } from '../protocol/index.ts';
import { type Admission, flows, mayPrepare, mayTell } from './admission.ts';
import type { RelayListener } from './listener.ts';
import type { Peer } from './peer.ts';

export interface ForwardingOptions {
  readonly roomId: string;
  readonly peers: ReadonlyMap<string, Peer>;
  readonly listener: RelayListener;
  /** The worker refused something between two peers, of which neither has asked just now. */
  readonly onRefused: (error: unknown) => Promise<void>;
}

/** What the peers of a room receive of each other: made ahead and paused, until it may flow. */
export class Forwarding {
  readonly #options: ForwardingOptions;
  #closed = false;

  constructor(options: ForwardingOptions) {
    this.#options = options;
  }

  /** From now on nobody is told of anything. */
  close(): void {
    this.#closed = true;
  }

  /** Lets flow what these peers are ready for and may get now. */
  async flow(admission: Admission, peers: Iterable<Peer>): Promise<void> {
    const all = this.#options.peers;
    const senders = (to: Peer, may: typeof flows) => (fromId: string) => {
      const from = all.get(fromId);
      return from !== undefined && may(admission, from, to);
    };
    try {
      await Promise.all(
        [...peers].map((to) => to.received.flow(senders(to, flows), senders(to, mayTell))),
      );
    } catch (error) {
      // Where the worker died, the room's end tells it.
      if (!this.#closed) throw error;
    }
  }

  async linkFrom(admission: Admission, from: Peer): Promise<void> {
    for (const to of this.#options.peers.values()) await this.#link(admission, from, to);
  }

  async linkTo(admission: Admission, to: Peer): Promise<void> {
    for (const from of this.#options.peers.values()) await this.#link(admission, from, to);
  }

  /** Closes what anybody receives of these, and tells the receivers. */
  drop(producerIds: ReadonlySet<string>): void {
    const { roomId, peers, listener } = this.#options;
    for (const peer of peers.values()) {
      for (const consumerId of peer.received.drop(producerIds)) {
        listener.onConsumerClosed(roomId, peer.id, consumerId);
      }
    }
  }

  /**
   * Closes what a peer sends and what others receive of it. It goes before its successor is made:
   * the endpoint may use its MID or its SCTP stream again.
   */
  retire(producer: types.Producer | types.DataProducer | undefined): void {
    if (!producer) return;
    this.drop(new Set([producer.id]));
    producer.close();
  }

  /**
   * Makes the consumers that one peer lacks of another. One that the worker refuses concerns the
   * receiver, not the sender whose request led here: it is left out.
   */
  async #link(admission: Admission, from: Peer, to: Peer): Promise<void> {
    const { roomId, peers, listener } = this.#options;
    const senders = [...to.received.senders].flatMap((id) => peers.get(id) ?? []);
    if (!mayPrepare(admission, from, to, senders)) return;
    try {
      for (const [source, producer] of from.sent.tracks) {
        const consumer = await to.received.consume(from, source, producer);
        if (consumer && !this.#closed) listener.onConsumer(roomId, to.id, consumer);
      }
      if (!flows(admission, from, to) || !mayExchangeData(from, to)) return;
      for (const dataProducer of from.sent.channels.values()) {
        const isHeard = mayTell(admission, from, to);
        const dataConsumer = await to.received.consumeData(from, dataProducer, isHeard);
        if (dataConsumer && !this.#closed) listener.onDataConsumer(roomId, to.id, dataConsumer);
      }
    } catch (error) {
      await this.#options.onRefused(error);
    }
  }
}

/** Diagnostics are health data between the patient and whom they consult: no guest's business. */
function mayExchangeData(from: Peer, to: Peer): boolean {
  return !isGuestPlace(from.side) && !isGuestPlace(to.side);
}
