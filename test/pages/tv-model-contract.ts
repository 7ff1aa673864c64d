import type { ConsultView } from '../../src/protocol/index.ts';

/** What `tv-model.ts` lets tests call; arguments and results are JSON. */
export interface TvModel {
  /** The screen that a situation leads to. `situation` changes parts of an idle, paired TV's. */
  screenFor(situation: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** How good a connection with these samples is called. */
  quality(samples: ReadonlyArray<{ fractionLost: number; roundTrip: number }>): string;
  /** The index of the control that an arrow leads to, of boxes given as [left, top, width, height]. */
  arrow(from: readonly number[], to: ReadonlyArray<readonly number[]>, direction: string): number;
  /** How large the people in these places are shown, by their order. */
  stage(places: readonly string[], speaker: string | null, pinned: readonly string[]): string[];
  /** Whom the patient has pinned after pressing somebody's picture. */
  pinned(before: readonly string[], pressed: string): readonly string[];
  /** What is to be shown of these diagnostics: the task's id and which of how many, or the finding. */
  openTask(
    consult: Pick<ConsultView, 'state' | 'diagnostics'>,
    answered: readonly string[],
  ): string | null;
  /** How a wait is told, in milliseconds. */
  estimate(waitMs: number | null): string;
  /** Where the patient stands, in words. */
  place(place: number): string;
  /** The device's registration, where the page's globals are what the platform offers. */
  registration(): Promise<{
    hardwareId: string;
    displayModel?: string | undefined;
    platform: string;
  }>;
  /** Gives the page what a platform gives its apps. */
  becomeTizen(serial: string, model: string): void;
  becomeWebos(id: string, model: string): void;
}
