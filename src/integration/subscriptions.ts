import {
  type ChangeSubscriptionRequest,
  type CreateSubscriptionRequest,
  Refusal,
  type RotateResponse,
  type SubscriptionsResponse,
  type WebhookSubscription,
} from '../protocol/index.ts';
import type { Subscription, SubscriptionSettings, SubscriptionStore } from './ports.ts';
import type { Secrets } from './secret.ts';
import { checkTarget, type Reach } from './target.ts';
import { checkTemplate } from './template.ts';

/** More than any clinic has systems; each costs a row for each event. */
const maxPerClinic = 50;

export interface SubscriptionsDeps {
  readonly store: SubscriptionStore;
  readonly secrets: Secrets;
  readonly reach: Reach;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Where a clinic's events go. Every call is within one clinic; others' are `not_found`. */
export class Subscriptions {
  readonly #deps: SubscriptionsDeps;

  constructor(deps: SubscriptionsDeps) {
    this.#deps = deps;
  }

  async list(clinicId: string): Promise<SubscriptionsResponse> {
    const subscriptions = await this.#deps.store.list(clinicId);
    return { subscriptions: subscriptions.map((each) => this.#view(each)) };
  }

  /**
   * @returns the subscription and its secret, which is told this once
   * @throws Refusal `invalid_params` for a target out of reach or a template that cannot be read,
   * `conflict` where the clinic has too many
   */
  async create(
    clinicId: string,
    request: CreateSubscriptionRequest,
  ): Promise<{ readonly subscription: WebhookSubscription; readonly secret: string }> {
    const { newId, now, reach, secrets, store } = this.#deps;
    const settings = { ...request, enabled: true, disabledBecause: null };
    checkSettings(settings, reach);
    if ((await store.list(clinicId)).length >= maxPerClinic) {
      throw new Refusal('conflict', `A clinic has at most ${maxPerClinic} subscriptions.`);
    }
    const id = newId();
    const secret = secrets.make();
    const subscription: Subscription = {
      ...settings,
      id,
      clinicId,
      secrets: { present: secrets.seal(secret, id), former: null },
      createdAt: now().toISOString(),
    };
    await store.insert(subscription);
    return { subscription: this.#view(subscription), secret };
  }

  /** @throws Refusal `not_found`, `invalid_params` as `create` */
  async change(
    clinicId: string,
    { id, ...changes }: ChangeSubscriptionRequest,
  ): Promise<WebhookSubscription> {
    const { reach, store } = this.#deps;
    const before = await this.require(clinicId, id);
    const settings: SubscriptionSettings = {
      url: changes.url ?? before.url,
      format: changes.format ?? before.format,
      eventTypes: changes.eventTypes === undefined ? before.eventTypes : changes.eventTypes,
      template: changes.template === undefined ? before.template : changes.template,
      enabled: changes.enabled ?? before.enabled,
      disabledBecause: changes.enabled === undefined ? before.disabledBecause : null,
    };
    checkSettings(settings, reach);
    if (!(await store.change(id, settings))) throw new Refusal('not_found');
    return this.#view({ ...before, ...settings });
  }

  /** @throws Refusal `not_found` */
  async remove(clinicId: string, id: string): Promise<void> {
    await this.require(clinicId, id);
    await this.#deps.store.remove(id);
  }

  /** Makes a new secret; both sign for a day. @throws Refusal `not_found` */
  async rotate(clinicId: string, id: string): Promise<RotateResponse> {
    const { now, secrets, store } = this.#deps;
    const subscription = await this.require(clinicId, id);
    const rotated = secrets.rotate(subscription.secrets, id, now());
    await store.setSecrets(id, rotated.secrets);
    return { secret: rotated.secret, formerSecretUntil: rotated.until };
  }

  /** @throws Refusal `not_found` where the clinic has no such subscription */
  async require(clinicId: string, id: string): Promise<Subscription> {
    const subscription = await this.#deps.store.find(id);
    if (subscription?.clinicId !== clinicId) throw new Refusal('not_found');
    return subscription;
  }

  #view(subscription: Subscription): WebhookSubscription {
    const { clinicId: _, eventTypes, secrets, ...rest } = subscription;
    const until = secrets.former?.until ?? null;
    const isOver = until === null || until <= this.#deps.now().toISOString();
    return {
      ...rest,
      eventTypes: eventTypes && [...eventTypes],
      formerSecretUntil: isOver ? null : until,
    };
  }
}

function checkSettings(settings: SubscriptionSettings, reach: Reach): void {
  const { format, template, url } = settings;
  checkTarget(url, reach);
  if ((format === 'template') !== (template !== null)) {
    throw new Refusal('invalid_params', 'The format template has a template, others have none.');
  }
  if (template !== null) checkTemplate(template);
}
