import type { types } from 'mediasoup';
import type { Logger } from '../log.ts';
import { type DtlsParameters, Refusal, type RtpCapabilities } from '../protocol/index.ts';
import { mediaCodecs } from './codecs.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';
import type { RelayListener } from './listener.ts';
import { Peer } from './peer.ts';
import type { RelayChannel, RelayTrack } from './sent.ts';
import { SerialQueue } from './serialQueue.ts';
import type { WorkerHost, WorkerPool } from './workerPool.ts';

export interface RoomOptions {
  readonly id: string;
  readonly pool: WorkerPool;
  readonly maxIncomingBitrateBps: number;
  readonly listener: RelayListener;
  readonly log: Logger;
  /** Nobody is in the room, nobody is about to be, and no admission waits. */
  readonly onVacant: () => void;
  /** The room's worker is gone. The listener has not been told. */
  readonly onWorkerGone: (died: boolean) => void;
}

export interface JoinedRoom {
  routerRtpCapabilities: RtpCapabilities;
  send: Peer['parameters']['send'];
  receive: Peer['parameters']['receive'];
}

/** Where the room runs. */
interface Stage {
  readonly host: WorkerHost;
  readonly router: types.Router;
}

/**
 * How many peers' tracks a peer is sent ahead of the admission. A TV that rings at twenty agents
 * does not set up twenty decoders; the admitted agent's are made then, if they were not before.
 */
const maxSendersAhead = 3;

/**
 * The media of one consult and epoch. Peers of different sides get each other's tracks as
 * consumers that stay paused until `admit` names the peers among whom media may flow.
 *
 * Everything that waits for the worker runs in one queue, so that of two requests at the same time
 * one sees what the other did. Closing does not queue: it is at once, and what is in the queue is
 * refused. A router exists from the first join until the last leave.
 */
export class Room {
  readonly id: string;
  readonly #options: RoomOptions;
  readonly #peers = new Map<string, Peer>();
  readonly #queue: SerialQueue;
  #admitted: ReadonlySet<string> | undefined;
  #stage: Stage | undefined;
  /** With what requests are refused, once the room has ended. */
  #ended: Refusal | undefined;

