import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { z } from 'zod';

/** Where something stood, one after the other: what was done so far, and the measured value. */
const point = z.tuple([z.number(), z.number()]).readonly();
export type Point = z.infer<typeof point>;

const named = z.object({ name: z.string(), unit: z.string() });

/** One line of a benchmark's outcome: a distribution of samples, one figure, or a course. */
const resultSchema = z.union([
  named
    .extend({
      n: z.number(),
      min: z.number(),
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
      max: z.number(),
    })
    .readonly(),
  named.extend({ value: z.number() }).readonly(),
  named.extend({ course: z.array(point).readonly() }).readonly(),
]);
export type Result = z.infer<typeof resultSchema>;

const columns = ['n', 'min', 'p50', 'p95', 'p99', 'max'] as const;

/** What `--json` prints. */
export const reportSchema = z
  .object({
    bench: z.string(),
    machine: z.string(),
    commit: z.string(),
    results: z.array(resultSchema).readonly(),
  })
  .readonly();
export type Report = z.infer<typeof reportSchema>;

/**
 * Summarises samples.
 * @throws RangeError where there are none: a figure that was not measured is not reported
 */
export function distribution(name: string, unit: string, samples: readonly number[]): Result {
  const sorted = samples.toSorted((a, b) => a - b);
  if (sorted.length === 0) throw new RangeError(`${name}: no samples`);
  const quantile = (q: number) => rounded(quantileOf(sorted, q));
  return {
    name,
    unit,
    n: sorted.length,
    min: quantile(1 / sorted.length),
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: quantile(1),
  };
}

/** @throws RangeError where there are no samples */
export function medianOf(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError('no samples');
  return quantileOf(
    samples.toSorted((a, b) => a - b),
    0.5,
  );
}

export function figure(name: string, unit: string, value: number): Result {
  return { name, unit, value: rounded(value) };
}

export function course(name: string, unit: string, points: readonly Point[]): Result {
  return { name, unit, course: points.map(([done, value]) => [done, rounded(value)]) };
}

/**
 * By how much the value grows with each that is done, by least squares.
 * @param points two or more
 */
export function slopeOf(points: readonly Point[]): number {
  const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const meanDone = meanOf(points.map(([done]) => done));
  const meanValue = meanOf(points.map(([, value]) => value));
  let [covariance, variance] = [0, 0];
  for (const [done, value] of points) {
    covariance += (done - meanDone) * (value - meanValue);
    variance += (done - meanDone) ** 2;
  }
  return covariance / variance;
}

export function describeRun(bench: string, results: readonly Result[]): Report {
  const [cpu] = cpus();
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return {
    bench,
    machine: `${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${memoryGib} GiB, Linux ${release()}, Node ${process.version}`,
    commit: execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim(),
    results,
  };
}

/** The report as a table for people. */
export function asTable({ bench, machine, commit, results }: Report): string {
  const rows = results.map((result) => [result.name, result.unit, ...cellsOf(result)]);
  const table = [['', 'unit', ...columns], ...rows];
  const widths =
    table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
  return [`${bench} · ${commit} · ${machine}`, '', ...lines].join('\n');
}

/** As many as `columns` has. */
function cellsOf(result: Result): string[] {
  if ('value' in result) return ['', '', String(result.value), '', '', ''];
  if ('course' in result) {
    const values = result.course.map(([, value]) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return [String(values.length), String(least), '', '', '', String(most)];
  }
  return columns.map((column) => String(result[column]));
}

/** A value as people read it: large numbers of bytes in MiB or KiB. */
export function readable(value: number, unit: string): { value: number; unit: string } {
  if (!/^B(\/|$)/.test(unit)) return { value: rounded(value), unit };
  const size = Math.abs(value);
  const [divisor, prefix] =
    size >= 2 ** 20 ? [2 ** 20, 'Mi'] : size >= 2 ** 10 ? [2 ** 10, 'Ki'] : [1, ''];
  return { value: rounded(value / divisor), unit: `${prefix}${unit}` };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** @param sorted not empty */
function quantileOf(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
