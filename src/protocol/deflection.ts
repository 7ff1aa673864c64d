import { z } from 'zod';
import { personal } from './personal.ts';
import { id } from './registration.ts';

/**
 * What the patient's phone is to be for a consult. `move`: the call goes over to it. `split`: the TV
 * shows and plays, the phone films and listens. `add`: the call stays on the TV; the phone is for
 * writing, photos and reading.
 */
export const phoneUse = z.enum(['move', 'split', 'add']);

/** On which of their devices the patient is in the call. `both`: as of `split`. */
export const patientAt = z.enum(['tv', 'both', 'mobile']);

/** Why the phone is proposed: somebody wishes it, the TV has no camera that works, or the line is poor. */
export const proposalReason = z.enum(['wished', 'camera', 'quality']);

/** How the phone found its way: by the QR code, by a typed code, by a link in an SMS or an e-mail. */
const phoneWay = z.enum(['qr', 'typed', 'sms', 'email']);

/** What else a clinic asks of whoever holds the phone, before anything personal goes there. */
export const phoneCheck = z.enum(['birth-date', 'pin']);

/**
 * `open`: it is asked for. `passed`. `not-on-record`: the clinic asks for it and knows none of this
 * patient, so that the agent has to ask.
 */
const checkStatus = z.object({
  kind: phoneCheck,
  state: z.enum(['open', 'passed', 'not-on-record']),
  triesLeft: z.number().int().min(0),
});

/** A phone as the agent sees it before it is let in. */
export const mobileRef = z.object({
  id,
  /** By its user agent, such as `iPhone` and `Safari 18`; empty where it does not tell. */
  model: z.string().max(64),
  browser: z.string().max(64),
  /** Network address as the server sees it. */
  address: personal(z.string()),
  /** Whether the TV speaks from the same address, as in one home. */
  nearTv: z.boolean(),
  way: phoneWay,
});

/** What a phone sends of camera and microphone. */
export const mobileMedia = z.enum(['video', 'audio']);

/** Who is asked whether to go on with the phone, and by whom. */
export const proposal = z.object({
  use: phoneUse,
  reason: proposalReason,
  by: z.enum(['patient', 'agent', 'system']),
});

/** How the consult stands on the telephone. */
export const telephone = z.object({
  /**
   * `wanted`: the patient gave a number and wishes to be called. `dialled`: an agent calls it.
   * `connected`: the patient called, and the agent has confirmed the reference they said.
   */
  state: z.enum(['wanted', 'dialled', 'connected']),
  /** E.164; `null` where the patient called. */
  number: personal(z.string().max(16)).nullable(),
});

/** A photo that lies in a consult: a JPEG without metadata. */
export const photoRef = z.object({
  id,
  width: z.number().int().min(1).max(10_000),
  height: z.number().int().min(1).max(10_000),
  sizeBytes: z.number().int().min(1),
});

/** The most that one photo may hold, in bytes. */
export const maxPhotoBytes = 1_500_000;
/** A photo goes in parts of at most so many bytes, which fit into a frame as base64. */
export const photoPartBytes = 48_000;

/** A message that somebody typed. */
export const chatText = personal(z.string().trim().min(1).max(2_000));

/** Which ways to a phone this deployment and the clinic have. */
export const phoneWays = z.object({
  /** What to type into the phone's browser, such as `clinic.example/m`. */
  address: z.string(),
  sms: z.boolean(),
  email: z.boolean(),
  /** The number to call with a reference, as people write it; `null` where the clinic has none. */
  callIn: z.string().nullable(),
  /** ISO 3166-1 alpha-2: of numbers that are given without a country code. */
  country: z.string().length(2),
});

export type PhoneUse = z.infer<typeof phoneUse>;
export type PatientAt = z.infer<typeof patientAt>;
export type ProposalReason = z.infer<typeof proposalReason>;
export type PhoneWay = z.infer<typeof phoneWay>;
export type PhoneCheck = z.infer<typeof phoneCheck>;
export type CheckStatus = z.infer<typeof checkStatus>;
export type MobileRef = z.infer<typeof mobileRef>;
export type MobileMedia = z.infer<typeof mobileMedia>;
export type Proposal = z.infer<typeof proposal>;
export type Telephone = z.infer<typeof telephone>;
export type PhotoRef = z.infer<typeof photoRef>;
export type PhoneWays = z.infer<typeof phoneWays>;

/** How a phone stands in a consult, apart from its place. */
export const mobileStatus = mobileRef.extend({
  /** What the patient wished it for when they asked for its code. */
  use: phoneUse,
  /** Whether the agent has let it in: until then nothing personal goes there. */
  admitted: z.boolean(),
  /** `null` where the clinic asks for nothing more. */
  check: checkStatus.nullable(),
  /** What it sends, once it is in the call. */
  media: mobileMedia.nullable(),
});
