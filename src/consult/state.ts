import type {
  ConsultStateName,
  DeviceRef,
  MediaDevicesState,
  Outcome,
  PathPolicy,
  PathState,
  PatientRef,
  PersonRef,
  Place,
  ServiceRequest,
} from '../protocol/index.ts';

/** Who holds one of the two places, and how it is. */
export interface PlaceState {
  readonly sessionId: string;
  /** When the place is given up, while its session has no socket; `null` while it has one. */
  readonly absentUntil: string | null;
  readonly devices: MediaDevicesState;
  /** The media that this place last reported as flowing. */
  readonly flowing: Pick<PathState, 'kind' | 'epoch'> | null;
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
  /** Ids of the physicians at whom this consult has rung. They know of it. */
  readonly askedOf: readonly string[];
  /** Ids of the physicians who said no to this request. */
  readonly declinedBy: readonly string[];
  readonly lastSeq: number;
  /** Grows by one with each change; guards against two writers. */
  readonly version: number;
}

/** Who accepted, and the place they took. */
export interface Answered {
  readonly physician: PersonRef;
  readonly agent: PlaceState;
  readonly acceptedAt: string;
}

/** Before anybody accepted; `expiresAt` is when the waiting ends by itself. */
export type WaitingPhase =
  | { readonly state: 'requested'; readonly expiresAt: string }
  | { readonly state: 'queued'; readonly expiresAt: string }
  | { readonly state: 'offered'; readonly to: readonly PersonRef[]; readonly expiresAt: string };

/** A physician has accepted. */
export type AnsweredPhase = { readonly state: 'accepted' | 'active' } & Answered;

/** Over, for good. */
export interface OverPhase {
  readonly state: 'ended' | 'cancelled' | 'expired';
  readonly outcome: Outcome;
  readonly endedAt: string;
  readonly answered: Answered | null;
}

/** The phases of a consult's life (`docs/architecture.md`). Times are ISO 8601 in UTC. */
export type ConsultPhase = WaitingPhase | AnsweredPhase | OverPhase;

export interface ConsultIn<P extends ConsultPhase> {
  readonly facts: ConsultFacts;
  readonly phase: P;
}

export type Consult = ConsultIn<ConsultPhase>;

/** Which of the three phases a state belongs to. */
function phaseOf(state: ConsultStateName): 'waiting' | 'answered' | 'over' {
  switch (state) {
    case 'requested':
    case 'queued':
    case 'offered':
      return 'waiting';
    case 'accepted':
    case 'active':
      return 'answered';
    case 'ended':
    case 'cancelled':
    case 'expired':
      return 'over';
  }
}

export function isWaiting(consult: Consult): consult is ConsultIn<WaitingPhase> {
  return phaseOf(consult.phase.state) === 'waiting';
}

export function isAnswered(consult: Consult): consult is ConsultIn<AnsweredPhase> {
  return phaseOf(consult.phase.state) === 'answered';
}

export function isOver(consult: Consult): consult is ConsultIn<OverPhase> {
  return phaseOf(consult.phase.state) === 'over';
}

/** The physician who accepted and their place, also after the end; `null` where nobody did. */
export function answeredIn(consult: Consult): Answered | null {
  if (isAnswered(consult)) {
    const { physician, agent, acceptedAt } = consult.phase;
    return { physician, agent, acceptedAt };
  }
  return isOver(consult) ? consult.phase.answered : null;
}

/** The place that a session holds, if it holds one. */
export function placeHeldBy(consult: Consult, sessionId: string): Place | undefined {
  if (consult.facts.tv.sessionId === sessionId) return 'tv';
  return answeredIn(consult)?.agent.sessionId === sessionId ? 'agent' : undefined;
}
