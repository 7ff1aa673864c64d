import type { Connection } from './connection.ts';
import { notificationFrame } from './frames.ts';
import type { SignalingLimits } from './limits.ts';

const slotCount = 5;
const ticksPerInterval = 40;
const beat = notificationFrame('session.heartbeat', {});

/**
 * Beats for all sockets by one timer and finds those that are silent. Sockets are spread over
 * slots, and each tick looks at one of them, so that thousands of beats do not go out in one
 * moment and delay what is urgent. A silent socket is found within an eighth of the interval.
 */
export class Heartbeat {
  readonly #limits: SignalingLimits;
  readonly #monotonicMs: () => number;
  readonly #slots: readonly Set<Connection>[];
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  #turn = 0;
  #tickedAt: number;
  /** When this process last stood still: silence before that was its own. */
  #awakeAt: number;

  constructor(limits: SignalingLimits, monotonicMs: () => number) {
    this.#limits = limits;
    this.#monotonicMs = monotonicMs;
    this.#slots = Array.from({ length: slotCount }, () => new Set<Connection>());
    this.#tickedAt = monotonicMs();
    this.#awakeAt = this.#tickedAt;
    this.#timer = setInterval(() => this.#tick(), limits.heartbeatIntervalMs / ticksPerInterval);
  }

  add(connection: Connection): void {
    const slot = this.#slots[this.#next];
    this.#next = (this.#next + 1) % slotCount;
    slot?.add(connection);
  }

  remove(connection: Connection): void {
    for (const slot of this.#slots) slot.delete(connection);
  }

  get size(): number {
    return this.#slots.reduce((sum, slot) => sum + slot.size, 0);
  }

  *all(): Iterable<Connection> {
    for (const slot of this.#slots) yield* slot;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = this.#monotonicMs();
    if (now - this.#tickedAt > this.#limits.silenceMs / 4) this.#awakeAt = now;
    this.#tickedAt = now;
    const slot = this.#slots[this.#turn] ?? [];
    this.#turn = (this.#turn + 1) % slotCount;
    for (const connection of slot) this.#look(connection, now);
  }

  #look(connection: Connection, now: number): void {
    const { openTimeoutMs, silenceMs, heartbeatIntervalMs } = this.#limits;
    if (connection.phase === 'opening') {
      if (now - connection.startedAt >= openTimeoutMs) connection.close('openTimeout');
    } else if (now - Math.max(connection.heardAt, this.#awakeAt) >= silenceMs) {
      connection.drop('heartbeatMissed');
    } else if (now - connection.beatAt >= heartbeatIntervalMs) {
      connection.beatAt = now;
      connection.send(beat);
    }
  }
}
