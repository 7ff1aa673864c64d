import type { Chapter, Plot, Ratio } from './chapters.ts';
import { plotCourses, plotDistributions } from './plot.ts';
import { type Report, type Result, readable } from './report.ts';

export interface MeasuredChapter {
  readonly chapter: Chapter;
  readonly report: Report;
}

const opening = `# Benchmarks

Each figure here is made by the command in its row, and \`npm run bench:publish\` makes them all again and writes this page. Browsers, servers and what they are compared with run on one machine over loopback, so the network adds nothing. Ratios are of medians. Lower is better everywhere but in \`width\`, \`frames/s\` and consults on a core.
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
  const text = [opening, comparison(chapters), ...chapters.map(chapterText)];
  return { markdown: text.join('\n'), pictures };
}

/** How Housecall stands beside others, in one table before all chapters. */
function comparison(chapters: readonly MeasuredChapter[]): string {
  const rows = chapters.flatMap(({ chapter, report }) =>
    chapter.ratios.flatMap((ratio) => {
      const value = measuredRatio(ratio, report.results);
      if (value === undefined) return [];
      const outcome = isWon(ratio, value) ? 'wins' : '**loses**';
      return [
        `| ${ratio.subject} | ${ratio.rival} | ${value} | ${outcome} | ${command(chapter)} |`,
      ];
    }),
  );
  if (rows.length === 0) return '';
  return [
    '## Beside others, in short\n',
    '| | beside | times theirs | Housecall | command |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function draw(plot: Plot, results: readonly Result[]): string {
  if ('courses' in plot) {
    const courses = plot.courses.map((name) => {
      const found = results.find((result) => result.name === name);
      if (found === undefined || !('course' in found)) throw new Error(`no course ${name}`);
      return found;
    });
    return plotCourses(plot, courses);
  }
  const rows = plot.distributions.map((name) => {
    const found = results.find((result) => result.name === name);
    if (found === undefined || !('p50' in found)) throw new Error(`no distribution ${name}`);
    return found;
  });
  return plotDistributions(plot.title, rows);
}

function chapterText({ chapter, report }: MeasuredChapter): string {
  const { title, how, plots, ratios } = chapter;
  return [
    `## ${title}\n`,
    `${how}\n`,
    ...ratios.flatMap((ratio) => verdict(ratio, report.results)),
    ...plots.map(({ file, title }) => `![${title}](benchmarks/${file})\n`),
    `${table(chapter, report.results)}\n`,
    `${report.machine} · commit ${report.commit}\n`,
  ].join('\n');
}

function command({ bench }: Chapter): string {
  return `\`npm run bench -- ${bench}\``;
}

function verdict(ratio: Ratio, results: readonly Result[]): string[] {
  const { subject, rival, whyMore = 'Why is not found out yet.' } = ratio;
  const value = measuredRatio(ratio, results);
  if (value === undefined) return [];
  const outcome = `${subject}: ${value} times ${rival}’s.`;
  if (isWon(ratio, value)) return [`**${outcome}**\n`];
  return [`**${outcome} Here Housecall loses.** ${whyMore}\n`];
}

function measuredRatio({ name }: Ratio, results: readonly Result[]): number | undefined {
  const found = results.find((result) => result.name === name);
  return found !== undefined && 'value' in found ? found.value : undefined;
}

function isWon({ isMoreBetter }: Ratio, value: number): boolean {
  return isMoreBetter ? value >= 1 : value <= 1;
}

function table(chapter: Chapter, results: readonly Result[]): string {
  const rows = results.flatMap((result) => {
    if ('course' in result) return [];
    const { name } = result;
    const of = (value: number) => readable(value, result.unit);
    const { unit } = of('value' in result ? result.value : result.p50);
    const shown = (value: number) => of(value).value;
    const cells =
      'value' in result
        ? ['', shown(result.value), '', '']
        : [shown(result.min), shown(result.p50), shown(result.p95), result.n];
    return [`| \`${name}\` | ${unit} | ${cells.join(' | ')} | ${command(chapter)} |`];
  });
  return [
    '| | unit | min | median, or the figure | p95 | n | command |',
    '|---|---|--:|--:|--:|--:|---|',
    ...rows,
  ].join('\n');
}
