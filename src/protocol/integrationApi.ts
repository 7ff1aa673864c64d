import { z } from 'zod';
import { personal } from './personal.ts';
import { id } from './registration.ts';
import { consultKind } from './serviceRequest.ts';

/**
 * The admins' HTTP API for what leaves the house, and the commands that come in from outside.
 * Conventions as in `adminApi.ts`.
 */

/** How an event is written for the system that receives it. */
export const webhookFormat = z.enum(['cloudevents', 'fhir', 'template']);

/** A type of timeline events, such as `requested`. Types of newer versions have the same form. */
const eventType = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

const url = z.url({ protocol: /^https?$/ }).max(2_048);
const eventTypes = z.array(eventType).min(1).max(64).nullable();
/** A JSONata expression from the CloudEvent to any JSON. */
const template = z.string().trim().min(1).max(8_000).nullable();
const sourceName = z.string().trim().min(1).max(128);

/** A subscription as admins see it; its secret is shown once, when it is made. */
export const subscription = z.object({
  id,
  url,
  format: webhookFormat,
  /** `null`: all. */
  eventTypes,
  template,
  enabled: z.boolean(),
  /** Why it is not enabled, where no admin did that: the receiver answered 410. */
  disabledBecause: z.literal('gone').nullable(),
  createdAt: z.iso.datetime(),
  /** Until when the secret before the present one signs as well. */
  formerSecretUntil: z.iso.datetime().nullable(),
});

/** `GET /api/integration/subscriptions` */
export const subscriptionsResponse = z.object({ subscriptions: z.array(subscription) });

/** `POST /api/integration/subscriptions/create` → the subscription, and its secret this once */
export const createSubscriptionRequest = z.object({
  url,
  format: webhookFormat.default('cloudevents'),
  eventTypes: eventTypes.default(null),
  template: template.default(null),
});

/** `POST /api/integration/subscriptions/change`; what is absent stays. */
export const changeSubscriptionRequest = z.object({
  id,
  url: url.optional(),
  format: webhookFormat.optional(),
  eventTypes: eventTypes.optional(),
  template: template.optional(),
  enabled: z.boolean().optional(),
});

/** `POST /api/integration/{subscriptions,sources}/{delete,rotate}` and `subscriptions/test` */
export const integrationIdRequest = z.object({ id });

/** What `rotate` answers: the new secret, this once, and how long the former one is good. */
export const rotateResponse = z.object({ secret: z.string(), formerSecretUntil: z.iso.datetime() });

/** What `subscriptions/test` answers: what became of one event, sent at once and once. */
export const testResponse = z.object({
  delivered: z.boolean(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
});

/** `waiting`: to be sent, or sent again. `dead`: given up, until an admin replays it. */
const deliveryStatus = z.enum(['waiting', 'delivered', 'dead']);

/** `GET /api/integration/deliveries`: the latest first; of one subscription, of one status. */
export const deliveriesRequest = z.object({
  subscriptionId: id.optional(),
  status: deliveryStatus.optional(),
});

/** One event's way to one subscription, without its contents. */
const delivery = z.object({
  subscriptionId: id,
  consultId: id,
  seq: z.number().int().min(1),
  eventType: z.string(),
  status: deliveryStatus,
  attempts: z.number().int().min(0),
  /** The HTTP status that came last. */
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  queuedAt: z.iso.datetime(),
  /** `null` where nothing is to be sent, or an earlier event of the consult comes first. */
  nextAttemptAt: z.iso.datetime().nullable(),
  settledAt: z.iso.datetime().nullable(),
});
export const deliveriesResponse = z.object({ deliveries: z.array(delivery) });

/** `POST /api/integration/deliveries/replay`: one dead letter, or all of a subscription. */
export const replayRequest = z.object({
  subscriptionId: id,
  event: z.object({ consultId: id, seq: z.number().int().min(1) }).optional(),
});
export const replayResponse = z.object({ replayed: z.number().int().min(0) });

/** A system of the clinic's that may send commands. */
export const inboundSource = z.object({
  id,
  name: sourceName,
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  formerSecretUntil: z.iso.datetime().nullable(),
});

/** `GET /api/integration/sources` */
export const inboundSourcesResponse = z.object({ sources: z.array(inboundSource) });

/** `POST /api/integration/sources/create` → the source, and its secret this once */
export const createInboundSourceRequest = z.object({ name: sourceName });

/** `POST /api/integration/sources/change`; what is absent stays. */
export const changeInboundSourceRequest = z.object({
  id,
  name: sourceName.optional(),
  enabled: z.boolean().optional(),
});

/** How a person is there, by their own or a workforce system's word. */
const inboundPresence = z.enum(['available', 'away', 'do-not-disturb']);

/** `data` of `org.housecall.command.open-consult`. */
export const openConsultCommand = z.object({
  about: z.union([z.strictObject({ patientId: id }), z.strictObject({ deviceId: id })]),
  kind: consultKind,
  /** For whoever answers, in their words. */
  reason: personal(z.string().trim().min(1).max(500)),
});

/** `data` of `org.housecall.command.set-presence`. */
export const setPresenceCommand = z.object({
  person: z.union([
    z.strictObject({ id }),
    z.strictObject({ email: personal(z.email().max(254)) }),
  ]),
  presence: inboundPresence,
});

/** The CloudEvent of `POST /api/inbound/:sourceId` (CloudEvents 1.0, JSON format, structured). */
export const inboundEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(256),
  source: z.string().min(1).max(2_048),
  type: z.string().min(1).max(256),
  data: z.unknown(),
});

export type WebhookFormat = z.infer<typeof webhookFormat>;
export type WebhookSubscription = z.infer<typeof subscription>;
export type SubscriptionsResponse = z.infer<typeof subscriptionsResponse>;
export type CreateSubscriptionRequest = z.infer<typeof createSubscriptionRequest>;
export type ChangeSubscriptionRequest = z.infer<typeof changeSubscriptionRequest>;
export type RotateResponse = z.infer<typeof rotateResponse>;
export type WebhookTestResponse = z.infer<typeof testResponse>;
export type DeliveryStatus = z.infer<typeof deliveryStatus>;
export type DeliveriesRequest = z.infer<typeof deliveriesRequest>;
export type WebhookDelivery = z.infer<typeof delivery>;
export type DeliveriesResponse = z.infer<typeof deliveriesResponse>;
export type ReplayRequest = z.infer<typeof replayRequest>;
export type ReplayResponse = z.infer<typeof replayResponse>;
export type InboundSource = z.infer<typeof inboundSource>;
export type InboundSourcesResponse = z.infer<typeof inboundSourcesResponse>;
export type ChangeInboundSourceRequest = z.infer<typeof changeInboundSourceRequest>;
export type OpenConsultCommand = z.infer<typeof openConsultCommand>;
export type SetPresenceCommand = z.infer<typeof setPresenceCommand>;
