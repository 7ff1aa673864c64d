/** What `test/pages/videoChange.ts` lets a test do. */
export interface VideoChange {
  /** This person's picture has frames from now on. */
  begin(name: 'first' | 'second'): void;
  show(name: 'first' | 'second' | null): void;
  /** From now on the engine tells no page of its frames, as Chromium 76. */
  beOldEngine(): void;
  /** Notes what is seen and heard from now on. */
  watch(): void;
  report(): VideoChangeReport;
}

export interface VideoChangeReport {
  /** Who is on the screen now; `black`, or `nothing` where there is no element. */
  readonly shown: string;
  readonly elements: number;
  readonly hidden: number;
  /** All that was on the screen since `watch`. */
  readonly seen: readonly string[];
  /** Elements that were to be heard at one moment. */
  readonly mostHeard: number;
  readonly leastHeard: number;
}
