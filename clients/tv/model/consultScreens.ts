import type {
  ConsultKind,
  LocalizedText,
  MediaDevicesState,
  Outcome,
  PlaceName,
  Reception,
  Task,
} from '../../../src/protocol/index.ts';
import type { CallPhase } from '../../connector/index.ts';
import type { PhonePanel } from './phone/phoneDialog.ts';
import type { PhonePart } from './phone/phonePart.ts';

/** How good the connection of a call is. */
export type Quality = 'unknown' | 'good' | 'fair' | 'poor';

/** Who the patient would talk to; empty names mean that nobody is linked yet. */
export interface Counterparts {
  readonly clinic: string;
  readonly patient: string;
  readonly physicians: readonly string[];
}

/** The patient said yes, and nobody has answered yet. */
export interface WaitingScreen extends Counterparts {
  readonly name: 'waiting';
  readonly kind: ConsultKind;
  /** The TV has no connection to the clinic: the request waits for it. */
  readonly offline: boolean;
  readonly state: 'requested' | 'queued' | 'offered';
  /** Where the patient stands, 1 being the next; `null` while it is not known. */
  readonly place: number | null;
  /** Milliseconds; `null` while nobody can tell. */
  readonly estimatedWaitMs: number | null;
  /** Whether anybody is there who may answer. */
  readonly attended: boolean;
  readonly reception: Reception;
  /** Who sent the patient back to the waiting room, if somebody did. */
  readonly returnedBy: string | null;
  readonly selfStream: MediaStream | null;
  readonly devices: MediaDevicesState;
  readonly phone: PhonePart;
}

/**
 * How it stands with what the patient is asked to do. `looking`: the patient is done, and the device
 * sees whether it helped. `works` and `fails`: what it saw, shown for a moment.
 */
export type TaskPhase = 'open' | 'looking' | 'works' | 'fails';

/** What was found, and the one thing to do about it now. */
export interface Guidance {
  readonly diagnosticId: string;
  readonly findings: readonly LocalizedText[];
  /** `null` where there is nothing to do. `number` counts from 1. */
  readonly step: { readonly task: Task; readonly number: number; readonly count: number } | null;
  readonly phase: TaskPhase;
}

/** The patient is led from task to task. */
export interface GuidedScreen extends Counterparts {
  readonly name: 'guided';
  readonly state: 'guided' | 'queued' | 'offered';
  /** `null` between two of them. */
  readonly guidance: Guidance | null;
  /** Whether the service below can be given the screen for a while, to try it there. */
  readonly canStepAside: boolean;
  readonly phone: PhonePart;
}

/** The clinic calls. */
export interface RingingScreen extends Counterparts {
  readonly name: 'ringing';
  readonly kind: ConsultKind;
  readonly caller: string;
  /** The TV takes the call by itself, after its notice. */
  readonly answersItself: boolean;
}

/** Somebody else in the call whose picture is shown. */
export interface CallPerson {
  /** `agent`, or `guest:` and an id. */
  readonly place: PlaceName;
  readonly name: string;
  readonly stream: MediaStream | null;
}

/** What has just happened among the people of a call. */
export type CallNews =
  | { readonly what: 'joined' | 'left'; readonly name: string }
  | { readonly what: 'taken-over'; readonly name: string };

/** A physician has answered. */
export interface CallScreen {
  readonly name: 'call';
  readonly kind: ConsultKind;
  readonly state: 'accepted' | 'active';
  readonly phase: CallPhase;
  readonly physician: string;
  readonly remoteStream: MediaStream | null;
  /** Who is there besides the physician. */
  readonly guests: readonly CallPerson[];
  /** The place that speaks, or spoke last. */
  readonly speaker: PlaceName | null;
  /** Who is asked to take over, if somebody is. */
  readonly transferTo: string | null;
  readonly news: CallNews | null;
  readonly guidance: Guidance | null;
  readonly selfStream: MediaStream | null;
  readonly devices: MediaDevicesState;
  readonly physicianDevices: MediaDevicesState;
  readonly physicianPresent: boolean;
  readonly quality: Quality;
  readonly phone: PhonePart;
}

/** The call goes on on the patient's phone; camera and microphone of the TV are closed. */
export interface OnPhoneScreen extends Counterparts {
  readonly name: 'on-phone';
  readonly state: 'queued' | 'offered' | 'accepted' | 'active';
  readonly physician: string | null;
  /** `gone`: it has lost the connection for good. */
  readonly phone: 'present' | 'absent' | 'gone';
  /** The call is on its way back to the TV. */
  readonly isComingBack: boolean;
  /** The way back, while somebody is at it. */
  readonly panel: PhonePanel | null;
  /** What has just gone wrong with the way back. */
  readonly hasFailed: boolean;
}

/** The same, over a TV service that has the screen and the keys. */
export interface OnPhoneBadge {
  readonly name: 'on-phone-badge';
  readonly phone: 'present' | 'absent';
}

/** The consult is over. */
export interface EndedScreen extends Counterparts {
  readonly name: 'ended';
  readonly state: 'ended' | 'cancelled' | 'expired';
  readonly outcome: Outcome;
  /** Who had answered, or called, if anybody. */
  readonly physician: string | null;
  /** What there is to say about the connection. */
  readonly verdict: readonly LocalizedText[];
  /** Whether the patient may wish to be called back, or does already. */
  readonly callback: 'none' | 'possible' | 'asked';
  readonly reception: Reception;
}
