import { isDigit, type RemoteKey, remoteKeyOf } from './remoteKeys.ts';
import { nearestInDirection } from './spatialFocus.ts';

type BackHandler = () => void;

/** Where the keys come from. @returns the way to stop listening */
export type KeySource = (listener: (event: KeyboardEvent) => void) => () => void;

const pageKeys: KeySource = (listener) => {
  document.addEventListener('keydown', listener, { capture: true });
  return () => document.removeEventListener('keydown', listener, { capture: true });
};

/**
 * Drives one part of the page by a remote control. Exactly one control in it has the focus: arrows
 * move it, OK presses it, and when its control goes away it moves to the screen's entry, the
 * control marked `data-entry`. A dialog (`role="dialog"`) takes the focus while it is there.
 */
export class RemoteControl {
  readonly #whenNobodyGoesBack: BackHandler;
  readonly #keys: KeySource;
  readonly #backHandlers: BackHandler[] = [];
  /** Of what lies over a screen, whichever of the two came first. */
  readonly #dialogBackHandlers: BackHandler[] = [];
  readonly #keyListeners = new Set<(key: RemoteKey) => boolean>();
  #root: HTMLElement | null = null;
  /** What had the focus last while there was no dialog. */
  #behindDialog: HTMLElement | undefined;

  /**
   * @param whenNobodyGoesBack is called on Back at a screen that does not handle it itself
   * @param keys where the keys come from
   */
  constructor(whenNobodyGoesBack: BackHandler, keys: KeySource = pageKeys) {
    this.#whenNobodyGoesBack = whenNobodyGoesBack;
    this.#keys = keys;
  }

  /** Takes the keys, for what is in `root`. @returns the way to let go of them */
  attach(root: HTMLElement): () => void {
    this.#root = root;
    const observer = new MutationObserver(this.#keepFocus);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', 'data-entry'],
    });
    const letGoOfKeys = this.#keys(this.#onKeyDown);
    root.addEventListener('focusin', this.#remember);
    // A pointer remote that presses beside the controls would take the focus off all of them.
    document.addEventListener('click', this.#keepFocus);
    window.addEventListener('focus', this.#keepFocus);
    this.#keepFocus();
    return () => {
      observer.disconnect();
      letGoOfKeys();
      root.removeEventListener('focusin', this.#remember);
      document.removeEventListener('click', this.#keepFocus);
      window.removeEventListener('focus', this.#keepFocus);
      this.#root = null;
    };
  }

  /**
   * The newest handler gets Back; of those there are, one of a dialog.
   * @returns the way to take it away again
   */
  onBack(handler: BackHandler, of: 'screen' | 'dialog' = 'screen'): () => void {
    const handlers = of === 'dialog' ? this.#dialogBackHandlers : this.#backHandlers;
    handlers.push(handler);
    return () => {
      const at = handlers.lastIndexOf(handler);
      if (at >= 0) handlers.splice(at, 1);
    };
  }

  /**
   * Hears of every key before it acts.
   * @param listener returns whether it took the key, which then does nothing else
   * @returns the way to unsubscribe
   */
  onKey(listener: (key: RemoteKey) => boolean): () => void {
    this.#keyListeners.add(listener);
    return () => {
      this.#keyListeners.delete(listener);
    };
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const key = remoteKeyOf(event);
    if (key === undefined) return;
    // A finger that stays on OK or Back must not answer the next question too, nor type twice.
    if (event.repeat && (key === 'ok' || key === 'back' || isDigit(key))) {
      event.preventDefault();
      return;
    }
    let taken = false;
    for (const listener of [...this.#keyListeners]) taken = listener(key) || taken;
    if (taken) {
      event.preventDefault();
      return;
    }
    this.#act(key, event);
  };

  #act(key: RemoteKey, event: KeyboardEvent): void {
    if (isDigit(key)) return;
    if (key === 'back') {
      event.preventDefault();
      (
        lastOf(this.#dialogBackHandlers) ??
        lastOf(this.#backHandlers) ??
        this.#whenNobodyGoesBack
      )();
      return;
    }
    const focused = this.#focused();
    if (key === 'ok') {
      event.preventDefault();
      // Pressed here, and not by the engine, because not every TV engine makes OK a click.
      if (focused === undefined) this.#keepFocus();
      else focused.click();
      return;
    }
    event.preventDefault();
    const controls = this.#controls();
    if (focused === undefined) {
      this.#keepFocus();
      return;
    }
    const others = controls.filter((control) => control !== focused);
    const next = nearestInDirection(
      focused.getBoundingClientRect(),
      others.map((control) => control.getBoundingClientRect()),
      key,
    );
    others[next]?.focus();
  }

  readonly #keepFocus = (): void => {
    if (this.#focused() !== undefined) return;
    const controls = this.#controls();
    const remembered = this.#dialog() === undefined ? this.#behindDialog : undefined;
    const entry =
      controls.find((control) => control === remembered) ??
      controls.find((control) => control.hasAttribute('data-entry')) ??
      controls[0];
    entry?.focus();
  };

  readonly #remember = (): void => {
    if (this.#dialog() === undefined) this.#behindDialog = this.#focused();
  };

  /** The control that has the focus, if one of those that may have it does. */
  #focused(): HTMLElement | undefined {
    const active = focusedIn(this.#root);
    return this.#controls().find((control) => control === active);
  }

  #controls(): HTMLElement[] {
    const scope = this.#dialog() ?? this.#root;
    return [...(scope?.querySelectorAll<HTMLElement>('button:not([disabled])') ?? [])];
  }

  #dialog(): HTMLElement | undefined {
    const dialogs = this.#root?.querySelectorAll<HTMLElement>('[role="dialog"]');
    return dialogs?.[dialogs.length - 1];
  }
}

/** What has the focus, as seen from an element, which may be in a shadow tree. */
function focusedIn(element: HTMLElement | null): Element | null {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : document.activeElement;
}

function lastOf(handlers: readonly BackHandler[]): BackHandler | undefined {
  return handlers[handlers.length - 1];
}
