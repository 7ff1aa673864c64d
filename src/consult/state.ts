import type {
  CheckStatus,
  ConsultStateName,
  DeviceRef,
  DiagnosticStatus,
  GuestRef,
  LocalizedText,
  MediaDevicesState,
  MobileMedia,
  MobileRef,
  Outcome,
  PathPolicy,
  PathState,
  PatientAt,
  PatientRef,
  PersonRef,
  PhoneUse,
  Place,
  Proposal,
  RequestPriority,
  ServiceRequest,
  Telephone,
} from '../protocol/index.ts';

/** From where somebody takes part: one of the two places, the patient's phone, or as a guest. */
export type Seat = Place | 'mobile' | `guest:${string}`;

/** Who sits at a place, and how it is. */
export interface PlaceState {
  readonly sessionId: string;
  /** When the place is given up, while its session has no socket; `null` while it has one. */
  readonly absentUntil: string | null;
  readonly devices: MediaDevicesState;
  /** The media that this place last reported as flowing. */
  readonly flowing: Pick<PathState, 'kind' | 'epoch'> | null;
}

/** Somebody whom an agent invited. */
export interface Guest extends GuestRef {
  /** `null` until they have come. */
  readonly place: PlaceState | null;
}

/** The patient's phone. */
export interface Mobile extends MobileRef {
  /** What the patient wished it for. */
  readonly use: PhoneUse;
  /** Whether the agent has let it in. */
  readonly admitted: boolean;
  readonly check: CheckStatus | null;
  /** What it sends, once it is in the call or on its way there. */
  readonly media: MobileMedia | null;
  /** `null` until it has come. */
  readonly place: PlaceState | null;
}

/** The call is on its way to another of the patient's devices, until then. */
interface Shift {
  readonly to: PatientAt;
  readonly until: string;
}

/** The direct path is tried under this epoch, beside the relay that carries the call. */
export interface Trial {
  readonly epoch: number;
}

/** Who may answer a consult, by whom to ring first. Nobody stands in two tiers. */
export interface Answerers {
  /** Physicians whom the patient named and who named the patient, in the order of preference. */
  readonly preferred: readonly PersonRef[];
  /** The care team. */
  readonly team: readonly PersonRef[];
  /** Staff of the right role, those of the patient's language first. */
  readonly staff: readonly PersonRef[];
}

/** A wish to be called back. */
interface Callback {
  readonly askedAt: string;
  readonly doneBy: PersonRef | null;
}

/** What every consult carries, whatever state it is in. */
export interface ConsultFacts {
  readonly id: string;
  readonly clinicId: string;
  readonly patient: PatientRef;
  readonly device: DeviceRef;
  readonly serviceRequest: ServiceRequest;
  /** Who wished it. Only the patient's own wish lets media begin with an agent's accept. */
  readonly openedBy: 'patient' | 'agent' | 'system';
  readonly priority: RequestPriority;
  readonly policy: PathPolicy;
  readonly path: PathState;
  readonly trial: Trial | null;
  /** The epochs of the relay beside which direct has been tried. */
  readonly triedBeside: readonly number[];
  readonly requestedAt: string;
  readonly tv: PlaceState;
  readonly guests: readonly Guest[];
  readonly mobile: Mobile | null;
  /** On which of their devices the patient is in the call. */
  readonly patientAt: PatientAt;
  readonly shift: Shift | null;
  /**
   * How long the consult waits for the patient to take the call again on the TV, while the phone
   * that had it is gone.
   */
  readonly adriftUntil: string | null;
  /** Whether the TV asks about going on with the phone. */
  readonly proposal: Proposal | null;
  readonly telephone: Telephone | null;
  readonly answerers: Answerers;
  /** Until when only the preferred are rung, where one of them is free. */
  readonly preferredUntil: string;
  /** Whether anybody who may answer is there, free or in another consult. */
  readonly attended: boolean;
  /** Ids of the people at whom this consult has rung, or who had it. They know of it. */
  readonly askedOf: readonly string[];
  /** Ids of the people who said no to this request. */
  readonly declinedBy: readonly string[];
  /** Ids of the people who sent the patient back to the waiting room. It does not ring at them. */
  readonly heldBy: readonly string[];
  /** The newest of them last; there is a limit to how many. */
  readonly diagnostics: readonly DiagnosticStatus[];
  /** Ids of the last events that endpoints reported. */
  readonly reported: readonly string[];
  /** Whether the TV takes a call by itself. */
  readonly answersItself: boolean;
  readonly callback: Callback | null;
  /** The consult whose patient wished for this call; `null` where nobody did. */
  readonly callbackOf: string | null;
  /** What there is to say once it is over; `null` before that. */
  readonly verdict: readonly LocalizedText[] | null;
  readonly lastSeq: number;
  /** Grows by one with each change; guards against two writers. */
  readonly version: number;
}

