/**
 * A value that changes, and who wants to know. Reading is always possible; a listener is told of
 * each change from now on, not of the present value. Listeners that throw do not stop the others.
 */
export class Observable<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** @returns the way to unsubscribe; calling it again does nothing. */
  subscribe(listener: (value: T) => void): () => void {
    // Wrapped so that one function subscribed twice is two subscriptions.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  protected change(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        // It is the listener's own bug: let the page's error handling see it, and go on.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }
}

/** The owner's end of an observable. Hand it out as `Observable`. */
export class Settable<T> extends Observable<T> {
  set(value: T): void {
    this.change(value);
  }
}
