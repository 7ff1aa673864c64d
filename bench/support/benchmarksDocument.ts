import type { Chapter } from './chapters.ts';
import { plotCourse, plotDistributions } from './plot.ts';
import type { Report, Result } from './report.ts';

export interface MeasuredChapter {
  readonly chapter: Chapter;
  readonly report: Report;
}

const opening = `# Benchmarks

Each figure here is made by a command of this repository, and one command makes them all again and writes this page: \`npm run bench:publish\`. Browsers, servers and what they are compared with run on one machine over loopback, so the network adds nothing. Ratios are of medians. Lower is better everywhere but in \`width\` and \`frames/s\`.

The relay's capacity (consults on one core until 1 % of packets are late or lost) is not among them. Browsers that make the load need many times the CPU of the relay that carries it, so on two cores they are at their end long before it is; and a figure that is extrapolated from a few calls would not be a measured one.
`;

/** The page as Markdown, with the pictures that it shows by their file names. */
export function benchmarksDocument(chapters: readonly MeasuredChapter[]): {
  readonly markdown: string;
  readonly pictures: ReadonlyMap<string, string>;
} {
  const pictures = new Map<string, string>();
  for (const { chapter, report } of chapters) {
    for (const plot of chapter.plots) pictures.set(plot.file, draw(plot, report.results));
  }
  return { markdown: [opening, ...chapters.map(chapterText)].join('\n'), pictures };
}

function draw(plot: Chapter['plots'][number], results: readonly Result[]): string {
  if ('course' in plot) {
    const found = results.find(({ name }) => name === plot.course);
    if (found === undefined || !('course' in found)) throw new Error(`no course ${plot.course}`);
    return plotCourse(plot.title, found.unit, found.course);
  }
  const rows = plot.distributions.map((name) => {
    const found = results.find((result) => result.name === name);
    if (found === undefined || !('p50' in found)) throw new Error(`no distribution ${name}`);
    return found;
  });
  return plotDistributions(plot.title, rows);
}

function chapterText({ chapter, report }: MeasuredChapter): string {
  const { title, how, bench, plots, ratios } = chapter;
  return [
    `## ${title}\n`,
    `${how}\n`,
    `\`npm run --silent bench -- ${bench}\` · ${report.machine} · commit ${report.commit}\n`,
    ...ratios.map((ratio) => `${verdict(ratio, report.results)}\n`),
    ...plots.map(({ file, title }) => `![${title}](benchmarks/${file})\n`),
    `${table(report.results)}\n`,
  ].join('\n');
}

function verdict(
  { name, subject, rival, whyMore = 'Why is not found out yet.' }: Chapter['ratios'][number],
  results: readonly Result[],
): string {
  const found = results.find((result) => result.name === name);
  if (found === undefined || !('value' in found)) throw new Error(`no figure ${name}`);
  const outcome = `${subject}: ${found.value} times what ${rival} takes.`;
  return found.value <= 1 ? `**${outcome}**` : `**${outcome} Here Housecall loses.** ${whyMore}`;
}

function table(results: readonly Result[]): string {
  const rows = results.flatMap((result) => {
    if ('course' in result) return [];
    const { name, unit } = result;
    if ('value' in result) return [`| \`${name}\` | ${unit} | ${result.value} | | | |`];
    const { n, min, p50, p95 } = result;
    return [`| \`${name}\` | ${unit} | ${p50} | ${min} | ${p95} | ${n} |`];
  });
  return [
    '| | unit | median, or the figure | min | p95 | n |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
