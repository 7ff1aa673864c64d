import type { CoursePlot } from './chapters.ts';
import { type Point, type Result, readable } from './report.ts';

type Distribution = Extract<Result, { readonly p50: number }>;
type Course = Extract<Result, { readonly course: readonly Point[] }>;

/** Sizes in the picture's own units, one a pixel where it is shown as it is. */
const width = 760;
const labelsLeft = 250;
const scaleLeft = 64;
const right = 48;
const rowHeight = 38;
const top = 62;
const bottom = 36;
const courseHeight = 220;
const courseBottom = 52;

const ink = '#1f2937';
const quiet = '#6b7280';
const faint = '#e5e7eb';
/** Of Housecall, and of what it is compared with. */
const ours = '#0f766e';
const theirs = '#b45309';

/**
 * Draws distributions below each other on one scale from zero: a bar from the fastest to the 95th
 * percentile, a dot at the median with its figure.
 * @throws RangeError where there are none
 */
export function plotDistributions(title: string, rows: readonly Distribution[]): string {
  const [first] = rows;
  if (first === undefined) throw new RangeError(`${title}: nothing to draw`);
  const ticks = ticksUpTo(Math.max(...rows.map(({ p95 }) => p95)));
  const most = ticks.at(-1) ?? 1;
  const x = (value: number) => labelsLeft + (value / most) * (width - labelsLeft - right);
  const height = top + rows.length * rowHeight + bottom;
  const drawn = rows.map(({ name, min, p50, p95 }, i) => {
    const y = top + (i + 0.6) * rowHeight;
    const colour = colourOf(name);
    return [
      text(labelsLeft - 14, y + 4, name, 'end', ink),
      `<g opacity="0.35">${line(x(min), y, x(p95), y, colour, 10)}</g>`,
      `<circle cx="${at(x(p50))}" cy="${at(y)}" r="5" fill="${colour}"/>`,
      text(x(p50), y - 11, String(p50), 'middle', colour, 600),
    ].join('');
  });
  const grid = ticks.map(
    (tick) =>
      line(x(tick), top, x(tick), height - bottom, faint, 1) +
      text(x(tick), height - bottom + 20, String(tick), 'middle', quiet),
  );
  const what = `${first.unit}; bar from the least to the 95th percentile, dot at the median`;
  return picture(title, height, [...heading(title, what), ...grid, ...drawn]);
}

/** Draws how values went on, from zero. @throws RangeError where there are no points */
export function plotCourses(plot: CoursePlot, courses: readonly Course[]): string {
  const points = courses.flatMap(({ course }) => course);
  const [first] = courses;
  if (first === undefined || points.length === 0) {
    throw new RangeError(`${plot.title}: nothing to draw`);
  }
  const highestValue = plot.to ?? Math.max(...points.map(([, value]) => value));
  const { value: scaled, unit } = readable(highestValue, first.unit);
  const perUnit = scaled === 0 ? 1 : highestValue / scaled;
  const ticks = ticksUpTo(scaled);
  const highest = (ticks.at(-1) ?? 1) * perUnit;
  const along = ticksUpTo(Math.max(...points.map(([done]) => done)));
  const longest = along.at(-1) ?? 1;
  const x = (done: number) => scaleLeft + (done / longest) * (width - scaleLeft - right);
  const y = (value: number) => top + courseHeight * (1 - Math.min(value, highest) / highest);
  const height = top + courseHeight + courseBottom;
  return picture(plot.title, height, [
    ...heading(plot.title, unit),
    ...ticks.map(
      (tick) =>
        line(scaleLeft, y(tick * perUnit), width - right, y(tick * perUnit), faint, 1) +
        text(scaleLeft - 12, y(tick * perUnit) + 4, String(tick), 'end', quiet),
    ),
    ...along.map((tick) => text(x(tick), top + courseHeight + 20, String(tick), 'middle', quiet)),
    text((scaleLeft + width - right) / 2, height - 10, plot.along, 'middle', quiet),
    ...courses.map(({ name, course }) => {
      const path = course.map(([done, value]) => `${at(x(done))},${at(y(value))}`).join(' ');
      const colour = colourOf(name);
      const dots = course.map(
        ([done, value]) =>
          `<circle cx="${at(x(done))}" cy="${at(y(value))}" r="3" fill="${colour}"/>`,
      );
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
    }),
    ...(courses.length > 1 ? legend(courses.map(({ name }) => name)) : []),
  ]);
}

/** Each name in its colour, from the right of the heading's second line on. */
function legend(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const x = width - right - (names.length - 1 - i) * 190;
    return text(x, 44, `● ${name}`, 'end', colourOf(name), 600);
  });
}

function heading(title: string, what: string): string[] {
  return [text(16, 24, title, 'start', ink, 600, 15), text(16, 44, what, 'start', quiet, 400, 12)];
}

function colourOf(name: string): string {
  return /\.(janus|peerjs)$/.test(name) ? theirs : ours;
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

function picture(title: string, height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, thick: number) {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${thick}" stroke-linecap="round"/>`;
}

function text(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end',
  colour: string,
  weight = 400,
  size = 13,
): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${colour}" font-weight="${weight}" font-size="${size}">${escaped(content)}</text>`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
