import { z } from 'zod';
import {
  consultView,
  mediaDevices,
  outcome,
  pathPolicy,
  pathState,
  trialOutcome,
} from './consult.ts';
import { chatText, mobileRef, patientAt, phoneCheck, photoRef, proposal } from './deflection.ts';
import { diagnostic, localizedText, taskAnswer } from './diagnostic.ts';
import { guestRef } from './guest.ts';
import { mediaTransport, placeName } from './media.ts';
import { personal } from './personal.ts';
import { id, personRef } from './registration.ts';
import { deviceEvent, requestPriority, serviceRequest } from './serviceRequest.ts';

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
    reason: z.enum(['left', 'refused', 'lost', 'check-failed', 'replaced']),
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
  z.object({
    ...eventBase,
    type: z.literal('direct-not-taken'),
    reason: trialOutcome.exclude(['proven']),
  }),
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

export type TimelineEvent = z.infer<typeof timelineEvent>;
export type ConsultUpdate = z.infer<typeof consultUpdate>;
