import { z } from 'zod';
import {
  chatText,
  mobileRef,
  mobileStatus,
  patientAt,
  phoneCheck,
  photoRef,
  proposal,
  telephone,
} from './deflection.ts';
import { diagnostic, localizedText, taskAnswer } from './diagnostic.ts';
import { guestRef, guestRelation } from './guest.ts';
import { mediaTransport, placeName } from './media.ts';
import { personal } from './personal.ts';
import { deviceRef, id, patientRef, personRef } from './registration.ts';
import { deviceEvent, requestPriority, serviceRequest } from './serviceRequest.ts';

/** How media flows: peer to peer, or through the SFU. */
export const pathKind = z.enum(['direct', 'relay']);

/** Which path a clinic or an agent wants. */
export const pathPolicy = z.enum(['auto', 'relay', 'direct']);

/** The two places that every consult has. */
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
 * The life of a consult. `requested`: stored, matching runs. `guided`: a playbook leads the patient.
 * `queued`: waits for an agent who is free. `offered`: rings at `offeredTo`. `calling`: an agent
 * calls, and it rings at the TV. `accepted`: media is being set up. `active`: both sides have media.
 * `ended`, `cancelled`, `expired`: over.
 */
const consultStateName = z.enum([
  'requested',
  'guided',
  'queued',
  'offered',
  'calling',
  'accepted',
  'active',
  'ended',
  'cancelled',
  'expired',
]);

/** Why a consult is over, as both screens tell it in plain words. */
export const outcome = z.enum([
  'ended-by-patient',
  'ended-by-agent',
  'solved',
  'cancelled-by-patient',
  'cancelled-by-agent',
  'declined-by-patient',
  'patient-did-not-answer',
  'callback-asked',
  'given-up',
  'tv-lost',
  'mobile-lost',
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
    'returned',
    'transferred',
    'guest-joined',
    'phone-joined',
  ]),
});

/** One place's presence and devices. */
const placeStatus = z.object({
  presence: z.enum(['vacant', 'present', 'absent']),
  devices: mediaDevices,
  /** Whether this place has reported the current epoch's media as flowing. */
  connected: z.boolean(),
});

/** A guest of a consult; one who has left or was sent away is not among them. */
const guestStatus = guestRef.extend({
  /** `vacant`: invited, and not here yet. */
  ...placeStatus.shape,
});

/** The patient's phone: what it is, and its place. */
const mobilePlace = mobileStatus.extend(placeStatus.shape);

/** The call goes over to another of the patient's devices; until its first frames it stays where it is. */
const shiftStatus = z.object({ to: patientAt, expiresAt: z.iso.datetime() });

/** A diagnostic that was sent, with what became of its tasks. */
const diagnosticStatus = z.object({ diagnostic, answers: z.array(taskAnswer) });

/** A colleague was asked to take over. */
const transferStatus = z.object({
  to: personRef,
  /** For the colleague alone; others are told an empty text. */
  note: z.string(),
  expiresAt: z.iso.datetime(),
});

/** The patient wishes to be called back. */
const callbackStatus = z.object({
  askedAt: z.iso.datetime(),
  /** Who saw to it, once somebody has. */
  doneBy: personRef.nullable(),
});

