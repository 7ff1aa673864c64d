import type { TimelineEvent } from '../protocol/consult.ts';
import type { DeviceRef, Identity, PathPolicy, PersonRef } from '../protocol/index.ts';
import type { Consult } from './state.ts';

/** Who commands: an open session and whom it speaks for. */
export interface Actor {
  readonly sessionId: string;
  readonly identity: Identity;
}

/** What the consult needs to know of registration. */
export interface CareDirectory {
  /** Physicians of matched care links who may answer this patient, in the order of preference. */
  physiciansOf(patientId: string): Promise<readonly PersonRef[]>;
  device(deviceId: string): Promise<DeviceRef>;
  pathPolicyOf(clinicId: string): Promise<PathPolicy>;
}

/** Who is connected just now, on any node. */
export interface Presence {
  /** Which of these people have an open agent session. */
  onlineAmong(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether the session has a socket. Already `false` when `Consults.sessionChanged` is told. */
  isConnected(sessionId: string): Promise<boolean>;
}

/** The relay as the consult drives it. A room is one consult's media of one epoch. */
export interface RelayRooms {
  /**
   * Lets media flow among these sessions and puts every other one out. The room need not exist
   * yet: who joins it later is treated so.
   */
  admit(roomId: string, sessionIds: readonly string[]): Promise<void>;
  /** Closes the room, if there is one. */
  closeRoom(roomId: string): Promise<void>;
}

/** Durable consults and their timelines. */
export interface ConsultStore {
  find(consultId: string): Promise<Consult | undefined>;
  findOpenByDevice(deviceId: string): Promise<Consult | undefined>;
  /** The consult that this physician has accepted and that is not over. */
  findOpenByPhysician(personId: string): Promise<Consult | undefined>;
  listOpen(clinicId: string): Promise<readonly Consult[]>;
  /** Ids of consults that are not over, the oldest first. */
  openIds(): Promise<readonly string[]>;
  /** Ids of consults that wait for somebody to accept, the oldest first. */
  waitingIds(
    whose: { readonly clinicId: string } | { readonly patientId: string },
  ): Promise<readonly string[]>;
  /** Ids of open consults that somebody has to look at by `now`. */
  dueIds(now: Date): Promise<readonly string[]>;
  /** Which of these physicians are in a consult now. */
  busyAmong(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * @throws Refusal `device_busy` where the device has an open consult already, `conflict` where
   * there is a consult with this id
   */
  insert(consult: Consult, events: readonly TimelineEvent[]): Promise<void>;
  /**
   * Appends the events and writes the consult if its stored version is `expectedVersion`.
   * @returns whether it was; `false` means that somebody else was faster.
   * @throws Refusal `physician_busy` where the physician is in another consult already
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
