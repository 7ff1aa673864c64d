import type {
  ConsultKind,
  DeviceRef,
  Diagnostic,
  FaultCondition,
  GuestIdentity,
  Identity,
  LocalizedText,
  PathPolicy,
  PatientRef,
  PersonRef,
  PresenceSetting,
  RequestContext,
  RequestPriority,
  Role,
  TimelineEvent,
} from '../protocol/index.ts';
import type { Answerers, Consult, Seat } from './state.ts';

/** Who commands: an open session and whom it speaks for. */
export interface Actor {
  readonly sessionId: string;
  readonly identity: Identity;
}

/** What decides who may answer. */
export interface Asking {
  /** The clinic that answers. */
  readonly clinicId: string;
  readonly patientId: string;
  readonly kind: ConsultKind;
  /** BCP 47. */
  readonly language: string;
}

/** A patient as an agent may call them. */
export interface CalledPatient {
  readonly patient: PatientRef;
  readonly clinicId: string;
  readonly devices: readonly { readonly id: string; readonly answersItself: boolean }[];
}

/** What the consult needs to know of registration. */
export interface CareDirectory {
  answerersOf(asking: Asking): Promise<Answerers>;
  /** The clinic that answers a request from this device: its own, else by the deployment's rules. */
  answeringClinic(
    deviceId: string,
    asked: {
      readonly kind: ConsultKind;
      /** The TV service in which it happened. */
      readonly service?: string | undefined;
      readonly language: string;
    },
  ): Promise<string>;
  device(deviceId: string): Promise<DeviceRef>;
  pathPolicyOf(clinicId: string): Promise<PathPolicy>;
  clinicName(clinicId: string): Promise<string>;
  /** @returns `undefined` where there is no such patient, or no such device paired */
  calledPatient(
    about: { readonly patientId: string } | { readonly deviceId: string },
  ): Promise<CalledPatient | undefined>;
  /** Everybody who works in the clinic, by name. */
  peopleOf(clinicId: string): Promise<readonly (PersonRef & { readonly role: Role })[]>;
}

/** Who is connected just now, on any node. */
export interface Presence {
  /**
   * The clinic's people who have an open agent session, and whether somebody is at any of their
   * screens.
   */
  agentsOf(clinicId: string): Promise<ReadonlyMap<string, { readonly active: boolean }>>;
  /** Whether the session has a socket. Already `false` when `Consults.sessionChanged` is told. */
  isConnected(sessionId: string): Promise<boolean>;
  /** The network address of the session's socket, while it has one. */
  addressOf(sessionId: string): Promise<string | undefined>;
  /** The session of the device's TV, where it is connected. */
  tvSession(deviceId: string): Promise<string | undefined>;
}

/** What agents have set for themselves; it outlives their sessions. */
export interface PresenceSettings {
  /** Those that are not among them are available. */
  of(personIds: readonly string[]): Promise<ReadonlyMap<string, PresenceSetting>>;
  set(personId: string, setting: PresenceSetting): Promise<void>;
}

/** The relay as the consult drives it. A room is one consult's media of one epoch. */
export interface RelayRooms {
  /**
   * Lets media flow among these sessions and puts every other one out. The room need not exist
   * yet: who joins it later is treated so.
   * @param waitingSeats from which others may prepare in it, without anything flowing
   */
  admit(
    roomId: string,
    sessionIds: readonly string[],
    waitingSeats: readonly Seat[],
  ): Promise<void>;
  /**
   * Lets what these callers send reach those at whom it rings, and the other way round: black and
   * silence, so that nothing has to warm up with the accept. Who is not rung any more is put out.
   * @param callers sessions
   * @param rung ids of agents, whatever sessions of theirs are there, or sessions of others
   * @param waitingSeats from which others may prepare in it, without anything flowing
   */
  ring(
    roomId: string,
    callers: readonly string[],
    rung: readonly string[],
    waitingSeats: readonly Seat[],
  ): Promise<void>;
  /** Closes the room, if there is one. */
  closeRoom(roomId: string): Promise<void>;
}

/** What a playbook is asked. */
export interface DiagnosticQuestion {
  readonly kind: ConsultKind;
  readonly fault?: FaultCondition;
  readonly context: RequestContext;
  /** Rules that answered already in this consult. */
  readonly tried: readonly string[];
}

/** The clinic's playbook. */
export interface PlaybookReader {
  /** @returns `undefined` where it knows nothing (more) */
  diagnose(clinicId: string, asked: DiagnosticQuestion): Promise<Diagnostic | undefined>;
  /** Everything that it knows, the best first. */
  suggest(clinicId: string, asked: DiagnosticQuestion): Promise<readonly Diagnostic[]>;
}

