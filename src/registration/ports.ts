import type {
  ClinicRef,
  ClinicSettings,
  Desk,
  DeviceRegistration,
  PathPolicy,
  PatientRef,
  PersonRef,
  PhoneCheck,
  Role,
} from '../protocol/index.ts';
import type { RequestRoute } from './routing.ts';

/** Who may consult whom: both sides must have named each other, or being of one clinic is enough. */
export type CareLinkRule = 'mutual' | 'clinic';

export interface Clinic extends ClinicRef {
  readonly careLinkRule: CareLinkRule;
  readonly pathPolicy: PathPolicy;
  readonly settings: ClinicSettings;
}

export interface Person extends PersonRef {
  readonly clinic: ClinicRef;
  readonly role: Role;
  /** Which requests they answer. */
  readonly desks: readonly Desk[];
  /** BCP 47. */
  readonly languages: readonly string[];
}

interface Patient extends PatientRef {
  readonly clinicId: string;
}

/** What proves that a phone is the patient's, as it is stored; `null`: not on record. */
export interface PatientProofs {
  /** ISO 8601. */
  readonly birthDate: string | null;
  /** Argon2id in the PHC string format. */
  readonly pinHash: string | null;
}

/** A paired television. Times are ISO 8601 in UTC. */
export interface Device {
  readonly id: string;
  readonly clinicId: string;
  readonly patientId: string;
  readonly registration: DeviceRegistration;
  readonly pairedAt: string;
  readonly unpairedAt: string | null;
  /** Whether the patient wishes calls to be taken by themselves. */
  readonly answersItself: boolean;
}

/** A device's wish to be paired (RFC 8628), from its request to the token. */
export interface DeviceAuthorization {
  readonly id: string;
  readonly status: 'pending' | 'approved' | 'denied' | 'redeemed';
  readonly registration: DeviceRegistration;
  /** Network address as the server saw it. */
  readonly address: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly pollIntervalSeconds: number;
  readonly polledAt: string | null;
  /** Where it was decided, once it was. */
  readonly clinicId: string | null;
  readonly deviceId: string | null;
}

interface NewDeviceAuthorization {
  readonly id: string;
  readonly deviceCodeHash: string;
  readonly userCodeHash: string;
  readonly registration: DeviceRegistration;
  readonly address: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly pollIntervalSeconds: number;
}

/** What confirming a user code writes, all of it or nothing. */
export interface PairingDecision {
  readonly authorizationId: string;
  readonly decidedBy: string;
  readonly clinicId: string;
  readonly deviceId: string;
  readonly patient: PatientRef;
  readonly patientIsNew: boolean;
  /** Of a patient who is new. */
  readonly proofs: PatientProofs;
  /** Only devices of patients who named this person give way; `null`: any of the clinic's. */
  readonly replacesOfWhoNamed: string | null;
  /** The patient's nominations from now on, in order; `null` leaves them as they are. */
  readonly patientNames: readonly string[] | null;
  /** Whether the one who decides, a physician, names the patient too. */
  readonly deciderNamesPatient: boolean;
  readonly at: string;
  /** Until when the token can be collected. */
  readonly expiresAt: string;
}

export interface DeviceAuthorizationStore {
  /** @returns `false` where another authorization holds this user code. */
  insert(authorization: NewDeviceAuthorization): Promise<boolean>;
  findByDeviceCode(deviceCodeHash: string): Promise<DeviceAuthorization | undefined>;
  findByUserCode(userCodeHash: string): Promise<DeviceAuthorization | undefined>;
  /** Unexpired pending ones, from everywhere or from one address. */
  countPending(now: string, address?: string): Promise<number>;
  recordPoll(id: string, polledAt: string, pollIntervalSeconds: number): Promise<void>;
  /**
   * Binds the device to the patient. A device of the clinic with the same hardware id is unpaired,
   * if the decision may reach it.
   * @returns the ids of devices unpaired by it, or `undefined` where it was decided or has expired
   */
  approve(decision: PairingDecision): Promise<readonly string[] | undefined>;
  /** @returns whether it was pending until now */
  deny(id: string, decidedBy: string, clinicId: string, at: string): Promise<boolean>;
  removeExpired(before: string): Promise<void>;
}

