import type { types } from 'mediasoup';
import type { Logger } from '../log.ts';
import {
  type DtlsParameters,
  type IceParameters,
  isGuestPlace,
  Refusal,
  type RtpCapabilities,
} from '../protocol/index.ts';
import { type Admission, isAdmitted, mayEnter, mustLeave } from './admission.ts';
import { mediaCodecs } from './codecs.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';
import { Forwarding } from './forwarding.ts';
import type { RelayListener } from './listener.ts';
import { Peer } from './peer.ts';
import type { RelayChannel, RelayTrack } from './sent.ts';
import { SerialQueue } from './serialQueue.ts';
import { SpeakerWatch } from './speakerWatch.ts';
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
 * The media of one consult and epoch. Peers of different sides get each other's tracks as
 * consumers that stay paused until an admission names the peers among whom media may flow, which it
 * may do again whenever somebody comes, goes, or takes another's place.
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
  readonly #forwarding: Forwarding;
  readonly #speakers: SpeakerWatch;
  #admission: Admission = { state: 'open' };
  #stage: Stage | undefined;
  /** With what requests are refused, once the room has ended. */
  #ended: Refusal | undefined;

  constructor(options: RoomOptions) {
    this.id = options.id;
    this.#options = options;
    const { id, listener } = options;
    this.#forwarding = new Forwarding({
      roomId: id,
      peers: this.#peers,
      listener,
      onRefused: (error) => this.#onRefused(error),
    });
    this.#speakers = new SpeakerWatch((peerId, place) => listener.onSpeaker(id, peerId, place));
    this.#queue = new SerialQueue(() => {
      const isUnused = this.#admission.state === 'open' && this.#peers.size === 0;
      if (!this.#ended && isUnused) options.onVacant();
    });
  }

  counts(): Counts {
    let counts: Counts = { ...noCounts, rooms: 1 };
    for (const peer of this.#peers.values()) counts = addCounts(counts, peer.counts());
    return counts;
  }

  /** @throws Refusal `forbidden` where the room is admitted to others, `relay_unavailable` */
  join(peerId: string, side: string, party: string): Promise<JoinedRoom> {
    return this.#run(async () => {
      if (!mayEnter(this.#admission, { id: peerId, side, party })) throw new Refusal('forbidden');
      try {
        const { host, router } = await this.#takeStage();
        const { maxIncomingBitrateBps } = this.#options;
        const options = { id: peerId, side, party, maxIncomingBitrateBps };
        const peer = await Peer.open(router, host.webRtcServer, options);
        const replaced = this.#peers.get(peerId);
        this.#peers.set(peerId, peer);
        if (replaced) this.#closePeer(replaced);
        await this.#followSpeakers();
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

  restartIce(peerId: string): Promise<{ send: IceParameters; receive: IceParameters }> {
    return this.#run(() => this.#peer(peerId).restartIce());
  }

  /** A source that is produced anew replaces what the peer sent of it before. */
  produce(peerId: string, track: RelayTrack): Promise<string> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      peer.sent.checkTrack(track);
      this.#forwarding.retire(peer.sent.takeTrack(track.source));
      const producer = await peer.sent.produce(track);
      await this.#forwarding.linkFrom(this.#admission, peer);
      await this.#followSpeakers();
      return producer.id;
    });
  }

  /**
   * A label that is produced anew replaces the data channel that the peer had of it before.
   * @throws Refusal `forbidden` for guests, who take no part in data channels
   */
  produceData(peerId: string, channel: RelayChannel): Promise<string> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      if (isGuestPlace(peer.side)) throw new Refusal('forbidden');
      peer.sent.checkChannel(channel);
      this.#forwarding.retire(peer.sent.takeChannel(channel.label));
      const dataProducer = await peer.sent.produceData(channel);
      await this.#forwarding.linkFrom(this.#admission, peer);
      return dataProducer.id;
    });
  }

  receive(peerId: string, rtpCapabilities: RtpCapabilities): Promise<void> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      await peer.received.begin(rtpCapabilities);
      await this.#forwarding.linkTo(this.#admission, peer);
      await this.#followSpeakers();
    });
  }

  resume(peerId: string, consumerId: string): Promise<void> {
    return this.#run(async () => {
      const peer = this.#peer(peerId);
      peer.received.markReady(consumerId);
      await this.#forwarding.flow(this.#admission, [peer]);
    });
  }

  prefer(peerId: string, consumerId: string, spatialLayer: number): Promise<number | null> {
    return this.#run(() => this.#peer(peerId).received.prefer(consumerId, spatialLayer));
  }

  /** Closes what the peer has. Does nothing where it has nothing. */
  leave(peerId: string): Promise<void> {
    return this.#queue.run(async () => {
      this.#remove(peerId);
      await this.#followSpeakers();
    });
  }

  /**
   * Lets flow from now on what this admission allows. What flows already goes on; what peers have
   * set up for it flows next; what is still missing is made after. Who may not be there is put out
   * and kept out. Does nothing where the room is closed.
   */
  admit(after: Admission): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#ended) return;
      const before = this.#admission;
      this.#admission = after;
      for (const peer of [...this.#peers.values()]) {
        if (mustLeave(before, after, peer)) this.#remove(peer.id);
      }
      await this.#forwarding.flow(after, this.#peers.values());
      for (const peer of this.#peers.values()) await this.#forwarding.linkFrom(after, peer);
      await this.#followSpeakers();
    });
  }

  /** Closes everything in the room; nobody in it is told. Idempotent. */
  close(): void {
    this.#end(new Refusal('not_found', 'This relay room is closed.'));
  }

  #end(reason: Refusal): void {
    this.#ended ??= reason;
    this.#forwarding.close();
    // Each by itself: of a transport that only its router's closing closes, mediasoup's
    // WebRtcServer never lets go.
    for (const peer of this.#peers.values()) peer.close();
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
    this.#speakers.close();
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
    this.#forwarding.drop(peer.sent.ids);
    peer.close();
  }

  async #followSpeakers(): Promise<void> {
    const stage = this.#stage;
    if (!stage) return;
    const admitted = [...this.#peers.values()].filter((peer) => isAdmitted(this.#admission, peer));
    try {
      await this.#speakers.follow(stage.router, admitted);
    } catch (error) {
      await this.#onRefused(error);
    }
  }

  /** What nobody has asked for harms nobody's request: it is logged and left out. */
  async #onRefused(error: unknown): Promise<void> {
    await this.#stage?.host.verify();
    if (this.#ended) return;
    this.#options.log.warn({ room: this.id, err: error }, 'the worker refused the relay something');
  }
}
