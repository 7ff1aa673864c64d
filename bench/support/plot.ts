import type { Point, Result } from './report.ts';

type Distribution = Extract<Result, { readonly p50: number }>;

/** Sizes in the picture's own units, one a pixel where it is shown as it is. */
const width = 760;
const left = 250;
const right = 40;
const rowHeight = 34;
const top = 44;
const bottom = 40;
const courseHeight = 220;
const plotWidth = width - left - right;

const ink = '#24292f';
const faint = '#d0d7de';
const mark = '#0f766e';

/**
 * Draws distributions below each other on one scale from zero: a line from the fastest to the 95th
 * percentile, a dot at the median with its figure.
 * @throws RangeError where there are none
 */
export function plotDistributions(title: string, rows: readonly Distribution[]): string {
  const [first] = rows;
  if (first === undefined) throw new RangeError(`${title}: nothing to draw`);
  const ticks = ticksUpTo(Math.max(...rows.map(({ p95 }) => p95)));
  const most = ticks.at(-1) ?? 1;
  const x = (value: number) => left + (value / most) * plotWidth;
  const height = top + rows.length * rowHeight + bottom;
  const drawn = rows.map(({ name, min, p50, p95 }, i) => {
    const y = top + (i + 0.5) * rowHeight;
    return [
      text(left - 12, y + 4, name, 'end'),
      line(x(min), y, x(p95), y, mark, 3),
      `<circle cx="${at(x(p50))}" cy="${at(y)}" r="6" fill="${mark}"/>`,
      text(x(p50), y - 10, String(p50), 'middle'),
    ].join('');
  });
  const grid = ticks.map((tick) => verticalLine(x(tick), height, String(tick)));
  return picture(height, [
    text(left, 18, `${title} (${first.unit}): from the least to p95, dot at the median`, 'start'),
    ...grid,
    ...drawn,
  ]);
}

/** Draws how a value went on, from zero. @throws RangeError where there are no points */
export function plotCourse(title: string, unit: string, points: readonly Point[]): string {
  const most = points.at(-1);
  if (most === undefined) throw new RangeError(`${title}: nothing to draw`);
  const ticks = ticksUpTo(Math.max(...points.map(([, value]) => value)));
  const highest = ticks.at(-1) ?? 1;
  const x = (done: number) => left + (done / most[0]) * plotWidth;
  const y = (value: number) => top + courseHeight * (1 - value / highest);
  const height = top + courseHeight + bottom;
  const path = points.map(([done, value]) => `${at(x(done))},${at(y(value))}`).join(' ');
  return picture(height, [
    text(left, 18, `${title} (${unit})`, 'start'),
    ...ticks.map(
      (tick) =>
        line(left, y(tick), width - right, y(tick), faint, 1) +
        text(left - 12, y(tick) + 4, String(tick), 'end'),
    ),
    text(left, height - 14, '0', 'middle'),
    text(width - right, height - 14, String(most[0]), 'middle'),
    `<polyline points="${path}" fill="none" stroke="${mark}" stroke-width="2"/>`,
  ]);
}

/** From zero in four or five round steps to the least that is not below. */
function ticksUpTo(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((s) => s * magnitude >= rough) ?? 10) * magnitude;
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

function picture(height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="${ink}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function verticalLine(x: number, height: number, label: string): string {
  return (
    line(x, top, x, height - bottom, faint, 1) + text(x, height - bottom + 20, label, 'middle')
  );
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, thick: number) {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${thick}" stroke-linecap="round"/>`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escaped}</text>`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