/** A device token as stored; `hash` is SHA-256 of the token, hex. */
interface DeviceToken {
  readonly hash: string;
  readonly deviceId: string;
  readonly issuedAt: string;
  readonly firstUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface DeviceTokenStore {
  find(hash: string): Promise<DeviceToken | undefined>;
  /**
   * Stores the token that an approved authorization leads to and voids the one collected before.
   * @returns `false` where a token of this authorization was used, or its device is unpaired
   */
  collect(authorizationId: string, hash: string, at: string): Promise<boolean>;
  /**
   * Marks the first use; from then on every other token of the device is void.
   * @returns `false` where the token was voided in the meantime
   */
  markUsed(hash: string, at: string): Promise<boolean>;
  /** Stores the successor of a token and voids successors that were never used. */
  rotate(fromHash: string, toHash: string, at: string): Promise<void>;
}

export interface DeviceStore {
  find(deviceId: string): Promise<Device | undefined>;
  /** The clinic's latest pairing of a hardware id, paired still or not. */
  findLastByHardware(clinicId: string, hardwareId: string): Promise<Device | undefined>;
  /** Paired devices of these patients. */
  listPaired(patientIds: readonly string[]): Promise<readonly Device[]>;
  setAnswersItself(deviceId: string, answersItself: boolean): Promise<void>;
  /** Unpairs and voids the tokens in one step. @returns whether it was paired until now */
  unpair(deviceId: string, at: string): Promise<boolean>;
}

export interface ClinicStore {
  isEmpty(): Promise<boolean>;
  insert(clinic: Clinic, at: string): Promise<void>;
  find(clinicId: string): Promise<Clinic | undefined>;
  setSettings(clinicId: string, settings: ClinicSettings): Promise<void>;
}

/** The deployment's rules for which clinic answers, in the order in which they were made. */
export interface RequestRouteStore {
  list(): Promise<readonly RequestRoute[]>;
  insert(route: RequestRoute, at: string): Promise<void>;
  /** @returns whether there was one */
  remove(routeId: string): Promise<boolean>;
}

export interface PersonStore {
  /** @returns `false` where the e-mail is taken. */
  insert(
    person: Person & { readonly email: string; readonly passwordHash: string },
    at: string,
  ): Promise<boolean>;
  findByEmail(
    email: string,
  ): Promise<{ readonly person: Person; readonly passwordHash: string } | undefined>;
  /** Ends the person's sign-ins in the same step. */
  setPassword(personId: string, passwordHash: string): Promise<void>;
  setDesks(personId: string, desks: readonly Desk[], languages: readonly string[]): Promise<void>;
  /** By name. */
  list(clinicId: string, role?: Role): Promise<readonly Person[]>;
}

export interface PatientStore {
  insert(patient: Patient, at: string): Promise<void>;
  find(patientId: string): Promise<Patient | undefined>;
  /** Patients of a clinic by name; only those who named a person, where one is given. */
  list(
    clinicId: string,
    whoNamed?: string,
  ): Promise<readonly (Patient & { readonly proofs: readonly PhoneCheck[] })[]>;
  proofsOf(patientId: string): Promise<PatientProofs | undefined>;
  /** Replaces what is given. */
  setProofs(patientId: string, proofs: Partial<PatientProofs>): Promise<void>;
}

/** Both sides of a patient's care links, as ids of people. */
export interface Nominations {
  readonly patientId: string;
  /** Whom the patient named, in the order of preference. */
  readonly byPatient: readonly string[];
  /** Who named the patient. */
  readonly byPhysicians: readonly string[];
}

export interface NominationStore {
  of(patientIds: readonly string[]): Promise<readonly Nominations[]>;
  /** @returns whether anything changed */
  add(personId: string, patientId: string, at: string): Promise<boolean>;
  /** @returns whether anything changed */
  remove(personId: string, patientId: string): Promise<boolean>;
}

interface SignIn {
  readonly id: string;
  readonly person: Person;
  readonly seenAt: string;
  readonly expiresAt: string;
}

export interface SignInStore {
  insert(signIn: {
    readonly id: string;
    readonly secretHash: string;
    readonly personId: string;
    readonly at: string;
    readonly expiresAt: string;
  }): Promise<void>;
  findBySecret(secretHash: string): Promise<SignIn | undefined>;
  /** Which of these sign-ins are neither over nor expired. */
  live(ids: readonly string[], now: string): Promise<readonly string[]>;
  extend(id: string, seenAt: string, expiresAt: string): Promise<void>;
  remove(id: string): Promise<void>;
  removeExpired(before: string): Promise<void>;
}

/** Everything that registration keeps, by noun. */
export interface RegistrationStore {
  readonly clinics: ClinicStore;
  readonly routes: RequestRouteStore;
  readonly people: PersonStore;
  readonly patients: PatientStore;
  readonly nominations: NominationStore;
  readonly devices: DeviceStore;
  readonly authorizations: DeviceAuthorizationStore;
  readonly tokens: DeviceTokenStore;
  readonly signIns: SignInStore;
}
