/**
 * How often something is measured: as said, or less where `BENCH_SHARE` names a share of
 * it (`0.1`) to see that a benchmark runs. Figures of such a run are not for publishing.
 */
export function repetitions(full: number): number {
  const share = Number(process.env['BENCH_SHARE'] ?? 1);
  if (!(share > 0 && share <= 1)) throw new RangeError('BENCH_SHARE is over 0, up to 1');
  return Math.max(1, Math.round(full * share));
}
