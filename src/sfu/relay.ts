import {
  type DtlsParameters,
  type IceParameters,
  type PlaceName,
  Refusal,
  type RtpCapabilities,
} from '../protocol/index.ts';
import type { Admission } from './admission.ts';
import { addCounts, type Counts, noCounts } from './counts.ts';
import type { RelayListener } from './listener.ts';
import { type JoinedRoom, Room } from './room.ts';
import type { RelayChannel, RelayTrack } from './sent.ts';
import { WorkerPool, type WorkerPoolOptions } from './workerPool.ts';

export interface RelayOptions extends WorkerPoolOptions {
  /** The most that one peer may send, in bits per second; endpoints are told to keep to it. */
  readonly maxIncomingBitrateBps?: number;
}

export interface RelayWorkerStats extends Counts {
  readonly worker: number;
  readonly pid: number;
}

export interface RelayStats {
  /** Workers that run, in the order of their ports. */
  readonly workers: readonly RelayWorkerStats[];
  /** Over all workers. `rooms` also counts those that are admitted before anybody joined. */
  readonly total: Counts;
}

const defaultMaxIncomingBitrateBps = 4_000_000;
/** Closed rooms that are remembered, so that a late request does not open one of them again. */
const maxClosedRooms = 10_000;

/**
 * The SFU: rooms on mediasoup workers. A room appears with its first join or admission and its id
 * is used once: a room that was closed or lost with its worker is not opened again. All that goes
 * in and out is plain data; requests are refused with `Refusal`.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #pool: WorkerPool;
  readonly #rooms = new Map<string, Room>();
  readonly #closedRooms = new Set<string>();
  readonly #listeners = new Set<Partial<RelayListener>>();
  #closing: Promise<void> | undefined;

  private constructor(options: RelayOptions, pool: WorkerPool) {
    this.#options = options;
    this.#pool = pool;
  }

  /** @throws Error where a worker does not run or its port is taken; then none is left running. */
  static async start(options: RelayOptions): Promise<Relay> {
    return new Relay(options, await WorkerPool.start(options));
  }

  /** @returns what ends the listening */
  listen(listener: Partial<RelayListener>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Makes the peer's transports; a peer that is there already is replaced. Only peers of different
   * sides ever receive from each other; a side is the place from which somebody takes part.
   * @param party whose peer it is, where it can ring at several of theirs
   * @throws Refusal `forbidden` where the room is admitted to others, `not_found` where it is
   * closed, `relay_unavailable`
   */
  async join(roomId: string, peerId: string, side: PlaceName, party = peerId): Promise<JoinedRoom> {
    return this.#openRoom(roomId).join(peerId, side, party);
  }

  /** @throws Refusal `not_found`, `media_refused` */
  async connect(
    roomId: string,
    peerId: string,
    transportId: string,
    dtlsParameters: DtlsParameters,
  ): Promise<void> {
    return this.#room(roomId).connect(peerId, transportId, dtlsParameters);
  }

  /**
   * Begins ICE anew on both transports of a peer whose address has changed; media goes on.
   * @throws Refusal `not_found`, `media_refused`
   */
  async restartIce(
    roomId: string,
    peerId: string,
  ): Promise<{ send: IceParameters; receive: IceParameters }> {
    return this.#room(roomId).restartIce(peerId);
  }

  /**
   * A source that is produced anew replaces what the peer sent of it before.
   * @returns the producer's id
   * @throws Refusal `not_found`, `media_refused`
   */
  async produce(roomId: string, peerId: string, track: RelayTrack): Promise<string> {
    return this.#room(roomId).produce(peerId, track);
  }

  /**
   * A label that is produced anew replaces the channel before. At most four channels a peer.
   * @returns the data producer's id
   * @throws Refusal `not_found`, `media_refused`, `forbidden` for guests
   */
  async produceData(roomId: string, peerId: string, channel: RelayChannel): Promise<string> {
    return this.#room(roomId).produceData(peerId, channel);
  }

  /**
   * Says what the peer decodes. It is told of consumers from now on.
   * @throws Refusal `not_found`, `media_refused`
   */
  async receive(roomId: string, peerId: string, rtpCapabilities: RtpCapabilities): Promise<void> {
    return this.#room(roomId).receive(peerId, rtpCapabilities);
  }

  /**
   * The peer waits for this consumer's frames; they flow as soon as it rings between the two, or both
   * are admitted.
   * @throws Refusal `not_found`
   */
  async resume(roomId: string, peerId: string, consumerId: string): Promise<void> {
    return this.#room(roomId).resume(peerId, consumerId);
  }

  /**
   * The peer has no use for larger layers of this picture than that. Of what has no layers it means
   * nothing.
   * @returns the layer that comes now; `null` where none does yet, or there is one size only
   * @throws Refusal `not_found`
   */
  async prefer(
    roomId: string,
    peerId: string,
    consumerId: string,
    spatialLayer: number,
  ): Promise<number | null> {
    return this.#room(roomId).prefer(peerId, consumerId, spatialLayer);
  }

  /** Closes what the peer has in the room; the last to leave closes the room. Idempotent. */
  async leave(roomId: string, peerId: string): Promise<void> {
    await this.#rooms.get(roomId)?.leave(peerId);
  }

  /**
   * Lets media flow among these peers and puts every other one out, now and later. It may come
   * before the first join; it is remembered until `closeRoom` or the next admission, across which
   * media that flows goes on. On a closed room it does nothing.
   * @param waitingSides sides of which others may come and set up meanwhile, without anything
   * flowing to or from them: agents at whom a transfer rings, a guest before the door
   */
  async admit(
    roomId: string,
    peerIds: readonly string[],
    waitingSides: readonly PlaceName[] = [],
  ): Promise<void> {
    await this.#admit(roomId, {
      state: 'given',
      peerIds: new Set(peerIds),
      waitingSides: new Set(waitingSides),
    });
  }

  /**
   * Lets what callers send reach those at whom it rings, and the other way round; messages wait for
   * the admission. Whoever was rung and is not any more is put out. Like an admission it may come
   * before the first join, and is remembered.
   * @param rung the parties at whom it rings; none where it rings nowhere any more
   * @param waitingSides sides of which others may come and set up meanwhile
   */
  async ring(
    roomId: string,
    callers: readonly string[],
    rung: readonly string[],
    waitingSides: readonly PlaceName[] = [],
  ): Promise<void> {
    await this.#admit(roomId, {
      state: 'ringing',
      callers: new Set(callers),
      rung: new Set(rung),
      waitingSides: new Set(waitingSides),
    });
  }

  /** Idempotent. */
  async closeRoom(roomId: string): Promise<void> {
    this.#rooms.get(roomId)?.close();
    this.#forget(roomId);
  }

  stats(): RelayStats {
    const workers = this.#pool.hosts.map(({ index, worker, tenants }) => ({
      worker: index,
      pid: worker.pid,
      ...sum(tenants),
    }));
    return { workers, total: sum(this.#rooms.values()) };
  }

  /** Closes all rooms, of which nobody is told, and ends the workers. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const room of this.#rooms.values()) room.close();
    this.#rooms.clear();
    await this.#pool.close();
  }

  async #admit(roomId: string, admission: Admission): Promise<void> {
    if (this.#closing !== undefined || this.#closedRooms.has(roomId)) return;
    await this.#openRoom(roomId).admit(admission);
  }

  #room(roomId: string): Room {
    const room = this.#rooms.get(roomId);
    if (!room) throw new Refusal('not_found', 'There is no such relay room.');
    return room;
  }

  #openRoom(roomId: string): Room {
    if (this.#closing !== undefined) throw new Refusal('shutting_down');
    if (this.#closedRooms.has(roomId)) {
      throw new Refusal('not_found', 'This relay room is closed.');
    }
    const known = this.#rooms.get(roomId);
    if (known) return known;
    const room = new Room({
      id: roomId,
      pool: this.#pool,
      maxIncomingBitrateBps: this.#options.maxIncomingBitrateBps ?? defaultMaxIncomingBitrateBps,
      log: this.#options.log,
      listener: this.#tell,
      onVacant: () => this.#rooms.delete(roomId),
      onWorkerGone: (died) => {
        this.#forget(roomId);
        if (died) this.#tell.onRoomLost(roomId);
      },
    });
    this.#rooms.set(roomId, room);
    return room;
  }

  #forget(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#closedRooms.add(roomId);
    const [oldest] = this.#closedRooms;
    if (this.#closedRooms.size > maxClosedRooms && oldest !== undefined) {
      this.#closedRooms.delete(oldest);
    }
  }

  readonly #tell: RelayListener = {
    onConsumer: (...told) => this.#tellAll((listener) => listener.onConsumer?.(...told)),
    onDataConsumer: (...told) => this.#tellAll((listener) => listener.onDataConsumer?.(...told)),
    onConsumerClosed: (...told) =>
      this.#tellAll((listener) => listener.onConsumerClosed?.(...told)),
    onSpeaker: (...told) => this.#tellAll((listener) => listener.onSpeaker?.(...told)),
    onRoomLost: (...told) => this.#tellAll((listener) => listener.onRoomLost?.(...told)),
  };

  /** A listener that throws harms neither the room nor the other listeners. */
  #tellAll(tell: (listener: Partial<RelayListener>) => void): void {
    for (const listener of this.#listeners) {
      try {
        tell(listener);
      } catch (error) {
        this.#options.log.error({ err: error }, 'a listener of the relay failed');
      }
    }
  }
}

function sum(tenants: Iterable<{ counts(): Counts }>): Counts {
  let counts = noCounts;
  for (const tenant of tenants) counts = addCounts(counts, tenant.counts());
  return counts;
}
