import type {
  DeviceRef,
  MediaDevicesState,
  Outcome,
  PathPolicy,
  PathState,
  PatientRef,
  PersonRef,
  ServiceRequest,
} from '../protocol/index.ts';

/** Who holds one of the two places, and how it is. */
export interface PlaceState {
  readonly sessionId: string;
  /** Since when the session has had no socket; `null` while it has one. */
  readonly absentSince: string | null;
  readonly devices: MediaDevicesState;
  /** The epoch whose media this place last reported as flowing; 0 before any. */
  readonly connectedEpoch: number;
}

/** What every consult carries, whatever state it is in. */
export interface ConsultFacts {
  readonly id: string;
  readonly clinicId: string;
  readonly patient: PatientRef;
  readonly device: DeviceRef;
  readonly serviceRequest: ServiceRequest;
  readonly policy: PathPolicy;
  readonly path: PathState;
  readonly requestedAt: string;
  readonly tv: PlaceState;
  /** Physicians who said no to this request. */
  readonly declinedBy: readonly string[];
  readonly lastSeq: number;
  /** Grows by one with each change; guards against two writers. */
  readonly version: number;
}

interface Answered {
  readonly physician: PersonRef;
  readonly agent: PlaceState;
  readonly acceptedAt: string;
}

/** The phases of a consult's life (`docs/architecture.md`). Times are ISO 8601 in UTC. */
export type ConsultPhase =
  | { readonly state: 'requested' }
  | { readonly state: 'queued'; readonly expiresAt: string }
  | { readonly state: 'offered'; readonly to: readonly PersonRef[]; readonly expiresAt: string }
  | ({ readonly state: 'accepted' } & Answered)
  | ({ readonly state: 'active' } & Answered)
  | ({
      readonly state: 'ended' | 'cancelled' | 'expired';
      readonly outcome: Outcome;
      readonly endedAt: string;
    } & { readonly answered: Answered | null });

export interface Consult {
  readonly facts: ConsultFacts;
  readonly phase: ConsultPhase;
}
