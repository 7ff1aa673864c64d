/** What `tv-audit.ts` finds on a screen of the TV; each finding names the text or control. */
export interface TvAudit {
  /** Draws a screen of the gallery anew. */
  showScreen(name: string): void;
  /** Texts smaller than so many pixels of a screen of 1080 lines. */
  textsBelow(pixels: number): string[];
  /** Words and controls outside of the safe area, or wider than what holds them. */
  misplaced(safeShare: number): string[];
  /** How many controls show the ring of the focus. */
  focusRings(): number;
  /** Whether all typefaces are there, and the focus is set where there is a control. */
  isSettled(): boolean;
  movingParts(): number;
  /** A key as a remote control's engine reports it. */
  pressKey(key: string, keyCode: number, repeat: boolean): void;
  /** Makes the engine one that plays no sound until a key was pressed. */
  keepSilentUntilKey(): void;
  /** Whether the physician is heard, if they say something. */
  plays(): { muted: boolean; paused: boolean };
}
