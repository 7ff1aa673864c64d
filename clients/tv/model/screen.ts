import type { ConsultStateName, FaultCode, TaskAnswer } from '../../../src/protocol/index.ts';
import type { PairingState, RequestErrorCode } from '../../connector/index.ts';
import type {
  CallScreen,
  Counterparts,
  EndedScreen,
  GuidedScreen,
  OnPhoneBadge,
  OnPhoneScreen,
  RingingScreen,
  WaitingScreen,
} from './consultScreens.ts';
import type { PhoneCommand } from './phone/phoneCommand.ts';

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
  /** Whether calls of the clinic are answered by themselves; `null` where it forbids that. */
  readonly answersItself: boolean | null;
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
  | GuidedScreen
  | RingingScreen
  | CallScreen
  | OnPhoneScreen
  | OnPhoneBadge
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
  /** Takes the clinic's call: now the camera opens, if it is for care. */
  acceptCall(): void;
  declineCall(): void;
  /** The patient would rather be called back. */
  askCallback(): void;
  /** What became of the task on the screen. */
  answerTask(answer: TaskAnswer['answer']): void;
  /** On from what is shown for a moment; or back to a task, while the device still looks. */
  goOn(): void;
  /** Gives the service below the screen and the keys for a while, to do the task there. */
  stepAside(): void;
  /** Whether calls of the clinic are answered by themselves from now on. */
  setAnswersItself(on: boolean): void;
  setMicrophoneOn(on: boolean): void;
  setCameraOn(on: boolean): void;
  /** Whatever the patient does about the phone. */
  phone(command: PhoneCommand): void;
  /** A new pairing from the start. */
  pairAnew(): void;
  /** Loads the app anew. */
  restart(): void;
  /** Leaves the app for the TV's own screen, where the platform lets it. */
  leaveApp(): void;
}

/** The word that `consult-state` carries. */
export type StateWord = 'idle' | ConsultStateName;
