import type {
  ConsultKind,
  ConsultStateName,
  FaultCode,
  MediaDevicesState,
  Outcome,
} from '../../../src/protocol/index.ts';
import type { CallPhase, PairingState, RequestErrorCode } from '../../connector/index.ts';

/** How good the connection of a call is. */
export type Quality = 'unknown' | 'good' | 'fair' | 'poor';

/** Who the patient would talk to; empty names mean that nobody is linked yet. */
export interface Counterparts {
  readonly clinic: string;
  readonly patient: string;
  readonly physicians: readonly string[];
}

/** A code that waits to be confirmed, or why there is none. */
export type PairingScreen = { readonly name: 'pairing' } & {
  readonly pairing: Exclude<PairingState, { name: 'paired' }>;
};

export interface PromptScreen extends Counterparts {
  readonly name: 'prompt';
}

/** Nothing is asked. The screen a TV shows most of its life. */
export interface QuietScreen extends Counterparts {
  readonly name: 'quiet';
}

/** The engine asks the patient whether the app may use the camera. */
interface PermissionScreen extends Counterparts {
  readonly name: 'permission';
}

/** Over a TV service in which something is wrong: the one question. */
export interface HelpScreen {
  readonly name: 'help';
  readonly code: FaultCode;
}

/** The patient said yes, and nobody has answered yet. */
export interface WaitingScreen extends Counterparts {
  readonly name: 'waiting';
  readonly kind: ConsultKind;
  /** The TV has no connection to the clinic: the request waits for it. */
  readonly offline: boolean;
  readonly state: 'requested' | 'queued' | 'offered';
  readonly selfStream: MediaStream | null;
  readonly devices: MediaDevicesState;
}

/** A physician has answered. */
export interface CallScreen {
  readonly name: 'call';
  readonly kind: ConsultKind;
  readonly state: 'accepted' | 'active';
  readonly phase: CallPhase;
  readonly physician: string;
  readonly remoteStream: MediaStream | null;
  readonly selfStream: MediaStream | null;
  readonly devices: MediaDevicesState;
  readonly physicianDevices: MediaDevicesState;
  readonly physicianPresent: boolean;
  readonly quality: Quality;
}

/** The consult is over. */
export interface EndedScreen extends Counterparts {
  readonly name: 'ended';
  readonly state: 'ended' | 'cancelled' | 'expired';
  readonly outcome: Outcome;
  /** Who had answered, if anybody. */
  readonly physician: string | null;
}

/** The server did not take the request. */
interface RefusedScreen extends Counterparts {
  readonly name: 'refused';
  readonly code: RequestErrorCode;
}

/** What the TV shows. Everything a screen needs to be drawn is in here. */
export type Screen =
  /** Nothing at all: the TV service over which the app lies has the screen and the keys. */
  | { readonly name: 'hidden' }
  | HelpScreen
  | { readonly name: 'starting' }
  | PairingScreen
  | PromptScreen
  | QuietScreen
  | PermissionScreen
  | WaitingScreen
  | CallScreen
  | EndedScreen
  | RefusedScreen
  | { readonly name: 'unreachable'; readonly clinic: string | null }
  | { readonly name: 'unpaired' }
  | { readonly name: 'elsewhere' };

/** What the patient can do, by whatever screen is there. */
export interface Actions {
  /** The patient's yes: the camera opens and the request goes out. */
  ask(): void;
  /** What was asked for last, once more. */
  askAgain(): void;
  /** Yes to «Do you need help?»: the fault and what was on the screen go out, no picture. */
  acceptHelp(): void;
  /** No to it: not for this fault, and not for a while. */
  declineHelp(): void;
  /** Not now: back to the quiet screen. */
  stayQuiet(): void;
  /** Shows the question. */
  showPrompt(): void;
  cancel(): void;
  hangUp(): void;
  setMicrophoneOn(on: boolean): void;
  setCameraOn(on: boolean): void;
  /** A new pairing from the start. */
  pairAnew(): void;
  /** Loads the app anew. */
  restart(): void;
  /** Leaves the app for the TV's own screen, where the platform lets it. */
  leaveApp(): void;
}

/** The word that `consult-state` carries. */
export type StateWord = 'idle' | ConsultStateName;
