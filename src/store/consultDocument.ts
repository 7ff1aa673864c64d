import { z } from 'zod';
import type { Consult } from '../consult/state.ts';
import {
  deviceRef,
  id,
  mediaDevices,
  outcome,
  pathPolicy,
  pathState,
  patientRef,
  personRef,
  serviceRequest,
} from '../protocol/index.ts';

const time = z.iso.datetime();

const placeState = z.object({
  sessionId: id,
  absentUntil: time.nullable(),
  devices: mediaDevices,
  flowing: pathState.pick({ kind: true, epoch: true }).nullable(),
});

const answered = { physician: personRef, agent: placeState, acceptedAt: time };
const over = { outcome, endedAt: time, answered: z.object(answered).nullable() };

/** A consult as it lies in the database. */
export const consultDocument: z.ZodType<Consult> = z.object({
  facts: z.object({
    id,
    clinicId: id,
    patient: patientRef,
    device: deviceRef,
    serviceRequest,
    policy: pathPolicy,
    path: pathState,
    requestedAt: time,
    tv: placeState,
    askedOf: z.array(id),
    declinedBy: z.array(id),
    lastSeq: z.number().int().min(1),
    version: z.number().int().min(1),
  }),
  phase: z.discriminatedUnion('state', [
    z.object({ state: z.literal('requested'), expiresAt: time }),
    z.object({ state: z.literal('queued'), expiresAt: time }),
    z.object({ state: z.literal('offered'), to: z.array(personRef), expiresAt: time }),
    z.object({ state: z.literal(['accepted', 'active']), ...answered }),
    z.object({ state: z.literal(['ended', 'cancelled', 'expired']), ...over }),
  ]),
});
