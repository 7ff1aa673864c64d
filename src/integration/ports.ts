import type {
  DeliveriesRequest,
  OpenConsultCommand,
  SetPresenceCommand,
  WebhookDelivery,
  WebhookFormat,
} from '../protocol/index.ts';
import type { Message } from './message.ts';
import type { SealedSecrets } from './secret.ts';

/** What a clinic's admin decides about where events go, and in which form. */
export interface SubscriptionSettings {
  readonly url: string;
  readonly format: WebhookFormat;
  /** `null`: all. */
  readonly eventTypes: readonly string[] | null;
  /** Only of the format `template`. */
  readonly template: string | null;
  readonly enabled: boolean;
  readonly disabledBecause: 'gone' | null;
}

/** A subscription as stored. Times are ISO 8601 in UTC. */
export interface Subscription extends SubscriptionSettings {
  readonly id: string;
  readonly clinicId: string;
  readonly secrets: SealedSecrets;
  readonly createdAt: string;
}

export interface SubscriptionStore {
  insert(subscription: Subscription): Promise<void>;
  find(id: string): Promise<Subscription | undefined>;
  /** The oldest first. */
  list(clinicId: string): Promise<readonly Subscription[]>;
  /** @returns whether there was one */
  change(id: string, settings: SubscriptionSettings): Promise<boolean>;
  setSecrets(id: string, secrets: SealedSecrets): Promise<void>;
  /** With its deliveries. */
  remove(id: string): Promise<void>;
}

/** Names one delivery: this event to this subscription. */
export interface DeliveryKey {
  readonly subscriptionId: string;
  readonly consultId: string;
  readonly seq: number;
}

/** A delivery whose time has come. */
export interface DueDelivery extends DeliveryKey {
  /** How many failed. */
  readonly attempts: number;
  readonly queuedAt: string;
}

/** What came of an attempt. */
export type Settlement =
  | { readonly kind: 'delivered'; readonly status: number }
  | {
      readonly kind: 'again';
      readonly at: string;
      readonly status: number | null;
      readonly error: string;
    }
  | { readonly kind: 'dead'; readonly status: number | null; readonly error: string };

/**
 * The outbox. Rows are written with the events that they tell of, in one transaction, and never
 * by us. Of each consult and subscription only the first waiting event can be due: the next one
 * becomes due when it is settled.
 */
export interface DeliveryStore {
  /** Ids of enabled subscriptions with something due. */
  subscriptionsDue(now: string): Promise<readonly string[]>;
  /** The longest due first. */
  due(subscriptionId: string, now: string, limit: number): Promise<readonly DueDelivery[]>;
  /**
   * What is to be told.
   * @returns `undefined` where the delivery does not wait any more
   */
  message(key: DeliveryKey): Promise<Message | undefined>;
  /** Writes down what came of an attempt and lets the next event of the consult go. */
  settle(key: DeliveryKey, settlement: Settlement, now: string): Promise<void>;
  /** Ends a subscription whose receiver is gone: what waits for it becomes dead letters. */
  abandon(subscriptionId: string, error: string, now: string): Promise<void>;
  /** The latest first, at most `limit`. */
  list(
    clinicId: string,
    filter: DeliveriesRequest,
    limit: number,
  ): Promise<readonly WebhookDelivery[]>;
  /** Lets dead letters wait to be sent again: one, or all of the subscription. @returns how many */
  replay(
    subscriptionId: string,
    event: Omit<DeliveryKey, 'subscriptionId'> | undefined,
    now: string,
  ): Promise<number>;
  /** Removes what was settled before these times, or has waited since before the second. */
  purge(before: { readonly delivered: string; readonly others: string }): Promise<void>;
}

/** A system of the clinic's that may send commands. */
export interface Source {
  readonly id: string;
  readonly clinicId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly secrets: SealedSecrets;
  readonly createdAt: string;
}

export interface SourceStore {
  insert(source: Source): Promise<void>;
  find(id: string): Promise<Source | undefined>;
  /** The oldest first. */
  list(clinicId: string): Promise<readonly Source[]>;
  change(id: string, settings: Pick<Source, 'name' | 'enabled'>): Promise<void>;
  setSecrets(id: string, secrets: SealedSecrets): Promise<void>;
  /** With the ids of the messages that came from it. */
  remove(id: string): Promise<void>;
}

/** A command that came in, by the sender's id. */
interface InboundMessage {
  /** The consult that it opens, if it opens one: the same each time it is tried. */
  readonly consultId: string;
  /** What was answered, once it was done. */
  readonly answer: Readonly<Record<string, unknown>> | null;
}

export interface InboundMessageStore {
  /** Takes down that a message has come. @returns it, or what was taken down before */
  receive(
    sourceId: string,
    webhookId: string,
    consultId: string,
    now: string,
  ): Promise<InboundMessage>;
  complete(
    sourceId: string,
    webhookId: string,
    answer: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  purge(before: string): Promise<void>;
}

/** What a clinic's other systems may have done here. Refusals are thrown as `Refusal`. */
export interface InboundCommands {
  /**
   * Opens a consult of a patient or device of the clinic. Idempotent by `consultId`.
   * @returns the consult's id
   * @throws Refusal `not_found` where the clinic has no such patient or device
   */
  openConsult(
    clinicId: string,
    command: OpenConsultCommand & { readonly consultId: string },
  ): Promise<{ readonly consultId: string }>;
  /** @throws Refusal `not_found` where nobody of the clinic is meant */
  setPresence(clinicId: string, command: SetPresenceCommand): Promise<void>;
}

/** Everything that integration keeps, by noun. */
export interface IntegrationStore {
  readonly subscriptions: SubscriptionStore;
  readonly deliveries: DeliveryStore;
  readonly sources: SourceStore;
  readonly inboundMessages: InboundMessageStore;
}
