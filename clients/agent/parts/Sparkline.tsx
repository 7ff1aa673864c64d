/** Points in the chart's own coordinates: one unit per sample, the height is `chartHeight`. */
const chartHeight = 40;

interface SparklineProps {
  /** One value per second, newest last; `undefined` leaves a gap. */
  readonly values: readonly (number | undefined)[];
  /** How many seconds the width stands for. */
  readonly span: number;
  /** The least value that the full height stands for; larger ones raise it. */
  readonly ceiling: number;
}

/** A line of the last minute. The words and the present value stand beside it. */
export function Sparkline({ values, span, ceiling }: SparklineProps) {
  const shown = values.slice(-span);
  const known = shown.filter((value) => value !== undefined);
  const top = Math.max(ceiling, ...known);
  const offset = span - shown.length;
  const runs = withoutGaps(
    shown.map((value, index) =>
      value === undefined
        ? undefined
        : { x: offset + index, y: chartHeight - 2 - (value / top) * (chartHeight - 5) },
    ),
  );
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${span - 1} ${chartHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <line class="sparkline-base" x1="0" x2={span - 1} y1={chartHeight - 1} y2={chartHeight - 1} />
      {runs.map((run) => (
        <g key={run[0]?.x}>
          <path class="sparkline-area" d={areaOf(run)} />
          <path class="sparkline-line" d={lineOf(run)} />
        </g>
      ))}
    </svg>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function withoutGaps(points: readonly (Point | undefined)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let current: Point[] | undefined;
  for (const point of points) {
    if (point === undefined) {
      current = undefined;
      continue;
    }
    if (current === undefined) {
      current = [];
      runs.push(current);
    }
    current.push(point);
  }
  return runs;
}

function lineOf(run: readonly Point[]): string {
  const [first] = run;
  if (first === undefined) return '';
  // A single sample would be an invisible line of no length.
  if (run.length === 1) return `M${first.x - 0.5} ${first.y.toFixed(1)}h0.5`;
  return run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y.toFixed(1)}`).join('');
}

function areaOf(run: readonly Point[]): string {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined || run.length === 1) return '';
  return `${lineOf(run)}L${last.x} ${chartHeight - 1}L${first.x} ${chartHeight - 1}Z`;
}
