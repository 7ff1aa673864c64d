import { z } from 'zod';
import { phoneCheck } from './deflection.ts';
import { personal } from './personal.ts';
import {
  agentIdentity,
  desk,
  deviceRef,
  deviceRegistration,
  id,
  patientRef,
  personRef,
  reception,
  role,
} from './registration.ts';

/**
 * The agent app's HTTP API: sign-in, pairing, patients, devices, care links. Bodies are JSON; the
 * session is an HttpOnly cookie; errors are `{ "error": { "code", "message" } }`.
 */

/** `POST /api/sign-in` → `agentIdentity`, sets the cookie. `GET /api/me` answers the same. */
export const signInRequest = z.object({
  email: personal(z.email().max(254)),
  password: z.string().min(1).max(1024),
});
export const meResponse = agentIdentity;

/** `POST /api/pairing/lookup` → what device waits under a user code. */
export const pairingLookupRequest = z.object({ userCode: z.string().max(32) });
export const pairingLookupResponse = z.object({
  device: deviceRegistration,
  /** Network address as the server sees it. */
  address: personal(z.string()),
  requestedAt: z.iso.datetime(),
  /** The patient this device had before, if its hardware id is known here. */
  knownPatient: patientRef.optional(),
});

/** What proves that a phone is the patient's, where the clinic asks for it. */
const patientProofs = {
  /** ISO 8601. */
  birthDate: personal(z.iso.date()).optional(),
  pin: z
    .string()
    .regex(/^\d{4,8}$/)
    .optional(),
};

/** `PUT /api/patients/proofs`: what is given is replaced; for who may see the patient. */
export const patientProofsRequest = z.object({ patientId: id, ...patientProofs });

/** `POST /api/pairing/confirm` binds the device to a patient; `POST /api/pairing/deny` refuses. */
export const pairingConfirmRequest = z.object({
  userCode: z.string().max(32),
  patient: z.union([
    z.object({ id }),
    z.object({ name: personal(z.string().trim().min(1).max(128)), ...patientProofs }),
  ]),
  /** Physicians whom the patient names, in the order of preference. */
  physicianIds: z.array(id).max(16).default([]),
});
export const pairingConfirmResponse = z.object({ deviceId: id, patient: patientRef });
export const pairingDenyRequest = z.object({ userCode: z.string().max(32) });

/** `GET /api/people?role=physician`: colleagues in one's own clinic. */
export const peopleRequest = z.object({ role: role.optional() });
export const peopleResponse = z.object({
  people: z.array(personRef.extend({ role, desks: z.array(desk), languages: z.array(z.string()) })),
});

/** `GET /api/patients`: patients whom the asker may see, by name. */
export const patientsResponse = z.object({
  patients: z.array(
    patientRef.extend({
      devices: z.array(deviceRef.extend({ pairedAt: z.iso.datetime() })),
      /** Physicians of matched care links. */
      physicians: z.array(personRef),
      /** Whether the physician who asks has named this patient; absent for others. */
      namedByMe: z.boolean().optional(),
      /** What is on record that could prove a phone to be the patient's. */
      proofs: z.array(phoneCheck),
    }),
  ),
});

/** `POST /api/care-links/name`, `POST /api/care-links/unname`: a physician names a patient. */
export const careLinkRequest = z.object({ patientId: id });

/** `POST /api/device/unpair` revokes the device's tokens and closes its session. */
export const unpairRequest = z.object({ deviceId: id });

/** `GET` and `PUT /api/clinic/settings`: how a clinic receives its patients; for admins. */
export const clinicSettings = z.object({
  reception: reception.extend({
    openingHours: reception.shape.openingHours.trim(),
    emergency: reception.shape.emergency.trim(),
  }),
  /** Whether TVs may take calls by themselves, where the patient wishes it too. */
  answersItself: z.boolean(),
  /** How consults go on to patients' phones. */
  phones: z
    .object({
      /** What a phone has to prove before an agent may let it in; `null`: nothing. */
      check: phoneCheck.nullable(),
      /** The number that patients call with a reference, E.164; `null` where there is none. */
      callIn: z
        .string()
        .regex(/^\+[1-9]\d{4,14}$/)
        .nullable(),
      /** ISO 3166-1 alpha-2: of numbers that are given without a country code. */
      country: z.string().regex(/^[A-Z]{2}$/),
    })
    .prefault({ check: null, callIn: null, country: 'DE' }),
});

/** `PUT /api/people/desks`: which requests somebody answers, and in which languages; for admins. */
export const desksRequest = z.object({
  personId: id,
  desks: z.array(desk).max(2),
  languages: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)).max(16),
});

/** `GET /api/health` */
const healthResponse = z.object({
  status: z.enum(['ok', 'degraded', 'stopping']),
  version: z.string(),
});

export type ClinicSettings = z.infer<typeof clinicSettings>;
export type DesksRequest = z.infer<typeof desksRequest>;
export type PatientProofsRequest = z.infer<typeof patientProofsRequest>;
export type PairingLookupResponse = z.infer<typeof pairingLookupResponse>;
export type PairingConfirmRequest = z.infer<typeof pairingConfirmRequest>;
export type PairingConfirmResponse = z.infer<typeof pairingConfirmResponse>;
export type HealthResponse = z.infer<typeof healthResponse>;
export type PeopleResponse = z.infer<typeof peopleResponse>;
export type PatientsResponse = z.infer<typeof patientsResponse>;
