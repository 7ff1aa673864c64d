import { describe, expect, it } from 'vitest';
import { lastCalls } from '../src/lastCalls.ts';

/** Calls that end when they are told to. */
class Calls {
  left: number;
  readonly #listeners = new Set<() => void>();

  constructor(left: number) {
    this.left = left;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  endOne(): void {
    this.left -= 1;
    for (const listener of this.#listeners) listener();
  }

  wait(timeoutMs: number, hurry = new AbortController().signal): Promise<number> {
    return lastCalls({
      count: async () => this.left,
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      timeoutMs,
      hurry,
    });
  }
}

describe('the last calls of a server that stops', () => {
  it('are not waited for where there are none', async () => {
    expect(await new Calls(0).wait(60_000)).toBe(0);
  });

  it('are waited for, one after the other', async () => {
    const calls = new Calls(2);
    const waiting = calls.wait(60_000);
    await expect.poll(() => calls.listeners).toBe(1);
    calls.endOne();
    await expect.poll(() => calls.listeners).toBe(1);
    calls.endOne();
    expect(await waiting).toBe(0);
    expect(calls.listeners).toBe(0);
  });

  it('are left when the time is over', async () => {
    expect(await new Calls(1).wait(20)).toBe(1);
  });

  it('are left when somebody is in a hurry, before and in the middle', async () => {
    expect(await new Calls(1).wait(60_000, AbortSignal.abort())).toBe(1);
    const hurry = new AbortController();
    const calls = new Calls(3);
    const waiting = calls.wait(60_000, hurry.signal);
    await expect.poll(() => calls.listeners).toBe(1);
    hurry.abort();
    expect(await waiting).toBe(3);
    expect(calls.listeners).toBe(0);
  });
});
