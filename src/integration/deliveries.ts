import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import { nextAttempt, type Patience } from './backoff.ts';
import { type DispatchDeps, dispatch } from './dispatch.ts';
import { type Message, UnwritableMessage } from './message.ts';
import type {
  DeliveryKey,
  DeliveryStore,
  DueDelivery,
  InboundMessageStore,
  Settlement,
  Subscription,
  SubscriptionStore,
} from './ports.ts';
import type { PostResult } from './post.ts';

export interface DeliverySettings {
  /** How often the outbox is looked at when nobody says that something is in it. */
  readonly intervalMs: number;
  /** Attempts under way at once. */
  readonly inAll: number;
  readonly perSubscription: number;
  /** How long `close` waits for answers. */
  readonly closeGraceMs: number;
  /** How long nothing is sent after the store failed: what was delivered could not be noted. */
  readonly pauseMs: number;
  readonly patience?: Patience;
}

const defaultDeliverySettings: DeliverySettings = {
  intervalMs: 1_000,
  inAll: 64,
  perSubscription: 4,
  closeGraceMs: 2_000,
  pauseMs: 30_000,
};

export interface DeliveriesDeps extends DispatchDeps {
  readonly store: {
    readonly subscriptions: SubscriptionStore;
    readonly deliveries: DeliveryStore;
    readonly inboundMessages: InboundMessageStore;
  };
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Logger;
  readonly settings?: DeliverySettings;
}

const hourMs = 3_600_000;
/** Delivered rows hold nothing personal and show that it works; dead letters can be replayed. */
const keptMs = { delivered: 7 * 24 * hourMs, others: 30 * 24 * hourMs, inbound: 7 * 24 * hourMs };

/**
 * Takes what is in the outbox to its receivers: at least once, in order for each consult and
 * subscription, some at a time. What is under way is known here alone, so after a crash all that
 * was not noted as delivered is sent again.
 */
export class Deliveries {
  readonly #deps: DeliveriesDeps;
  readonly #settings: DeliverySettings;
  readonly #underWay = new Map<string, { readonly subscriptionId: string; done: Promise<void> }>();
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #isClosed = false;
  #pausedUntil = 0;
  #purgedAt = 0;
  #failsSince: number | undefined;

  constructor(deps: DeliveriesDeps) {
    this.#deps = deps;
    this.#settings = deps.settings ?? defaultDeliverySettings;
  }

  /** Idempotent. */
  start(): void {
    this.#timer ??= setInterval(() => this.kick(), this.#settings.intervalMs);
    this.kick();
  }

  /** Something may be due: looks now. */
  kick(): void {
    if (this.#isClosed) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      // Whoever said so after the last look and before this is heard, too.
      if (this.#lookAgain) this.kick();
    });
  }

