import { z } from 'zod';
import { mobileStatus, patientAt, proposal, telephone } from './deflection.ts';
import { diagnostic, localizedText, taskAnswer } from './diagnostic.ts';
import { guestRef, guestRelation } from './guest.ts';
import { deviceRef, id, patientRef, personRef } from './registration.ts';
import { requestPriority, serviceRequest } from './serviceRequest.ts';

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
    'direct-proven',
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

/** How the direct path fared, that was tried beside the relay. */
export const trialOutcome = z.enum(['proven', 'not-connected', 'slower', 'lossy']);

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
export const consultView = z.object({
  id,
  state: consultStateName,
  patient: patientRef,
  device: deviceRef,
  serviceRequest,
  priority: requestPriority,
  policy: pathPolicy,
  path: pathState,
  /**
   * While the relay carries the call, the direct path may be tried beside it, under this epoch:
   * both connect, and send sound alone until the agent's end has told how it fares.
   */
  trial: z.object({ epoch: z.number().int().min(2) }).nullable(),
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
export type TrialOutcome = z.infer<typeof trialOutcome>;
export type PathState = z.infer<typeof pathState>;
export type PlaceStatus = z.infer<typeof placeStatus>;
export type GuestStatus = z.infer<typeof guestStatus>;
export type MobilePlace = z.infer<typeof mobilePlace>;
export type DiagnosticStatus = z.infer<typeof diagnosticStatus>;
export type ConsultView = z.infer<typeof consultView>;
export type QueuePlace = z.infer<typeof queuePlace>;
export type Invitation = z.infer<typeof invitation>;

/** States in which nothing more happens. */
export const finalStates: ReadonlySet<ConsultStateName> = new Set([
  'ended',
  'cancelled',
  'expired',
]);
