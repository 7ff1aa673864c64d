import type { ConsultView, GuestStatus } from '../../src/protocol/index.ts';

/** What `guest-model.ts` lets tests call; arguments and results are JSON. */
export interface GuestModel {
  /**
   * The screen that a situation leads to. `situation` changes parts of that of a guest who has
   * opened their link; `consult` changes parts of the consult, `left` says why it is none any more.
   */
  screenFor(
    situation: Readonly<Record<string, unknown>>,
    consult?: Partial<ConsultView>,
    left?: 'over' | 'withdrawn',
  ): Readonly<Record<string, unknown>>;
  /** Those whom a guest sees: name, part, whether there is a picture, whether they speak. */
  people(guests: readonly GuestStatus[], remotes: readonly string[], speaker: string): string[];
  /** Takes a link out of the page's address. @returns what it was, and the address after it */
  takeLink(): { readonly link: Readonly<Record<string, unknown>>; readonly address: string };
  /** Keeps a session; `null` forgets it. */
  keep(resume: { sessionId: string; resumeToken: string } | null): void;
  kept(): { readonly sessionId: string; readonly resumeToken: string } | null;
}