/** A consult as the endpoints that take part see it. */
const consultView = z.object({
  id,
  state: consultStateName,
  patient: patientRef,
  device: deviceRef,
  serviceRequest,
  priority: requestPriority,
  policy: pathPolicy,
  path: pathState,
  offeredTo: z.array(personRef),
  /** Whether anybody who may answer is there, free or in another consult. */
  attended: z.boolean(),
  /** Who accepted, or who calls. */
  agent: personRef.nullable(),
  places: z.object({ tv: placeStatus, agent: placeStatus }),
  guests: z.array(guestStatus),
  /** The phone that the patient has linked, if any. */
  mobile: mobilePlace.nullable(),
  patientAt,
  shift: shiftStatus.nullable(),
  /** Whether the TV asks about going on with the phone. */
  proposal: proposal.nullable(),
  telephone: telephone.nullable(),
  /** The oldest first. */
  diagnostics: z.array(diagnosticStatus),
  transfer: transferStatus.nullable(),
  /** Whether the TV takes this call by itself, after its notice: clinic and patient wished it so. */
  answersItself: z.boolean(),
  outcome: outcome.nullable(),
  /** What there is to say about the connection, once a call is over; `null` before. */
  verdict: z.array(localizedText).nullable(),
  callback: callbackStatus.nullable(),
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
  by: z.enum(['patient', 'agent', 'guest', 'system']),
};

/** An entry of the timeline. `seq` counts from 1 without a gap within one consult. */
export const timelineEvent = z.discriminatedUnion('type', [
  z.object({ ...eventBase, type: z.literal('requested'), serviceRequest, path: pathState }),
  z.object({ ...eventBase, type: z.literal('queued') }),
  z.object({ ...eventBase, type: z.literal('offered'), to: z.array(personRef) }),
  z.object({ ...eventBase, type: z.literal('declined'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('missed'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('priority-changed'), priority: requestPriority }),
  z.object({ ...eventBase, type: z.literal('attended'), attended: z.boolean() }),
  z.object({ ...eventBase, type: z.literal('calling'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('accepted'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('returned'), person: personRef }),
  z.object({
    ...eventBase,
    type: z.literal('transfer-offered'),
    to: personRef,
    note: z.string().max(500),
  }),
  z.object({
    ...eventBase,
    type: z.literal('transfer-withdrawn'),
    to: personRef,
    reason: z.enum(['declined', 'no-answer', 'cancelled']),
  }),
  z.object({ ...eventBase, type: z.literal('transferred'), from: personRef, to: personRef }),
  z.object({ ...eventBase, type: z.literal('guest-invited'), guest: guestRef }),
  z.object({ ...eventBase, type: z.literal('guest-joined'), guest: guestRef }),
  z.object({
    ...eventBase,
    type: z.literal('guest-left'),
    guest: guestRef,
    reason: z.enum(['left', 'removed', 'lost']),
  }),
  z.object({ ...eventBase, type: z.literal('phone-proposed'), proposal }),
  z.object({ ...eventBase, type: z.literal('phone-declined') }),
  z.object({
    ...eventBase,
    type: z.literal('phone-link-sent'),
    way: z.enum(['sms', 'email']),
    /** Mostly hidden. */
    to: z.string(),
  }),
  z.object({ ...eventBase, type: z.literal('mobile-linked'), mobile: mobileRef }),
  z.object({ ...eventBase, type: z.literal('mobile-proved'), check: phoneCheck }),
  z.object({ ...eventBase, type: z.literal('mobile-admitted'), mobile: mobileRef }),
  z.object({
    ...eventBase,
    type: z.literal('mobile-left'),
    mobile: mobileRef,
    reason: z.enum(['left', 'refused', 'lost', 'check-failed', 'replaced', 'returned']),
  }),
  z.object({ ...eventBase, type: z.literal('shift-begun'), to: patientAt }),
  z.object({ ...eventBase, type: z.literal('shifted'), from: patientAt, to: patientAt }),
  z.object({
    ...eventBase,
    type: z.literal('shift-failed'),
    to: patientAt,
    reason: z.enum(['no-frames', 'abandoned', 'mobile-gone']),
  }),
  z.object({
    ...eventBase,
    type: z.literal('said'),
    place: placeName,
    messageId: id,
    text: chatText,
  }),
  z.object({ ...eventBase, type: z.literal('photo-sent'), place: placeName, photo: photoRef }),
  z.object({ ...eventBase, type: z.literal('number-given'), number: personal(z.string().max(16)) }),
  z.object({ ...eventBase, type: z.literal('dialled'), number: personal(z.string().max(16)) }),
  z.object({ ...eventBase, type: z.literal('telephone-connected'), person: personRef }),
  z.object({ ...eventBase, type: z.literal('mail-sent'), to: z.string(), text: chatText }),
  z.object({ ...eventBase, type: z.literal('mail-received'), text: chatText }),
  z.object({ ...eventBase, type: z.literal('device-event'), place: placeName, event: deviceEvent }),
  z.object({ ...eventBase, type: z.literal('diagnosed'), diagnostic }),
  z.object({ ...eventBase, type: z.literal('task-answered'), ...taskAnswer.shape }),
  z.object({
    ...eventBase,
    type: z.literal('escalated'),
    reason: z.enum(['person-wanted', 'nothing-left']),
  }),
  z.object({
    ...eventBase,
    type: z.literal('media-connected'),
    place: placeName,
    epoch: z.number().int(),
    transport: mediaTransport.optional(),
  }),
  z.object({ ...eventBase, type: z.literal('active'), path: pathState }),
  z.object({
    ...eventBase,
    type: z.literal('media-failed'),
    place: placeName,
    epoch: z.number().int(),
    detail: z.string().max(200),
  }),
  z.object({ ...eventBase, type: z.literal('path-changed'), path: pathState }),
  z.object({ ...eventBase, type: z.literal('policy-changed'), policy: pathPolicy }),
  z.object({
    ...eventBase,
    type: z.literal('devices-changed'),
    place: placeName,
    devices: mediaDevices,
  }),
  z.object({ ...eventBase, type: z.literal('endpoint-lost'), place: placeName }),
  z.object({ ...eventBase, type: z.literal('endpoint-back'), place: placeName }),
  z.object({ ...eventBase, type: z.literal('cancelled'), outcome }),
  z.object({ ...eventBase, type: z.literal('expired'), outcome }),
  z.object({ ...eventBase, type: z.literal('ended'), outcome }),
  z.object({ ...eventBase, type: z.literal('verdict'), verdict: z.array(localizedText) }),
  z.object({ ...eventBase, type: z.literal('callback-asked') }),
  z.object({ ...eventBase, type: z.literal('callback-done'), person: personRef }),
]);

/** A consult after a change, with the timeline events that the receiver has not seen yet. */
export const consultUpdate = z.object({
  consult: consultView,
  events: z.array(timelineEvent),
});

/** Where a waiting patient stands. */
export const queuePlace = z.object({
  consultId: id,
  /** 1 is the next. */
  place: z.number().int().min(1),
  /** Milliseconds, from how long recent consults took; `null` while too few are known. */
  estimatedWaitMs: z.number().int().min(0).nullable(),
});

/** What an agent invites a guest with. */
export const invitation = z.object({
  name: z.string().trim().min(1).max(64),
  relation: guestRelation,
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
export type GuestStatus = z.infer<typeof guestStatus>;
export type MobilePlace = z.infer<typeof mobilePlace>;
export type DiagnosticStatus = z.infer<typeof diagnosticStatus>;
export type ConsultView = z.infer<typeof consultView>;
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type ConsultUpdate = z.infer<typeof consultUpdate>;
export type QueuePlace = z.infer<typeof queuePlace>;
export type Invitation = z.infer<typeof invitation>;

/** States in which nothing more happens. */
export const finalStates: ReadonlySet<ConsultStateName> = new Set([
  'ended',
  'cancelled',
  'expired',
]);
