/** What `tv-overlay.ts` lets tests call: the app over a page with one button, which has the focus. */
export interface TvOverlay {
  prepare(): void;
  show(what: 'prompt' | 'on-phone-badge' | 'hidden'): void;
  /** The keys that the page has heard of since it was asked last. */
  heard(): string[];
  /** Whether the page's button has the focus. */
  hasFocus(): boolean;
  /** What a pointer in the middle of the badge would press: the page, or the app. */
  under(): 'page' | 'app' | null;
}
