import type { ConsultView, MobilePlace, TimelineEvent } from '../../src/protocol/index.ts';

/** What `mobile-model.ts` lets tests call; arguments and results are JSON. */
export interface MobileModel {
  /**
   * The screen that a situation leads to. `situation` changes parts of that of a phone that was let
   * in; `consult` changes parts of the consult, `mobile` of the phone in it, `left` says why it is
   * none any more.
   */
  screenFor(
    situation: Readonly<Record<string, unknown>>,
    consult?: Partial<ConsultView>,
    mobile?: Partial<MobilePlace>,
    left?: 'over' | 'withdrawn',
  ): Readonly<Record<string, unknown>>;
  /** What is known of a consult. */
  known(
    consult: Partial<ConsultView>,
    timeline: readonly TimelineEvent[],
  ): Readonly<Record<string, unknown>>;
  /** What a timeline has of messages and photos, each in a line, and how many are new. */
  talk(
    timeline: readonly TimelineEvent[],
    read: number,
  ): { readonly lines: readonly string[]; readonly unread: number };
  /** Takes a code out of the page's address. @returns what it was, and the address after it */
  takeLink(): { readonly link: Readonly<Record<string, unknown>>; readonly address: string };
  formatCode(typed: string): string;
  judgeCode(typed: string): string;
  /** The date that was typed, on 2 March 2026; `null` where there is none. */
  birthDate(day: string, month: string, year: string): string | null;
  newClaim(): string;
  /** Makes a JPEG of a picture. @returns base64 */
  makePhoto(width: number, height: number, what: 'halves' | 'noise'): Promise<string>;
  /** What of a photo may leave the phone; `null` where it cannot be read. */
  shrink(base64: string, type: string): Promise<ShrunkReport | null>;
}

export interface ShrunkReport {
  readonly base64: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** The colours in the middle of the upper and the lower half: red, green, blue. */
  readonly upper: readonly number[];
  readonly lower: readonly number[];
}
