import { expect, it } from 'vitest';
import { type Need, obstacleTo } from './obstacles.ts';
import { type Figure, record } from './results.ts';
import type { Row } from './rows.ts';

/** Long enough for a call that is set up, broken, mended and looked at. */
const timeoutMs = 300_000;

interface Shown {
  /** Of `rows.ts`. */
  readonly row: Row;
  /** How it was broken, as a part of a sentence. */
  readonly how: string;
  readonly needs?: readonly Need[];
}

/**
 * A test that shows one way of breaking a call, and records what it measured. Where the machine does
 * not permit it, that is said loudly, recorded, and the test is skipped.
 *
 * @param measure breaks, measures, and checks what is not a figure
 */
export async function shows(
  { row, how, needs = [] }: Shown,
  measure: () => Promise<readonly Figure[]>,
): Promise<void> {
  const obstacle = await obstacleTo(needs);
  if (obstacle !== undefined) return cannotShow({ row, how, because: obstacle });
  it(
    how,
    async () => {
      const figures = await measure().catch(async (error: unknown) => {
        // An older result must not stand for one that did not come about.
        const [failed = ''] = String(error).split('\n');
        await record({ row, how, failed });
        throw error;
      });
      for (const { what, value, unit, goal } of figures) {
        say(`${row}, ${how}: ${what} ${value} ${unit} (goal ≤ ${goal} ${unit})`);
      }
      await record({ row, how, figures });
      for (const { what, value, goal } of figures) expect(value, what).toBeLessThanOrEqual(goal);
    },
    timeoutMs,
  );
}

/** What no machine of ours can be made to do is said as loudly, and is not counted as passed. */
export async function cannotShow({
  row,
  how,
  because,
}: Shown & { because: string }): Promise<void> {
  say(`NOT SHOWN: ${row}, ${how}, because ${because}`);
  await record({ row, how, notShown: because });
  it.skip(how);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
