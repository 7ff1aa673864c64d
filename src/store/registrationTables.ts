import type { ConsultKind, PathPolicy, Role } from '../protocol/index.ts';

/** Clinics, people, patients, devices and what binds them. Times are ISO 8601 text in UTC. */
export interface RegistrationTables {
  clinics: {
    id: string;
    name: string;
    care_link_rule: 'mutual' | 'clinic';
    path_policy: PathPolicy;
    /** `ClinicSettings` as JSON. */
    settings: string;
    created_at: string;
  };
  /** Which clinic answers, where the device's own does not. `null` fits all. */
  request_routes: {
    id: string;
    clinic_id: string;
    kind: ConsultKind | null;
    region: string | null;
    service: string | null;
    language: string | null;
    created_at: string;
  };
  people: {
    id: string;
    clinic_id: string;
    /** Lower case; one e-mail signs in at one clinic. */
    email: string;
    name: string;
    role: Role;
    /** JSON arrays of `Desk` and of BCP 47 tags. */
    desks: string;
    languages: string;
    /** Argon2id in the PHC string format. */
    password_hash: string;
    created_at: string;
  };
  patients: {
    id: string;
    clinic_id: string;
    name: string;
    /** ISO 8601. */
    birth_date: string | null;
    /** Argon2id in the PHC string format. */
    pin_hash: string | null;
    created_at: string;
  };
  devices: {
    id: string;
    clinic_id: string;
    patient_id: string;
    hardware_id: string;
    /** `DeviceRegistration` as JSON. */
    registration: string;
    /** Network address as the server saw it when the device asked to be paired. */
    address: string;
    paired_at: string;
    paired_by: string;
    unpaired_at: string | null;
    /** 0 or 1. */
    answers_itself: number;
  };
  device_authorizations: {
    id: string;
    /** SHA-256, hex. */
    device_code_hash: string;
    /** HMAC-SHA-256 under the deployment's key, hex: eight letters alone would not resist. */
    user_code_hash: string;
    status: 'pending' | 'approved' | 'denied' | 'redeemed';
    registration: string;
    address: string;
    requested_at: string;
    expires_at: string;
    /** Seconds that the device has to wait between polls. */
    poll_interval: number;
    polled_at: string | null;
    decided_by: string | null;
    clinic_id: string | null;
    device_id: string | null;
  };
  device_tokens: {
    /** SHA-256, hex. */
    hash: string;
    device_id: string;
    /** The authorization that it was collected with; none for a rotated token. */
    authorization_id: string | null;
    issued_at: string;
    first_used_at: string | null;
    revoked_at: string | null;
  };
  /** The patient's side of care links, in the order of preference. */
  patient_nominations: { patient_id: string; person_id: string; position: number };
  /** The physician's side of care links. */
  physician_nominations: { person_id: string; patient_id: string; named_at: string };
  sign_ins: {
    id: string;
    /** SHA-256 of the cookie's secret, hex. */
    secret_hash: string;
    person_id: string;
    created_at: string;
    seen_at: string;
    expires_at: string;
  };
}
