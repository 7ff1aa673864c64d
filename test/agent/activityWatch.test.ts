import { afterEach, describe, expect, it } from 'vitest';
import { ActivityWatch } from '../../clients/agent/activityWatch.ts';

let watch: ActivityWatch | undefined;
afterEach(() => watch?.close());

/** A watch over a screen, with what it tells in order. */
function watching(idleMs: number) {
  const target = new EventTarget();
  const told: boolean[] = [];
  const waiting: Array<() => void> = [];
  watch = new ActivityWatch({
    target,
    idleMs,
    onActive: (active) => {
      told.push(active);
      waiting.shift()?.();
    },
  });
  return {
    watch,
    told,
    press: (type: string) => target.dispatchEvent(new Event(type)),
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}

describe('somebody at a screen', () => {
  it('is told away once nothing moved for the time, and back at the first sign', async () => {
    const screen = watching(10);
    await screen.next();
    expect(screen.told).toEqual([false]);
    screen.press('pointermove');
    expect(screen.told).toEqual([false, true]);
    await screen.next();
    expect(screen.told).toEqual([false, true, false]);
    screen.press('visibilitychange');
    expect(screen.told.at(-1)).toBe(true);
  });

  it('is not told again and again while they are there', () => {
    const screen = watching(60_000);
    screen.press('keydown');
    screen.press('pointerdown');
    expect(screen.told).toEqual([]);
  });

  it('is told at the next sign where others believe that nobody is there', () => {
    const screen = watching(60_000);
    screen.watch.tellNext();
    screen.press('keydown');
    screen.press('keydown');
    expect(screen.told).toEqual([true]);
  });
});
