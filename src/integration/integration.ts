import type { Logger } from '../log.ts';
import type {
  DeliveriesRequest,
  DeliveriesResponse,
  ReplayRequest,
  ReplayResponse,
  WebhookTestResponse,
} from '../protocol/index.ts';
import { Deliveries, type DeliverySettings } from './deliveries.ts';
import { dispatch } from './dispatch.ts';
import { Inbound } from './inbound.ts';
import { UnwritableMessage } from './message.ts';
import type { InboundCommands, IntegrationStore } from './ports.ts';
import { createPost, type PosterOptions } from './post.ts';
import { sampleMessage } from './sample.ts';
import { type RandomBytes, Secrets } from './secret.ts';
import { Sources } from './sources.ts';
import { Subscriptions } from './subscriptions.ts';

/** More than an admin reads; what is older is found by its status. */
const maxListed = 200;

export interface IntegrationDeps extends PosterOptions {
  readonly store: IntegrationStore;
  readonly commands: InboundCommands;
  /** 256 bits; encrypts the secrets in the store. */
  readonly secretKey: Uint8Array;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Logger;
  readonly deliverySettings?: DeliverySettings;
}

/** What leaves the house, and what other systems may have done in it. */
export interface Integration {
  readonly subscriptions: Subscriptions;
  readonly sources: Sources;
  readonly inbound: Inbound;
  readonly deliveries: Deliveries;
  /** Sends a test event at once and once. @throws Refusal `not_found` */
  test(clinicId: string, subscriptionId: string): Promise<WebhookTestResponse>;
  /** The clinic's latest deliveries. */
  listDeliveries(clinicId: string, filter: DeliveriesRequest): Promise<DeliveriesResponse>;
  /** Sends dead letters again. @throws Refusal `not_found` */
  replay(clinicId: string, request: ReplayRequest): Promise<ReplayResponse>;
}

export function createIntegration(deps: IntegrationDeps): Integration {
  const { deliverySettings, newId, now, store } = deps;
  const secrets = new Secrets(deps.secretKey, deps.randomBytes);
  const post = createPost(deps);
  const subscriptions = new Subscriptions({ ...deps, store: store.subscriptions, secrets });
  const deliveries = new Deliveries({
    ...deps,
    post,
    secrets,
    ...(deliverySettings && { settings: deliverySettings }),
  });
  return {
    subscriptions,
    sources: new Sources({ ...deps, store: store.sources, secrets }),
    inbound: new Inbound({ ...deps, secrets }),
    deliveries,

    async test(clinicId, subscriptionId) {
      const subscription = await subscriptions.require(clinicId, subscriptionId);
      const message = sampleMessage(clinicId, newId, now());
      try {
        const untilAnswered = new AbortController().signal;
        const parts = { post, secrets, now };
        const result = await dispatch(parts, subscription, message, untilAnswered);
        return {
          delivered: result.delivered,
          status: result.status,
          error: result.delivered ? null : result.error,
        };
      } catch (error) {
        if (!(error instanceof UnwritableMessage)) throw error;
        return { delivered: false, status: null, error: error.message };
      }
    },

    async listDeliveries(clinicId, filter) {
      return { deliveries: [...(await store.deliveries.list(clinicId, filter, maxListed))] };
    },

    async replay(clinicId, { event, subscriptionId }) {
      await subscriptions.require(clinicId, subscriptionId);
      const at = now().toISOString();
      const replayed = await store.deliveries.replay(subscriptionId, event, at);
      deliveries.kick();
      return { replayed };
    },
  };
}
