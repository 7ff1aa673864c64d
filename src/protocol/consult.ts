import { z } from 'zod';
import { deviceRef, id, patientRef, personRef } from './registration.ts';
import { serviceRequest } from './serviceRequest.ts';

/** How media flows: peer to peer, or through the SFU. */
export const pathKind = z.enum(['direct', 'relay']);

/** Which path a clinic or an agent wants. */
export const pathPolicy = z.enum(['auto', 'relay', 'direct']);

/** The two places of a consult. */
const place = z.enum(['tv', 'agent']);

/** Why a camera or microphone is not there. */
const mediaDeviceState = z.enum([
  'on',
  'off',
  'missing',
  'refused',
  'in-use',
  'unplugged',
  'unknown',
]);
export const mediaDevices = z.object({ camera: mediaDeviceState, microphone: mediaDeviceState });

/**
 * The life of a consult. `requested`: stored, matching runs. `queued`: nobody who may answer is
 * there. `offered`: rings at `offeredTo`. `accepted`: media is being set up. `active`: both sides
 * have media. `ended`, `cancelled`, `expired`: over.
 */
const consultStateName = z.enum([
  'requested',
  'queued',
  'offered',
  'accepted',
  'active',
  'ended',
  'cancelled',
  'expired',
]);

/** Why a consult is over, as both screens tell it in plain words. */
export const outcome = z.enum([
  'ended-by-patient',
  'ended-by-physician',
  'cancelled-by-patient',
  'tv-lost',
  'agent-lost',
  'nobody-came',
  'all-declined',
  'device-unpaired',
]);

/** Where media is to flow, or flows, now. A new epoch replaces the media of the one before. */
export const pathState = z.object({
  kind: pathKind,
  epoch: z.number().int().min(1),
  reason: z.enum([
    'policy',
    'direct-not-connected',
    'direct-failed',
    'relay-failed',
    'relay-restarted',
    'endpoint-rejoined',
    'chosen-by-agent',
  ]),
});

/** One place's presence and devices. */
const placeStatus = z.object({
  presence: z.enum(['vacant', 'present', 'absent']),
  devices: mediaDevices,
  /** Whether this place has reported the current epoch's media as flowing. */
  connected: z.boolean(),
});

/** A consult as the endpoints that take part see it. */
const consultView = z.object({
  id,
  state: consultStateName,
  patient: patientRef,
  device: deviceRef,
  serviceRequest,
  policy: pathPolicy,
  path: pathState,
  offeredTo: z.array(personRef),
  physician: personRef.nullable(),
  places: z.object({ tv: placeStatus, agent: placeStatus }),
  outcome: outcome.nullable(),
  requestedAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** When the server ends the present waiting by itself, if it waits. */
  deadlineAt: z.iso.datetime().nullable(),
  /** The timeline's last sequence number in this view. */
  lastSeq: z.number().int(),
});

const eventBase = {
  seq: z.number().int().min(1),
  at: z.iso.datetime(),
  by: z.enum(['patient', 'physician', 'system']),
};

/** An entry of the timeline. `seq` counts from 1 without a gap within one consult. */
export const timelineEvent = z.discriminatedUnion('type', [
  z.object({ ...eventBase, type: z.literal('requested'), serviceRequest, path: pathState }),
  z.object({ ...eventBase, type: z.literal('queued') }),
  z.object({ ...eventBase, type: z.literal('offered'), to: z.array(personRef) }),
  z.object({ ...eventBase, type: z.literal('declined'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('accepted'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('media-connected'), place, epoch: z.number().int() }),
  z.object({ ...eventBase, type: z.literal('active'), path: pathState }),
  z.object({
    ...eventBase,
    type: z.literal('media-failed'),
    place,
    epoch: z.number().int(),
    detail: z.string().max(200),
  }),
  z.object({ ...eventBase, type: z.literal('path-changed'), path: pathState }),
  z.object({ ...eventBase, type: z.literal('policy-changed'), policy: pathPolicy }),
  z.object({ ...eventBase, type: z.literal('devices-changed'), place, devices: mediaDevices }),
  z.object({ ...eventBase, type: z.literal('endpoint-lost'), place }),
  z.object({ ...eventBase, type: z.literal('endpoint-back'), place }),
  z.object({ ...eventBase, type: z.literal('cancelled'), outcome }),
  z.object({ ...eventBase, type: z.literal('expired'), outcome }),
  z.object({ ...eventBase, type: z.literal('ended'), outcome }),
]);

/** A consult after a change, with the timeline events that the receiver has not seen yet. */
export const consultUpdate = z.object({
  consult: consultView,
  events: z.array(timelineEvent),
});

export type PathKind = z.infer<typeof pathKind>;
export type PathPolicy = z.infer<typeof pathPolicy>;
export type Place = z.infer<typeof place>;
export type MediaDeviceState = z.infer<typeof mediaDeviceState>;
export type MediaDevicesState = z.infer<typeof mediaDevices>;
export type ConsultStateName = z.infer<typeof consultStateName>;
export type Outcome = z.infer<typeof outcome>;
export type PathState = z.infer<typeof pathState>;
export type PlaceStatus = z.infer<typeof placeStatus>;
export type ConsultView = z.infer<typeof consultView>;
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type ConsultUpdate = z.infer<typeof consultUpdate>;

/** States in which nothing more happens. */
export const finalStates: ReadonlySet<ConsultStateName> = new Set([
  'ended',
  'cancelled',
  'expired',
]);
