/**
 * Writes docs/benchmarks.md and its pictures from measured results.
 *
 *   node bench/publish.ts             measures everything anew
 *   node bench/publish.ts NAME …      measures these anew and takes the others as they were kept
 *   node bench/publish.ts --draw      measures nothing
 *
 * Results are kept as JSON in docs/benchmarks. Measures only once the machine has come to rest, and
 * gives up where it does not. Exit codes: 0 done; 1 something failed; 2 called wrongly.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { benchmarksDocument, type MeasuredChapter } from './support/benchmarksDocument.ts';
import { chapters } from './support/chapters.ts';
import { reportSchema } from './support/report.ts';

/** Load above which another program's work would be in the figures. */
const quietLoad = 0.5;
/** How long the machine may take to come to rest from the benchmark before, in milliseconds. */
const restTimeoutMs = 10 * 60_000;

const docs = path.join(import.meta.dirname, '../docs');
const folder = path.join(docs, 'benchmarks');
const keptAt = (bench: string) => path.join(folder, `${bench}.json`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { draw: { type: 'boolean', default: false } },
});
const known = chapters.map(({ bench }) => bench);
if (positionals.some((name) => !known.includes(name))) {
  console.error(`Usage: npm run bench:publish -- [--draw | NAME …]; NAME is ${known.join(' or ')}`);
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
const anew = positionals.length > 0 ? positionals : known;
for (const bench of values.draw ? [] : anew) await measure(bench);

const measured: MeasuredChapter[] = chapters
  .filter(({ bench }) => existsSync(keptAt(bench)))
  .map((chapter) => {
    const kept: unknown = JSON.parse(readFileSync(keptAt(chapter.bench), 'utf8'));
    return { chapter, report: reportSchema.parse(kept) };
  });
const { markdown, pictures } = benchmarksDocument(measured);
writeFileSync(path.join(docs, 'benchmarks.md'), markdown);
for (const [file, svg] of pictures) writeFileSync(path.join(folder, file), svg);

async function measure(bench: string): Promise<void> {
  if (!(await isQuiet())) {
    console.error(`The machine is busy (load ${loadOfLastMinute()}): ${bench} is not measured.`);
    process.exit(1);
  }
  console.error(`measuring ${bench}`);
  const run = path.join(import.meta.dirname, 'run.ts');
  const { status, stdout } = spawnSync(process.execPath, [run, bench, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(`${bench} failed`);
    process.exit(1);
  }
  const report = reportSchema.parse(JSON.parse(stdout));
  writeFileSync(keptAt(bench), `${JSON.stringify(report, null, 2)}\n`);
}

/** Waits until the machine is. @returns whether it came to be */
async function isQuiet(): Promise<boolean> {
  const until = performance.now() + restTimeoutMs;
  while (loadOfLastMinute() > quietLoad) {
    if (performance.now() > until) return false;
    await pause(5_000);
  }
  return true;
}

function loadOfLastMinute(): number {
  const [load = 0] = loadavg();
  return load;
}