/** What there is to say about a call that is over, from its timeline. */
export type VerdictOf = (events: readonly TimelineEvent[]) => LocalizedText[];

/** Invitations of guests. Only hashes of their tokens are kept. */
export interface InvitationStore {
  insert(invitation: {
    readonly guestId: string;
    readonly consultId: string;
    readonly tokenHash: string;
    readonly expiresAt: string;
  }): Promise<void>;
  /** Uses an invitation. @returns `undefined` where it was used, has expired, or never was */
  use(
    tokenHash: string,
    now: string,
  ): Promise<{ readonly guestId: string; readonly consultId: string } | undefined>;
  /** The consult that a guest was invited into. */
  consultOf(guestId: string): Promise<string | undefined>;
  /** Forgets the invitations into a consult. */
  remove(consultId: string): Promise<void>;
}

/** Who a guest is, for `session.open`. */
export interface GuestAuthentication {
  /** Uses the one-time token of an invitation. @throws Refusal `link_used` */
  guestByToken(token: string): Promise<GuestIdentity>;
  /** The guest again, as at a resumption; `undefined` once they have no place any more. */
  guest(guestId: string): Promise<GuestIdentity | undefined>;
}

/** A consult in the queue, as far as it decides whom to ring. Ids are of people. */
export interface WaitingConsult {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: ConsultKind;
  readonly priority: RequestPriority;
  readonly requestedAt: string;
  readonly preferredUntil: string;
  readonly answerers: {
    readonly preferred: readonly string[];
    readonly team: readonly string[];
    readonly staff: readonly string[];
  };
  readonly declinedBy: readonly string[];
  readonly heldBy: readonly string[];
  readonly rings: readonly string[];
  readonly attended: boolean;
  /** Whether it was matched at all. */
  readonly isNew: boolean;
}

/** Durable consults and their timelines. */
export interface ConsultStore {
  find(consultId: string): Promise<Consult | undefined>;
  findOpenByDevice(deviceId: string): Promise<Consult | undefined>;
  /** The consult that this agent has, or calls in, and that is not over. */
  findOpenByAgent(personId: string): Promise<Consult | undefined>;
  /** Consults of a clinic that are not over, the oldest first. */
  listOpen(clinicId: string): Promise<readonly Consult[]>;
  /** Consults of a clinic whose patient waits to be called back, the oldest first. */
  listCallbacks(clinicId: string): Promise<readonly Consult[]>;
  /** Ids of consults that are not over, the oldest first. */
  openIds(): Promise<readonly string[]>;
  /** How many consults somebody has accepted, and are not over. */
  countAnswered(): Promise<number>;
  /** Ids of a patient's consults that wait for somebody to accept. */
  waitingIdsOf(patientId: string): Promise<readonly string[]>;
  /** The queue of a clinic, in no order. */
  waiting(clinicId: string): Promise<readonly WaitingConsult[]>;
  /** Clinics in which somebody waits. */
  clinicsWaiting(): Promise<readonly string[]>;
  /** Ids of consults that somebody has to look at by `now`. */
  dueIds(now: Date): Promise<readonly string[]>;
  /** Which of these people are in a consult now. */
  busyAmong(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which of these people are rung now, and by which consult. */
  rungAmong(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** How long the last answered consults took, in milliseconds, at most `limit` of them. */
  recentHandlingMs(clinicId: string, kind: ConsultKind, limit: number): Promise<readonly number[]>;
  /**
   * @throws Refusal `device_busy` where the device has an open consult already, `agent_busy` where
   * the agent who calls has, `conflict` where there is a consult with this id
   */
  insert(consult: Consult, events: readonly TimelineEvent[]): Promise<void>;
  /**
   * Appends the events and writes the consult if its stored version is `expectedVersion`.
   * @returns whether it was; `false` means that somebody else was faster.
   * @throws Refusal `agent_busy` where the agent is in another consult already, `agent_ringing`
   * where another consult rings at one of those at whom it is to ring
   */
  update(
    consult: Consult,
    expectedVersion: number,
    events: readonly TimelineEvent[],
  ): Promise<boolean>;
  timeline(consultId: string, afterSeq: number): Promise<readonly TimelineEvent[]>;
}

/** A committed change, as it goes out on the bus. */
export interface ConsultChange {
  readonly before: Consult | null;
  readonly after: Consult;
  readonly events: readonly TimelineEvent[];
}

/** Where committed changes go. Delivery is in the order of publishing. */
export interface ConsultFeed {
  publish(change: ConsultChange): void;
}
