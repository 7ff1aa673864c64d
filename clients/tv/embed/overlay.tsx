import { render } from 'preact';
import { App } from '../app.tsx';
import type { Actions, Screen } from '../model/screen.ts';
import { useWords } from '../ui/words.ts';
import { KeyShield } from './keyShield.ts';

/** Nothing of the page's own lies higher. */
const highest = '2147483647';

/**
 * The app over a page: in a shadow tree, so that neither one's styles reach the other. While it is
 * shown it has the keys and the focus; then the page gets both back as they were.
 */
export class Overlay {
  readonly #host = document.createElement('div');
  readonly #root = document.createElement('div');
  readonly #shield = new KeyShield();
  readonly #actions: Actions;
  readonly #covered = new Map<Element, string | null>();
  #focusedBefore: Element | null = null;
  #isCovering = false;

  /** @param styles the app's, made for a shadow tree */
  constructor(styles: string, actions: Actions) {
    this.#actions = actions;
    this.#host.setAttribute('data-housecall', '');
    const shadow = this.#host.attachShadow({ mode: 'open' });
    this.#root.className = 'housecall';
    adoptStyles(shadow, styles);
    shadow.append(this.#root);
    for (const [name, value] of hostStyle) this.#host.style.setProperty(name, value, 'important');
  }

  show(screen: Screen): void {
    if (screen.name === 'hidden') {
      this.#unmount();
      this.#uncover();
      return;
    }
    const isCovering = coversPage(screen);
    if (isCovering) this.#cover();
    this.#mount(isCovering);
    render(<Shown screen={screen} actions={this.#actions} shield={this.#shield} />, this.#root);
    if (!isCovering) this.#uncover();
  }

  close(): void {
    this.#unmount();
    this.#uncover();
    this.#shield.close();
  }

  #mount(isCovering: boolean): void {
    // What is shown beside the page takes no pointer from it either.
    const pointer = isCovering ? 'auto' : 'none';
    this.#host.style.setProperty('pointer-events', pointer, 'important');
    if (!this.#host.isConnected) visibleParent().append(this.#host);
  }

  #unmount(): void {
    if (!this.#host.isConnected) return;
    render(null, this.#root);
    this.#host.remove();
  }

  /** Takes the keys and the focus from the page. */
  #cover(): void {
    if (this.#isCovering) return;
    this.#isCovering = true;
    this.#focusedBefore = document.activeElement;
    this.#shield.raise();
    for (const sibling of visibleParent().children) {
      if (sibling === this.#host) continue;
      this.#covered.set(sibling, sibling.getAttribute('aria-hidden'));
      sibling.setAttribute('aria-hidden', 'true');
    }
  }

  /** Gives them back as they were. */
  #uncover(): void {
    if (!this.#isCovering) return;
    this.#isCovering = false;
    for (const [element, before] of this.#covered) {
      if (before === null) element.removeAttribute('aria-hidden');
      else element.setAttribute('aria-hidden', before);
    }
    this.#covered.clear();
    this.#shield.lower();
    const before = this.#focusedBefore;
    this.#focusedBefore = null;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }
}

/** Whether a screen takes the place of the page, rather than a corner of it, or nothing. */
export function coversPage({ name }: Screen): boolean {
  return name !== 'hidden' && name !== 'on-phone-badge';
}

interface ShownProps {
  readonly screen: Screen;
  readonly actions: Actions;
  readonly shield: KeyShield;
}

function Shown({ screen, actions, shield }: ShownProps) {
  return (
    <div class="housecall-app" lang={useWords().language}>
      <App screen={screen} actions={actions} keys={shield.keys} />
    </div>
  );
}

/** Told to the element itself and above every rule of the page. */
const hostStyle = [
  ['all', 'initial'],
  ['display', 'block'],
  ['position', 'fixed'],
  ['top', '0'],
  ['left', '0'],
  ['width', '100vw'],
  ['height', '100vh'],
  ['z-index', highest],
] as const;

/** Sheets made by script are no inline styles, which a page's content security policy may forbid. */
function adoptStyles(shadow: ShadowRoot, styles: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    // Engines without: Firefox before 101, Safari before 16.4.
    const style = document.createElement('style');
    style.textContent = styles;
    shadow.append(style);
  }
}

/** In full screen only what is in the element that fills it is seen; a film can hold nothing. */
function visibleParent(): Element {
  const full = document.fullscreenElement ?? null;
  if (full === null) return document.body;
  if (!(full instanceof HTMLMediaElement)) return full;
  document.exitFullscreen().catch(() => undefined);
  return document.body;
}
