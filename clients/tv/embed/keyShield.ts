import type { KeySource } from '../remote/remoteControl.ts';

/**
 * Gives the keys to the app while it is shown, and to the page below while it is not. A key that
 * was pressed down on the app is let go of without the page hearing of it, too: the OK that sends
 * the app away presses nothing below.
 */
export class KeyShield {
  readonly #down = new Set<string>();
  readonly #listeners = new Set<(event: KeyboardEvent) => void>();
  #isRaised = false;

  constructor() {
    window.addEventListener('keydown', this.#onDown, { capture: true });
    window.addEventListener('keypress', this.#onPress, { capture: true });
    window.addEventListener('keyup', this.#onUp, { capture: true });
  }

  /** Hears of the keys pressed while the shield is raised. */
  readonly keys: KeySource = (listener) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  raise(): void {
    this.#isRaised = true;
  }

  lower(): void {
    this.#isRaised = false;
  }

  close(): void {
    this.#isRaised = false;
    window.removeEventListener('keydown', this.#onDown, { capture: true });
    window.removeEventListener('keypress', this.#onPress, { capture: true });
    window.removeEventListener('keyup', this.#onUp, { capture: true });
  }

  readonly #onDown = (event: KeyboardEvent): void => {
    if (!this.#isRaised) {
      if (event.repeat && this.#down.has(nameOf(event))) swallow(event);
      return;
    }
    this.#down.add(nameOf(event));
    event.stopImmediatePropagation();
    for (const listener of [...this.#listeners]) listener(event);
  };

  readonly #onPress = (event: KeyboardEvent): void => {
    if (this.#isRaised || this.#down.has(nameOf(event))) event.stopImmediatePropagation();
  };

  readonly #onUp = (event: KeyboardEvent): void => {
    const wasOurs = this.#down.delete(nameOf(event));
    if (wasOurs || this.#isRaised) event.stopImmediatePropagation();
  };
}

/** Engines of remotes give some keys no name, and some no code. */
function nameOf({ key, keyCode }: KeyboardEvent): string {
  return `${key} ${keyCode}`;
}

function swallow(event: KeyboardEvent): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}
