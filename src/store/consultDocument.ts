import { z } from 'zod';
import type { Consult } from '../consult/state.ts';
import {
  consultUpdate,
  deviceRef,
  guestRef,
  id,
  localizedText,
  mediaDevices,
  mobileStatus,
  outcome,
  pathPolicy,
  pathState,
  patientAt,
  patientRef,
  personRef,
  proposal,
  requestPriority,
  serviceRequest,
  telephone,
} from '../protocol/index.ts';

const time = z.iso.datetime();

const placeState = z.object({
  sessionId: id,
  absentUntil: time.nullable(),
  devices: mediaDevices,
  flowing: pathState.pick({ kind: true, epoch: true }).nullable(),
});

const answerers = z.object({
  preferred: z.array(personRef),
  team: z.array(personRef),
  staff: z.array(personRef),
});

const answered = {
  person: personRef,
  agent: placeState,
  acceptedAt: time,
  transfer: z.object({ to: personRef, note: z.string(), until: time }).nullable(),
};
const over = {
  outcome,
  endedAt: time,
  answered: z.object(answered).nullable(),
  caller: z.object({ person: personRef, agent: placeState }).nullable(),
};

const mobile = mobileStatus.extend({ place: placeState.nullable() });

/** A consult as it lies in the database. */
export const consultDocument: z.ZodType<Consult> = z.object({
  facts: z.object({
    id,
    clinicId: id,
    patient: patientRef,
    device: deviceRef,
    serviceRequest,
    openedBy: z.enum(['patient', 'agent', 'system']),
    priority: requestPriority,
    policy: pathPolicy,
    path: pathState,
    // Consults that were stored before direct was tried beside the relay lack these two.
    trial: z.object({ epoch: z.number().int() }).nullable().default(null),
    triedBeside: z.array(z.number().int()).default([]),
    requestedAt: time,
    tv: placeState,
    guests: z.array(guestRef.extend({ place: placeState.nullable() })),
    // Consults that were stored before there were phones lack these.
    mobile: mobile.nullable().default(null),
    patientAt: patientAt.default('tv'),
    shift: z.object({ to: patientAt, until: time }).nullable().default(null),
    adriftUntil: time.nullable().default(null),
    proposal: proposal.nullable().default(null),
    telephone: telephone.nullable().default(null),
    answerers,
    preferredUntil: time,
    attended: z.boolean(),
    askedOf: z.array(id),
    declinedBy: z.array(id),
    heldBy: z.array(id),
    diagnostics: consultUpdate.shape.consult.shape.diagnostics,
    reported: z.array(id),
    answersItself: z.boolean(),
    callback: z.object({ askedAt: time, doneBy: personRef.nullable() }).nullable(),
    callbackOf: id.nullable().default(null),
    verdict: z.array(localizedText).nullable(),
    lastSeq: z.number().int().min(1),
    version: z.number().int().min(1),
  }),
  phase: z.discriminatedUnion('state', [
    z.object({ state: z.literal('requested'), expiresAt: time }),
    z.object({ state: z.literal('guided'), expiresAt: time }),
    z.object({ state: z.literal('queued'), expiresAt: time }),
    z.object({
      state: z.literal('offered'),
      rings: z.array(z.object({ person: personRef, until: time })),
      expiresAt: time,
    }),
    z.object({
      state: z.literal('calling'),
      person: personRef,
      agent: placeState,
      expiresAt: time,
    }),
    z.object({ state: z.literal(['accepted', 'active']), ...answered }),
    z.object({ state: z.literal(['ended', 'cancelled', 'expired']), ...over }),
  ]),
});
