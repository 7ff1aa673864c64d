import type {
  ConsultUpdate,
  ConsultView,
  Identity,
  MediaDevicesState,
  PathPolicy,
  ServiceRequest,
  TimelineEvent,
} from '../protocol/index.ts';
import type { Actor } from './ports.ts';
import type { Consult } from './state.ts';

/** The one way in for everything that happens to consults. Refusals are thrown as `Refusal`. */
export interface Consults {
  /** Begins the sweep for deadlines. */
  start(): void;
  /** Ends the sweep and waits for what is under way. */
  close(): Promise<void>;

  request(
    actor: Actor,
    asked: { consultId: string; serviceRequest: ServiceRequest },
  ): Promise<ConsultUpdate>;
  cancel(actor: Actor, consultId: string): Promise<void>;
  accept(actor: Actor, consultId: string): Promise<ConsultUpdate>;
  decline(actor: Actor, consultId: string): Promise<void>;
  end(actor: Actor, consultId: string): Promise<void>;
  join(actor: Actor, consultId: string): Promise<ConsultUpdate>;
  setPolicy(actor: Actor, consultId: string, policy: PathPolicy): Promise<void>;
  reportMedia(
    actor: Actor,
    report: {
      consultId: string;
      epoch: number;
      outcome: 'connected' | 'failed';
      detail: string;
    },
  ): Promise<void>;
  reportDevices(actor: Actor, consultId: string, devices: MediaDevicesState): Promise<void>;

  /** The timeline after a sequence number, for who follows the consult. */
  timeline(identity: Identity, consultId: string, after: number): Promise<readonly TimelineEvent[]>;
  /**
   * What `session.open` answers: the open consults that the identity follows, and those of its
   * cursors that are over; each with the events after its cursor.
   */
  followed(identity: Identity, cursors: Readonly<Record<string, number>>): Promise<ConsultUpdate[]>;

  /** The session in the other place, for `peer.signal` on the direct path of this epoch. */
  peerOf(actor: Actor, consultId: string, epoch: number): Promise<string>;
  /** The room that the actor may use with `relay.*`, and whether media may flow in it. */
  relayPlace(
    actor: Actor,
    consultId: string,
    epoch: number,
  ): Promise<{ readonly roomId: string; readonly admitted: boolean }>;

  /** A session lost its socket or has one again; `Presence.isConnected` tells which. */
  sessionChanged(actor: Actor): Promise<void>;
  /** Agents of the clinic came or went, or care links changed: what waits is matched anew. */
  presenceChanged(clinicId: string): Promise<void>;
  /** The relay lost a room with its worker. */
  roomLost(roomId: string): Promise<void>;
  deviceUnpaired(deviceId: string): Promise<void>;
  /** Once, before endpoints are let in: nobody is connected and the relay is empty. */
  recoverAfterRestart(): Promise<void>;
}

/* In ./view.ts:   viewOf(consult: Consult): ConsultView */
/* In ./access.ts: follows(identity: Identity, consult: Consult): boolean, and
   audienceOf(consult): { deviceId: string; personIds: readonly string[]; staffOfClinicId: string } */
export type ViewOf = (consult: Consult) => ConsultView;
export type Follows = (identity: Identity, consult: Consult) => boolean;
