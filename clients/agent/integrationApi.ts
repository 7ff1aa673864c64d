import { z } from 'zod';
import {
  type ChangeInboundSourceRequest,
  type ChangeSubscriptionRequest,
  type CreateSubscriptionRequest,
  type DeliveriesResponse,
  deliveriesResponse,
  type InboundSource,
  inboundSource,
  inboundSourcesResponse,
  type ReplayRequest,
  type RotateResponse,
  replayResponse,
  rotateResponse,
  subscription,
  subscriptionsResponse,
  testResponse,
  type WebhookSubscription,
  type WebhookTestResponse,
} from '../../src/protocol/index.ts';
import type { HttpApi } from './httpApi.ts';

const createdSubscription = z.object({ subscription, secret: z.string() });
const createdSource = z.object({ source: inboundSource, secret: z.string() });

/** What other systems are told, and which may ask. Every method throws `ApiError`. */
export class IntegrationApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  readonly subscriptions = async (): Promise<readonly WebhookSubscription[]> =>
    (await this.#http.call('GET', '/api/integration/subscriptions', subscriptionsResponse))
      .subscriptions;

  readonly sources = async (): Promise<readonly InboundSource[]> =>
    (await this.#http.call('GET', '/api/integration/sources', inboundSourcesResponse)).sources;

  readonly deliveries = async (): Promise<DeliveriesResponse['deliveries']> =>
    (await this.#http.call('GET', '/api/integration/deliveries', deliveriesResponse)).deliveries;

  /** @returns the secret, this once */
  async subscribe(wanted: CreateSubscriptionRequest): Promise<string> {
    return (await this.#post('subscriptions/create', createdSubscription, wanted)).secret;
  }

  async changeSubscription(changes: ChangeSubscriptionRequest): Promise<void> {
    await this.#post('subscriptions/change', z.unknown(), changes);
  }

  /** Sends one event at once, and tells what became of it. */
  test(id: string): Promise<WebhookTestResponse> {
    return this.#post('subscriptions/test', testResponse, { id });
  }

  async replay(request: ReplayRequest): Promise<number> {
    return (await this.#post('deliveries/replay', replayResponse, request)).replayed;
  }

  /** @returns the secret, this once */
  async addSource(name: string): Promise<string> {
    return (await this.#post('sources/create', createdSource, { name })).secret;
  }

  async changeSource(changes: ChangeInboundSourceRequest): Promise<void> {
    await this.#post('sources/change', z.unknown(), changes);
  }

  /** @returns the new secret, this once, and until when the former one is good */
  rotate(what: 'subscriptions' | 'sources', id: string): Promise<RotateResponse> {
    return this.#post(`${what}/rotate`, rotateResponse, { id });
  }

  async remove(what: 'subscriptions' | 'sources', id: string): Promise<void> {
    await this.#post(`${what}/delete`, z.unknown(), { id });
  }

  #post<S extends z.ZodType>(action: string, schema: S, body: unknown): Promise<z.output<S>> {
    return this.#http.call('POST', `/api/integration/${action}`, schema, body);
  }
}
