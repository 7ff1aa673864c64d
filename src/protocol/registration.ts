import { z } from 'zod';
import { personal } from './personal.ts';

/** A UUIDv7 of ours (RFC 9562, section 5.7). */
export const id = z.uuid();

/** What a probe of the TV's engine found. Names of codecs are MIME subtypes, lower case. */
const deviceCapabilities = z.object({
  camera: z.boolean(),
  microphone: z.boolean(),
  dataChannel: z.boolean(),
  /** The best first: what is decoded in hardware, where the engine tells. */
  decodes: z.array(z.string().max(32)).max(32),
  encodes: z.array(z.string().max(32)).max(32),
  /** Remote control keys that the platform reports, such as `ArrowUp`, `Back`, `ColorF0Red`. */
  keys: z.array(z.string().max(32)).max(64),
});

/** What a device says of itself when it registers. */
export const deviceRegistration = z.object({
  /** Serial number or MAC address where the platform gives it, else an id made once and kept. */
  hardwareId: personal(z.string().min(8).max(128)),
  model: z.string().min(1).max(128),
  displayModel: z.string().max(128).optional(),
  platform: z.enum(['tizen', 'webos', 'android', 'browser']),
  engineVersion: z.string().max(64),
  capabilities: deviceCapabilities,
  /** Where the TV is, as the service that installed it says, such as `IT-25`. */
  region: z.string().max(32).optional(),
  /** Hints that the patient typed on the TV, if any; staff decides. */
  patientName: personal(z.string().max(128)).optional(),
  physicianName: personal(z.string().max(128)).optional(),
});

export const role = z.enum(['physician', 'staff', 'admin']);

/** Which requests somebody answers. */
export const desk = z.enum(['care', 'support']);

/** A person as others see them: the name that is shown, nothing more. */
export const personRef = z.object({ id, name: personal(z.string()) });
const clinicRef = z.object({ id, name: z.string() });
export const patientRef = z.object({ id, name: personal(z.string()) });

/** A device as an agent sees it beside a consult. */
export const deviceRef = z.object({
  id,
  model: z.string(),
  displayModel: z.string().optional(),
  platform: z.string(),
  engineVersion: z.string(),
  capabilities: deviceCapabilities,
});

/** What a patient is told of the clinic where nobody can come; the clinic's own words. */
export const reception = z.object({
  /** Such as «Monday to Friday, 8 am to 6 pm». */
  openingHours: z.string().max(300),
  /** What to do in an emergency. */
  emergency: z.string().max(300),
});

/** Who a TV is, and whom its patient may ask. */
const tvIdentity = z.object({
  kind: z.literal('tv'),
  deviceId: id,
  clinic: clinicRef,
  patient: patientRef,
  /** Physicians of matched care links, in the order of preference. */
  physicians: z.array(personRef),
  reception,
  /** Whether calls of the clinic are answered by themselves; `null` where the clinic forbids it. */
  answersItself: z.boolean().nullable(),
});

/** Who is signed in at an agent's browser. */
export const agentIdentity = z.object({
  kind: z.literal('agent'),
  personId: id,
  name: personal(z.string()),
  role,
  desks: z.array(desk),
  clinic: clinicRef,
});

/** Who was invited into one consult, and may see nothing else. */
const guestIdentity = z.object({
  kind: z.literal('guest'),
  guestId: id,
  consultId: id,
  name: personal(z.string()),
  clinic: clinicRef,
});

/** A patient's phone that was linked with one consult, and may see nothing else. */
const mobileIdentity = z.object({
  kind: z.literal('mobile'),
  mobileId: id,
  consultId: id,
  clinic: clinicRef,
});

export const identity = z.discriminatedUnion('kind', [
  tvIdentity,
  agentIdentity,
  guestIdentity,
  mobileIdentity,
]);

/** `POST /api/device/authorize` (RFC 8628, section 3.1), answer per section 3.2. */
export const deviceAuthorizationRequest = z.object({
  client_id: z.literal('housecall-tv'),
  registration: deviceRegistration,
});
export const deviceAuthorizationResponse = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  /** Seconds until both codes are void. */
  expires_in: z.number().int(),
  /** Seconds to wait between polls. */
  interval: z.number().int(),
});

/** `POST /api/device/token` (RFC 8628, section 3.4), answers per section 3.5 and RFC 6749, 5.1. */
export const deviceTokenRequest = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:device_code'),
  client_id: z.literal('housecall-tv'),
  device_code: z.string().max(128),
});
export const deviceTokenResponse = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
});
export const deviceTokenError = z.object({
  error: z.enum([
    'authorization_pending',
    'slow_down',
    'access_denied',
    'expired_token',
    'invalid_grant',
    'invalid_request',
    'unsupported_grant_type',
  ]),
  error_description: z.string().optional(),
});

export type DeviceCapabilities = z.infer<typeof deviceCapabilities>;
export type DeviceRegistration = z.infer<typeof deviceRegistration>;
export type Role = z.infer<typeof role>;
export type Desk = z.infer<typeof desk>;
export type Reception = z.infer<typeof reception>;
export type GuestIdentity = z.infer<typeof guestIdentity>;
export type MobileIdentity = z.infer<typeof mobileIdentity>;
export type PersonRef = z.infer<typeof personRef>;
export type ClinicRef = z.infer<typeof clinicRef>;
export type PatientRef = z.infer<typeof patientRef>;
export type DeviceRef = z.infer<typeof deviceRef>;
export type TvIdentity = z.infer<typeof tvIdentity>;
export type AgentIdentity = z.infer<typeof agentIdentity>;
export type Identity = z.infer<typeof identity>;
export type DeviceAuthorizationResponse = z.infer<typeof deviceAuthorizationResponse>;
