/** What `tv-model.ts` lets tests call; arguments and results are JSON. */
export interface TvModel {
  /** The screen that a situation leads to. `situation` changes parts of an idle, paired TV's. */
  screenFor(situation: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** How good a connection with these samples is called. */
  quality(samples: ReadonlyArray<{ fractionLost: number; roundTrip: number }>): string;
  /** The index of the control that an arrow leads to, of boxes given as [left, top, width, height]. */
  arrow(from: readonly number[], to: ReadonlyArray<readonly number[]>, direction: string): number;
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
