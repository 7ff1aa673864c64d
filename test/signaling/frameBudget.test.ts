import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameBudget } from '../../src/signaling/frameBudget.ts';

const limits = { perSecond: 50, burst: 100, refusals: 200 };

describe('the budget of frames', () => {
  test('admits a burst, then what the rate allows', () => {
    const budget = new FrameBudget(limits, 0);
    const verdicts = Array.from({ length: 120 }, () => budget.spend(limits, 0));
    expect(verdicts.filter((verdict) => verdict === 'admitted').length).toBe(100);
    expect(budget.spend(limits, 19)).toBe('refused');
    expect(budget.spend(limits, 40)).toBe('admitted');
  });

  test('cuts off who goes on, and forgives who pauses', () => {
    const budget = new FrameBudget(limits, 0);
    const spend = (count: number, at: number) =>
      Array.from({ length: count }, () => budget.spend(limits, at)).at(-1);
    expect(spend(300, 0)).toBe('refused');
    expect(spend(100, 10_000)).toBe('admitted');
    expect(spend(200, 10_000)).toBe('refused');
    expect(spend(1, 10_000)).toBe('flood');
  });

  test('never admits more than the burst and the rate together', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { maxLength: 400 }), (pauses) => {
        const budget = new FrameBudget(limits, 0);
        let now = 0;
        let admitted = 0;
        for (const pause of pauses) {
          now += pause;
          if (budget.spend(limits, now) === 'admitted') admitted += 1;
        }
        expect(admitted).toBeLessThanOrEqual(limits.burst + (now / 1_000) * limits.perSecond);
      }),
    );
  });
});