  /** Waits until nothing is under way and nothing more is due. */
  async settled(): Promise<void> {
    while (this.#looking !== undefined || this.#underWay.size > 0) {
      await this.#looking;
      await Promise.all([...this.#underWay.values()].map(({ done }) => done));
    }
  }

  /** Stops; what gets no answer within a short time is sent again after the next start. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    const answered = new AbortController();
    const grace = wait(this.#settings.closeGraceMs, undefined, { signal: answered.signal }).then(
      () => this.#closing.abort(),
      () => undefined,
    );
    await this.settled();
    answered.abort();
    await grace;
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#isClosed) {
      this.#lookAgain = false;
      try {
        await this.#purge();
        await this.#begin();
        this.#failsSince = undefined;
      } catch (error) {
        this.#pause(error);
      }
    }
  }

  /** Begins what is due, as far as there is room; whoever has least under way comes first. */
  async #begin(): Promise<void> {
    const { deliveries, subscriptions } = this.#deps.store;
    const now = this.#deps.now();
    if (now.getTime() < this.#pausedUntil) return;
    const ids = await deliveries.subscriptionsDue(now.toISOString());
    const byLoad = ids.map((id) => ({ id, busy: this.#busy(id) })).sort((a, b) => a.busy - b.busy);
    for (const { busy, id } of byLoad) {
      const room = this.#roomFor(busy);
      if (room <= 0) continue;
      const subscription = await subscriptions.find(id);
      if (subscription === undefined) continue;
      // Those under way are still due as far as the store knows.
      const due = await deliveries.due(id, now.toISOString(), room + busy);
      const fresh = due.filter((delivery) => !this.#underWay.has(orderKey(delivery)));
      for (const delivery of fresh.slice(0, room)) this.#send(subscription, delivery);
    }
  }

  /** When it gets crowded, each subscription has one at a time: the slow leave room for others. */
  #roomFor(busy: number): number {
    const { inAll, perSubscription } = this.#settings;
    const free = inAll - this.#underWay.size;
    const own = free > inAll / 2 ? perSubscription : 1;
    return Math.min(own - busy, free);
  }

  #busy(subscriptionId: string): number {
    return [...this.#underWay.values()].filter((each) => each.subscriptionId === subscriptionId)
      .length;
  }

  #send(subscription: Subscription, delivery: DueDelivery): void {
    const key = orderKey(delivery);
    const done = this.#attempt(subscription, delivery)
      .catch((error: unknown) => this.#pause(error))
      .finally(() => {
        this.#underWay.delete(key);
        this.kick();
      });
    this.#underWay.set(key, { subscriptionId: subscription.id, done });
  }

  async #attempt(subscription: Subscription, delivery: DueDelivery): Promise<void> {
    const { now, store } = this.#deps;
    const message = await this.#messageOf(delivery);
    if (message === undefined) return;
    const result = await this.#dispatch(subscription, message);
    if (!result.delivered && this.#closing.signal.aborted) return;
    const at = now();
    const settlement = this.#settlement(delivery, result, at);
    await store.deliveries.settle(delivery, settlement, at.toISOString());
    if (settlement.kind === 'dead') {
      const { consultId, seq, subscriptionId } = delivery;
      const { status } = settlement;
      this.#deps.log.warn({ subscriptionId, consultId, seq, status }, 'a delivery is given up');
    }
    if (result.status === 410) {
      await store.deliveries.abandon(subscription.id, gone, at.toISOString());
      this.#deps.log.warn({ subscriptionId: subscription.id }, 'a receiver is gone for good');
    }
  }

  /** The message, or why there is none: a damaged row must not keep those after it. */
  async #messageOf(delivery: DueDelivery): Promise<Message | UnwritableMessage | undefined> {
    try {
      return await this.#deps.store.deliveries.message(delivery);
    } catch (cause) {
      if (!(cause instanceof UnwritableMessage)) throw cause;
      return cause;
    }
  }

  async #dispatch(
    subscription: Subscription,
    message: Message | UnwritableMessage,
  ): Promise<PostResult & { readonly isHopeless?: boolean }> {
    try {
      if (message instanceof UnwritableMessage) throw message;
      return await dispatch(this.#deps, subscription, message, this.#closing.signal);
    } catch (error) {
      if (!(error instanceof UnwritableMessage)) throw error;
      return { delivered: false, status: null, error: error.message, isHopeless: true };
    }
  }

  #settlement(
    { attempts, queuedAt }: DueDelivery,
    result: PostResult & { readonly isHopeless?: boolean },
    now: Date,
  ): Settlement {
    const { status } = result;
    if (result.delivered) return { kind: 'delivered', status: result.status };
    if (status === 410) return { kind: 'dead', status, error: gone };
    const { error, isHopeless, retryAfterMs } = result;
    const tried = { attempts: attempts + 1, queuedAt: new Date(queuedAt), now, retryAfterMs };
    const at = isHopeless ? null : nextAttempt(tried, this.#deps.random, this.#settings.patience);
    return at === null
      ? { kind: 'dead', status, error }
      : { kind: 'again', at: at.toISOString(), status, error };
  }

  /** Without the store, what arrives cannot be noted and would be sent again at once, for ever. */
  #pause(error: unknown): void {
    const now = this.#deps.now().getTime();
    this.#pausedUntil = now + this.#settings.pauseMs;
    if (this.#failsSince === undefined) this.#deps.log.error({ err: error }, 'deliveries fail');
    this.#failsSince ??= now;
  }

  async #purge(): Promise<void> {
    const { now, store } = this.#deps;
    const at = now().getTime();
    if (at - this.#purgedAt < hourMs) return;
    this.#purgedAt = at;
    const before = (ms: number) => new Date(at - ms).toISOString();
    await store.deliveries.purge({
      delivered: before(keptMs.delivered),
      others: before(keptMs.others),
    });
    await store.inboundMessages.purge(before(keptMs.inbound));
  }
}

const gone = 'It answered 410: the receiver is gone for good.';

/** One consult's events to one subscription go one after the other. */
function orderKey({ consultId, subscriptionId }: DeliveryKey): string {
  return `${subscriptionId} ${consultId}`;
}