/** A colleague who was asked to take over. */
interface Transfer {
  readonly to: PersonRef;
  readonly note: string;
  readonly until: string;
}

/** Who accepted, and the place they took. */
export interface Answered {
  readonly person: PersonRef;
  readonly agent: PlaceState;
  readonly acceptedAt: string;
  readonly transfer: Transfer | null;
}

/** Who has a consult, and the place they have in it. */
export type Holder = Pick<Answered, 'person' | 'agent'>;

/** It rings at somebody until then. */
export interface Ring {
  readonly person: PersonRef;
  readonly until: string;
}

/** Before anybody accepted; `expiresAt` is when the waiting ends by itself. */
export type WaitingPhase =
  | { readonly state: 'requested'; readonly expiresAt: string }
  | { readonly state: 'guided'; readonly expiresAt: string }
  | { readonly state: 'queued'; readonly expiresAt: string }
  | { readonly state: 'offered'; readonly rings: readonly Ring[]; readonly expiresAt: string };

/** An agent calls, and it rings at the TV. */
export interface CallingPhase {
  readonly state: 'calling';
  readonly person: PersonRef;
  readonly agent: PlaceState;
  readonly expiresAt: string;
}

/** Somebody has accepted. */
export type AnsweredPhase = { readonly state: 'accepted' | 'active' } & Answered;

/** Over, for good. */
export interface OverPhase {
  readonly state: 'ended' | 'cancelled' | 'expired';
  readonly outcome: Outcome;
  readonly endedAt: string;
  readonly answered: Answered | null;
  /** Who called, where the patient did not take the call. */
  readonly caller: Holder | null;
}

/** The phases of a consult's life (`docs/architecture.md`). Times are ISO 8601 in UTC. */
export type ConsultPhase = WaitingPhase | CallingPhase | AnsweredPhase | OverPhase;

export interface ConsultIn<P extends ConsultPhase> {
  readonly facts: ConsultFacts;
  readonly phase: P;
}

export type Consult = ConsultIn<ConsultPhase>;

/** Which of the four phases a state belongs to. */
function phaseOf(state: ConsultStateName): 'waiting' | 'calling' | 'answered' | 'over' {
  switch (state) {
    case 'requested':
    case 'guided':
    case 'queued':
    case 'offered':
      return 'waiting';
    case 'calling':
      return 'calling';
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

export function isCalling(consult: Consult): consult is ConsultIn<CallingPhase> {
  return consult.phase.state === 'calling';
}

export function isAnswered(consult: Consult): consult is ConsultIn<AnsweredPhase> {
  return phaseOf(consult.phase.state) === 'answered';
}

export function isOver(consult: Consult): consult is ConsultIn<OverPhase> {
  return phaseOf(consult.phase.state) === 'over';
}

/** Who accepted and their place, also after the end; `null` where nobody did. */
export function answeredIn({ phase }: Consult): Answered | null {
  switch (phase.state) {
    case 'accepted':
    case 'active': {
      const { person, agent, acceptedAt, transfer } = phase;
      return { person, agent, acceptedAt, transfer };
    }
    case 'ended':
    case 'cancelled':
    case 'expired':
      return phase.answered;
    default:
      return null;
  }
}

/** Who has the consult, or had it: who accepted, or who calls; `null` where nobody does. */
export function agentIn(consult: Consult): Holder | null {
  if (isCalling(consult)) return consult.phase;
  return answeredIn(consult) ?? (isOver(consult) ? consult.phase.caller : null);
}

/** Everybody who may answer, whom to ring first standing first. */
export function everyAnswerer({
  answerers,
}: Pick<ConsultFacts, 'answerers'>): readonly PersonRef[] {
  return [...answerers.preferred, ...answerers.team, ...answerers.staff];
}

/** The seat that a session holds, if it holds one. */
export function seatHeldBy(consult: Consult, sessionId: string): Seat | undefined {
  if (consult.facts.tv.sessionId === sessionId) return 'tv';
  if (consult.facts.mobile?.place?.sessionId === sessionId) return 'mobile';
  if (agentIn(consult)?.agent.sessionId === sessionId) return 'agent';
  const guest = consult.facts.guests.find(({ place }) => place?.sessionId === sessionId);
  return guest && `guest:${guest.id}`;
}

/** Whether the patient's wish to be called back waits for somebody. */
export function awaitsCallback({ facts }: Consult): boolean {
  return facts.callback !== null && facts.callback.doneBy === null;
}
