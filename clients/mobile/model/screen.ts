import type {
  CheckStatus,
  LocalizedText,
  MobileMedia,
  Outcome,
  PhoneUse,
  TaskAnswer,
  Telephone,
} from '../../../src/protocol/index.ts';
import type { CallPhase } from '../../connector/index.ts';
import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { Person } from '../../theme/visitor/person.ts';
import type { Known } from './known.ts';
import type { Talk } from './talk.ts';

/**
 * Why a code leads nowhere. `used`: by another phone. `void`: wrong, too old, or replaced. `broken`:
 * a part of the link is missing. `elsewhere`: the call is on another phone. `too-often`: too many
 * tries.
 */
export type CodeProblem = 'used' | 'void' | 'broken' | 'elsewhere' | 'too-often';

export interface CodeScreen {
  readonly name: 'code';
  readonly problem: CodeProblem | null;
}

/** What the clinic asks of whoever holds the phone. */
export interface CheckScreen {
  readonly name: 'check';
  readonly clinic: string;
  readonly kind: CheckStatus['kind'];
  readonly triesLeft: number;
  /** `asking`: the answer is on its way. `wrong`: it was not right. `failed`: it did not arrive. */
  readonly answer: 'none' | 'asking' | 'wrong' | 'failed';
}

/** Which part of the call the phone is to take over, or has. */
export type CallUse = Exclude<PhoneUse, 'add'>;

/** On the way into the call: why the browser asks, how it looks, and until the clinic sees it. */
export interface StartScreen {
  readonly name: 'start';
  readonly use: CallUse;
  readonly agent: string;
  readonly own: OwnMedia;
  readonly media: MobileMedia;
  readonly step: 'explain' | 'asking' | 'preview' | 'connecting';
  /** The last try did not come about. */
  readonly failed: boolean;
  readonly online: boolean;
}

/** The part of the page that is in front. */
export type Tab = 'call' | 'chat' | 'known';

/** The way back to the TV: what one of the two shows, the other takes. */
export interface Returning {
  /** Whether the TV's digits are typed here, or digits are shown for the TV: those void the TV's. */
  readonly way: 'type' | 'show';
  /** Six digits to type on the TV; `null` until they are there. */
  readonly code: string | null;
  readonly problem: 'wrong' | 'too-often' | 'failed' | null;
  /** How many wrong digits are left, once some were wrong. */
  readonly triesLeft: number | null;
  readonly busy: boolean;
}

/** Whether a number was given here, for the clinic to call. */
export interface NumberAsk {
  readonly problem: 'invalid' | 'unavailable' | 'too-often' | 'failed' | null;
  readonly busy: boolean;
}

/** The call as far as it is on the TV alone. */
export interface CallAtTv {
  readonly at: 'tv';
  /** Whether somebody has answered, so that there is a call at all. */
  readonly answered: boolean;
  readonly telephone: Telephone | null;
  readonly number: NumberAsk;
}

/** The call as far as it is on this phone: as camera and microphone of the TV, or all of it. */
export interface CallHere {
  readonly at: 'both' | 'mobile';
  readonly phase: CallPhase;
  readonly own: OwnMedia;
  readonly media: MobileMedia;
  /** The agent, then the guests; they are seen where the call is here alone. */
  readonly people: readonly Person[];
  /** The TV is taking the call back. */
  readonly goesBack: boolean;
  /** `null` while nobody wishes to go back. */
  readonly returning: Returning | null;
}

/** The consult, once the phone was let in. */
export interface ConsultScreen {
  readonly name: 'consult';
  readonly clinic: string;
  /** Whether the session with the clinic is there. */
  readonly online: boolean;
  /** Who has answered; `null` as long as nobody has. */
  readonly agent: { readonly name: string; readonly present: boolean } | null;
  /** Whether the TV is connected. */
  readonly tvPresent: boolean;
  readonly tab: Tab;
  readonly call: CallAtTv | CallHere;
  readonly talk: Talk;
  readonly known: Known;
}

/**
 * Why the phone is out. `refused`: the clinic did not let it in. `check-failed`: too many wrong
 * answers. `put-out`: the clinic ended its part, or another phone has it.
 */
export type WhyOut = 'refused' | 'check-failed' | 'put-out';

/** What the page shows. Everything a screen needs to be drawn is in here. */
export type Screen =
  | { readonly name: 'opening' }
  | { readonly name: 'unreachable' }
  | CodeScreen
  | CheckScreen
  | { readonly name: 'admission'; readonly clinic: string; readonly online: boolean }
  | StartScreen
  | ConsultScreen
  /** Nothing of the consult is in it but how it went: it stays on the page. */
  | {
      readonly name: 'ended';
      readonly outcome: Outcome | null;
      readonly verdict: readonly LocalizedText[];
    }
  | { readonly name: 'left' }
  | { readonly name: 'out'; readonly why: WhyOut }
  | { readonly name: 'gone' }
  | { readonly name: 'elsewhere' };

/** What the patient can do, by whatever screen is there. */
export interface Actions {
  /** @param code as it was typed */
  enterCode(code: string): void;
  /** @param answer a date of birth (ISO 8601) or the PIN */
  prove(answer: string): void;
  openTab(tab: Tab): void;
  /** What stands in the field for a message. */
  write(text: string): void;
  say(): void;
  sendPhoto(file: Blob): void;
  /** @param id of a message or photo that did not go out */
  sendAgain(id: string): void;
  /** Takes back what did not go out. */
  discard(id: string): void;
  /** Fetches a photo once more. */
  loadAgain(id: string): void;
  answerTask(taskId: string, answer: TaskAnswer['answer']): void;
  /** The call, or a part of it, is to come here. */
  wish(use: CallUse): void;
  /** Not now: the call stays where it is. */
  stay(): void;
  openMedia(): void;
  setMedia(media: MobileMedia): void;
  start(): void;
  setMicrophoneOn(on: boolean): void;
  setCameraOn(on: boolean): void;
  turnCamera(): void;
  openReturn(): void;
  /** By the TV's digits, or by digits that are shown here. */
  chooseReturn(way: Returning['way']): void;
  closeReturn(): void;
  /** @param code the six digits that the TV shows */
  typeReturn(code: string): void;
  giveNumber(number: string): void;
  hangUp(): void;
  /** The phone leaves; the consult goes on at the TV. */
  leave(): void;
  /** Takes the consult back from another window. */
  useHere(): void;
  /** Begins anew with another code. */
  startAgain(): void;
}