  constructor(options: RoomOptions) {
    this.id = options.id;
    this.#options = options;
    this.#queue = new SerialQueue(() => {
      if (!this.#ended && !this.#admitted && this.#peers.size === 0) options.onVacant();
    });
  }

  counts(): Counts {
    let counts: Counts = { ...noCounts, rooms: 1 };
    for (const peer of this.#peers.values()) counts = addCounts(counts, peer.counts());
    return counts;
  }

  /** @throws Refusal `forbidden` where the room is admitted to others, `relay_unavailable` */
  join(peerId: string, side: string): Promise<JoinedRoom> {
    return this.#run(async () => {
      if (this.#admitted && !this.#admitted.has(peerId)) throw new Refusal('forbidden');
      try {
        const { host, router } = await this.#takeStage();
        const { maxIncomingBitrateBps } = this.#options;
        const options = { id: peerId, side, maxIncomingBitrateBps };
        const peer = await Peer.open(router, host.webRtcServer, options);
        const replaced = this.#peers.get(peerId);
        this.#peers.set(peerId, peer);
        if (replaced) this.#closePeer(replaced);
        return { routerRtpCapabilities: router.rtpCapabilities, ...peer.parameters };
      } catch (error) {
        this.#leaveStageIfEmpty();
        if (this.#ended || error instanceof Refusal) throw error;
        this.#options.log.error({ room: this.id, err: error }, 'relay could not take a peer');
        throw new Refusal('relay_unavailable');
      }
    });
  }

  connect(peerId: string, transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    return this.#run(() => this.#peer(peerId).connect(transportId, dtlsParameters));
  }

  /** A source that is produced anew replaces what the peer sent of it before. */
  produce(peerId: string, track: RelayTrack): Promise<string> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      peer.sent.checkTrack(track);
      this.#retire(peer.sent.takeTrack(track.source));
      const producer = await peer.sent.produce(track);
      await this.#linkToAll(peer);
      return producer.id;
    });
  }

  /** A label that is produced anew replaces the data channel that the peer had of it before. */
  produceData(peerId: string, channel: RelayChannel): Promise<string> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      peer.sent.checkChannel(channel);
      this.#retire(peer.sent.takeChannel(channel.label));
      const dataProducer = await peer.sent.produceData(channel);
      await this.#linkToAll(peer);
      return dataProducer.id;
    });
  }

  receive(peerId: string, rtpCapabilities: RtpCapabilities): Promise<void> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      await peer.received.begin(rtpCapabilities);
      for (const other of this.#peers.values()) await this.#link(other, peer);
    });
  }

  resume(peerId: string, consumerId: string): Promise<void> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      peer.received.markReady(consumerId);
      if (this.#admitted) await this.#flow([peer]);
    });
  }

  /** Closes what the peer has. Does nothing where it has nothing. */
  leave(peerId: string): Promise<void> {
    return this.#queue.run(async () => this.#remove(peerId));
  }

  /**
   * Lets media flow among these peers, puts every other one out and keeps others out. What the
   * admitted endpoints have set up flows first; what is still missing between them is made after.
   * Does nothing where the room is closed.
   */
  admit(peerIds: ReadonlySet<string>): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#ended) return;
      this.#admitted = peerIds;
      for (const peerId of [...this.#peers.keys()]) {
        if (!peerIds.has(peerId)) this.#remove(peerId);
      }
      await this.#flow([...this.#peers.values()]);
      for (const peer of this.#peers.values()) await this.#linkToAll(peer);
    });
  }

  /** Closes everything in the room; nobody in it is told. Idempotent. */
  close(): void {
    this.#end(new Refusal('not_found', 'This relay room is closed.'));
  }

  #end(reason: Refusal): void {
    this.#ended ??= reason;
    this.#peers.clear();
    this.#leaveStageIfEmpty();
  }

  async #run<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      this.#requireOpen();
      try {
        return await task();
      } catch (error) {
        await this.#stage?.host.verify();
        throw error;
      } finally {
        // The room may have been closed while the worker was asked: then its answer means nothing.
        this.#requireOpen();
      }
    });
  }

  #requireOpen(): void {
    if (this.#ended) throw this.#ended;
  }

  #peer(peerId: string): Peer {
    const peer = this.#peers.get(peerId);
    if (!peer) throw new Refusal('not_found', 'This endpoint is not in the relay room.');
    return peer;
  }

  async #takeStage(): Promise<Stage> {
    if (this.#stage) return this.#stage;
    const host = await this.#options.pool.place(this);
    try {
      const router = await host.worker.createRouter({ mediaCodecs });
      if (this.#ended) router.close();
      router.on('workerclose', () => this.#onWorkerClose(host));
      this.#stage = { host, router };
      return this.#stage;
    } catch (error) {
      host.tenants.delete(this);
      throw error;
    }
  }

  #leaveStageIfEmpty(): void {
    if (this.#peers.size > 0 || !this.#stage) return;
    this.#stage.host.tenants.delete(this);
    this.#stage.router.close();
    this.#stage = undefined;
  }

  #onWorkerClose(host: WorkerHost): void {
    this.#end(new Refusal('relay_unavailable'));
    this.#options.onWorkerGone(host.worker.died);
  }

  #remove(peerId: string): void {
    const peer = this.#peers.get(peerId);
    if (!peer) return;
    this.#peers.delete(peerId);
    this.#closePeer(peer);
    this.#leaveStageIfEmpty();
  }

  #closePeer(peer: Peer): void {
    this.#dropFromAll(peer.sent.ids);
    peer.close();
  }

  /**
   * Closes what a peer sends and what others receive of it. It goes before its successor is made:
   * the endpoint may use its MID or its SCTP stream again.
   */
  #retire(producer: types.Producer | types.DataProducer | undefined): void {
    if (!producer) return;
    this.#dropFromAll(new Set([producer.id]));
    producer.close();
  }

  #dropFromAll(producerIds: ReadonlySet<string>): void {
    for (const peer of this.#peers.values()) {
      for (const consumerId of peer.received.drop(producerIds)) {
        this.#options.listener.onConsumerClosed(this.id, peer.id, consumerId);
      }
    }
  }

  async #flow(peers: readonly Peer[]): Promise<void> {
    try {
      await Promise.all(peers.map((peer) => peer.received.flow()));
    } catch (error) {
      // Where the worker died, the room's end tells it.
      if (!this.#ended) throw error;
    }
  }

  async #linkToAll(from: Peer): Promise<void> {
    for (const to of this.#peers.values()) await this.#link(from, to);
  }

  /**
   * Makes the consumers that one peer lacks of another. One that the worker refuses concerns the
   * receiver, not the sender whose request led here: it is logged and left out.
   */
  async #link(from: Peer, to: Peer): Promise<void> {
    if (!this.#mayReceive(from, to)) return;
    const { listener, log } = this.#options;
    try {
      for (const [source, producer] of from.sent.tracks) {
        const consumer = await to.received.consume(from.id, source, producer);
        if (consumer && !this.#ended) listener.onConsumer(this.id, to.id, consumer);
      }
      if (!this.#admitted) return;
      for (const dataProducer of from.sent.channels.values()) {
        const dataConsumer = await to.received.consumeData(dataProducer);
        if (dataConsumer && !this.#ended) listener.onDataConsumer(this.id, to.id, dataConsumer);
      }
    } catch (error) {
      await this.#stage?.host.verify();
      if (!this.#ended) log.warn({ room: this.id, err: error }, 'relay could not make a consumer');
    }
  }

  #mayReceive(from: Peer, to: Peer): boolean {
    if (from.side === to.side) return false;
    if (this.#admitted) return true;
    const { senders } = to.received;
    return senders.has(from.id) || senders.size < maxSendersAhead;
  }
}
