import type {
  CheckStatus,
  DeviceEvent,
  DeviceRef,
  Diagnostic,
  GuestRef,
  LocalizedText,
  MediaDevicesState,
  MediaTransport,
  MobileMedia,
  MobileRef,
  PathPolicy,
  PatientAt,
  PatientRef,
  PersonRef,
  PhoneUse,
  PhotoRef,
  Place,
  Proposal,
  RequestPriority,
  ServiceRequest,
  TaskAnswer,
  TrialOutcome,
} from '../protocol/index.ts';
import type { Answerers, Seat } from './state.ts';

/** What a new consult begins with, as registration knows it. */
interface Opening {
  readonly consultId: string;
  readonly clinicId: string;
  readonly patient: PatientRef;
  readonly device: DeviceRef;
  readonly serviceRequest: ServiceRequest;
  readonly priority: RequestPriority;
  readonly policy: PathPolicy;
  readonly answerers: Answerers;
  /** Whether the TV takes a call by itself. */
  readonly answersItself: boolean;
  /** The TV's. */
  readonly sessionId: string;
}

/** The patient's yes, or the clinic's own system for the patient. */
export interface RequestCommand extends Opening {
  readonly type: 'request';
  readonly by: 'patient' | 'system';
}

/** An agent calls the patient. */
export interface CallCommand extends Opening {
  readonly type: 'call';
  readonly person: PersonRef;
  readonly agentSessionId: string;
  /** The consult whose patient wished to be called back. */
  readonly callbackOf: string | null;
}

/** On to the patient's phone, and back. */
type MobileCommand =
  | { readonly type: 'propose-phone'; readonly proposal: Proposal }
  | { readonly type: 'decline-phone' }
  | {
      readonly type: 'link-mobile';
      readonly mobile: MobileRef & { readonly use: PhoneUse };
      readonly check: CheckStatus | null;
    }
  | { readonly type: 'join-mobile'; readonly mobileId: string; readonly sessionId: string }
  /** The phone's answer to the clinic's check, looked at. */
  | {
      readonly type: 'check-mobile';
      readonly mobileId: string;
      readonly passed: boolean;
      readonly triesLeft: number;
    }
  | { readonly type: 'admit-mobile'; readonly mobileId: string }
  | {
      readonly type: 'remove-mobile';
      readonly mobileId: string;
      readonly reason: 'left' | 'refused';
    }
  | {
      readonly type: 'begin-shift';
      readonly to: PatientAt;
      /** What the phone sends; `null` for a shift back. */
      readonly media: MobileMedia | null;
    }
  /** The agent's screen shows the patient at the new place. */
  | { readonly type: 'confirm-shift'; readonly to: PatientAt }
  | { readonly type: 'abandon-shift' };

/** What is written, shown and said beside the call. */
type ChatCommand =
  | {
      readonly type: 'say';
      readonly seat: Seat;
      readonly messageId: string;
      readonly text: string;
    }
  | { readonly type: 'send-photo'; readonly seat: Seat; readonly photo: PhotoRef }
  | {
      readonly type: 'send-link';
      readonly by: 'patient' | 'agent';
      readonly way: 'sms' | 'email';
      readonly to: string;
    }
  | { readonly type: 'give-number'; readonly number: string }
  | { readonly type: 'dial' }
  | { readonly type: 'connect-telephone'; readonly person: PersonRef }
  | { readonly type: 'send-mail'; readonly to: string; readonly text: string }
  | { readonly type: 'receive-mail'; readonly text: string };

/**
 * Everything that can happen to a consult, after it is settled that whoever commands it may
 * (`./access.ts`). Facts from elsewhere come with the command, so that a transition is pure.
 */
export type Command =
  | RequestCommand
  | CallCommand
  /** At whom it is to ring now, all of them, and whether anybody who may answer is there. */
  | { readonly type: 'match'; readonly rings: readonly PersonRef[]; readonly attended: boolean }
  /** Others may answer now. */
  | { readonly type: 'relink'; readonly answerers: Answerers }
  | { readonly type: 'set-priority'; readonly priority: RequestPriority }
  | { readonly type: 'diagnose'; readonly diagnostic: Diagnostic; readonly by: 'agent' | 'system' }
  | { readonly type: 'answer-task'; readonly answer: TaskAnswer }
  /** The playbook knows nothing more. */
  | { readonly type: 'escalate' }
  | { readonly type: 'report-event'; readonly seat: Seat; readonly event: DeviceEvent }
  | { readonly type: 'cancel'; readonly seat: 'tv' | 'mobile' | 'agent' }
  | { readonly type: 'accept'; readonly person: PersonRef; readonly sessionId: string }
  | { readonly type: 'decline'; readonly person: PersonRef }
  /** The patient takes the agent's call, or does not. */
  | { readonly type: 'take-call' }
  | { readonly type: 'decline-call' }
  | { readonly type: 'end'; readonly seat: 'tv' | 'mobile' | 'agent' }
  /** Back to the waiting room. */
  | { readonly type: 'return' }
  | { readonly type: 'transfer'; readonly to: PersonRef; readonly note: string }
  | { readonly type: 'withdraw-transfer' }
  | { readonly type: 'invite-guest'; readonly guest: GuestRef }
  | { readonly type: 'join-guest'; readonly guestId: string; readonly sessionId: string }
  | {
      readonly type: 'remove-guest';
      readonly guestId: string;
      readonly reason: 'left' | 'removed';
    }
  | MobileCommand
  | ChatCommand
  /** Another session of the same endpoint takes the place. */
  | { readonly type: 'join'; readonly place: Place; readonly sessionId: string }
  | { readonly type: 'set-policy'; readonly policy: PathPolicy }
  | {
      readonly type: 'media-connected';
      readonly seat: Seat;
      readonly epoch: number;
      readonly transport?: MediaTransport | undefined;
    }
  | {
      readonly type: 'media-failed';
      readonly seat: Seat;
      readonly epoch: number;
      readonly detail: string;
    }
  | {
      readonly type: 'conclude-trial';
      readonly epoch: number;
      readonly outcome: TrialOutcome;
    }
  | {
      readonly type: 'report-devices';
      readonly seat: Seat;
      readonly devices: MediaDevicesState;
    }
  | { readonly type: 'endpoint-lost'; readonly sessionId: string }
  | { readonly type: 'endpoint-back'; readonly sessionId: string }
  /** The relay room of an epoch is gone with its worker. */
  | { readonly type: 'relay-lost'; readonly epoch: number }
  /** The server has started anew: no endpoint is connected, no room exists. */
  | { readonly type: 'recover' }
  /** Time has passed: end what has waited long enough. */
  | { readonly type: 'deadline' }
  | { readonly type: 'unpair' }
  /** What there is to say about a call that is over. */
  | { readonly type: 'conclude'; readonly verdict: readonly LocalizedText[] }
  | { readonly type: 'ask-callback' }
  | { readonly type: 'close-callback'; readonly person: PersonRef };

export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What happens beside the call, and so means the same in every state that lets it happen. */
const besideTypes = [
  'propose-phone',
  'decline-phone',
  'link-mobile',
  'join-mobile',
  'check-mobile',
  'remove-mobile',
  'say',
  'send-photo',
  'send-link',
  'give-number',
  'dial',
  'connect-telephone',
  'send-mail',
  'receive-mail',
] as const satisfies readonly CommandType[];

export type BesideCommand = CommandOf<(typeof besideTypes)[number]>;

export function isBeside(command: Command): command is BesideCommand {
  return besideTypes.some((type) => type === command.type);
}
