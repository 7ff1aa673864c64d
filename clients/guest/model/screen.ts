import type { CallPhase } from '../../connector/index.ts';
import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { Person } from '../../theme/visitor/person.ts';

/** Who invites, and what the guest sees of themselves, before they join. */
export interface LobbyScreen {
  readonly name: 'lobby';
  readonly clinic: string;
  readonly guest: string;
  readonly own: OwnMedia;
  /** The last try to join did not work. */
  readonly failed: boolean;
}

export interface CallScreen {
  readonly name: 'call';
  readonly clinic: string;
  readonly phase: CallPhase;
  /** Whether the session with the clinic is there. */
  readonly online: boolean;
  /** The patient, who answers, then the other guests. */
  readonly people: readonly Person[];
  readonly own: OwnMedia;
}

/**
 * Why there is no way in. `used`: the link was used, is too old, or was withdrawn. `broken`: a part
 * of it is missing. `gone`: the consult, or the guest's place in it, is not there any more.
 * `missing`: the page was opened without a link.
 */
export type NoWayIn = 'used' | 'broken' | 'gone' | 'missing';

/** What the page shows. Everything a screen needs to be drawn is in here. */
export type Screen =
  | { readonly name: 'opening' }
  | { readonly name: 'unreachable' }
  | LobbyScreen
  | CallScreen
  | { readonly name: 'ended'; readonly clinic: string }
  | { readonly name: 'left'; readonly clinic: string }
  | { readonly name: 'sent-away'; readonly clinic: string }
  | { readonly name: 'no-way-in'; readonly why: NoWayIn }
  | { readonly name: 'elsewhere' };

/** What the guest can do, by whatever screen is there. */
export interface Actions {
  /** Asks for camera and microphone, also for what was refused before. */
  openMedia(): void;
  join(): void;
  leave(): void;
  setMicrophoneOn(on: boolean): void;
  setCameraOn(on: boolean): void;
  turnCamera(): void;
  /** Takes the consult back from another window. */
  useHere(): void;
}
