/**
 * Writes docs/benchmarks.md and its pictures from measured results.
 *
 *   node bench/publish.ts             measures everything anew
 *   node bench/publish.ts NAME …      measures these anew and takes the others as they were kept
 *   node bench/publish.ts --draw      measures nothing
 *
 * Results are kept as JSON in docs/benchmarks. Each benchmark waits until the machine is at rest.
 * One that fails does not keep the others from being measured; its last figures stay. Exit codes:
 * 0 done; 1 something failed; 2 called wrongly.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarksDocument, type MeasuredChapter } from './support/benchmarksDocument.ts';
import { chapters } from './support/chapters.ts';
import { isQuiet } from './support/quiet.ts';
import { reportSchema } from './support/report.ts';

/** How long the machine may take to come to rest, in milliseconds. */
const restTimeoutMs = 10 * 60_000;
/** After which a benchmark hangs: several times what the longest takes, in milliseconds. */
const benchTimeoutMs = 20 * 60_000;

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
const failed: string[] = [];
for (const bench of values.draw ? [] : anew) {
  const startedAt = performance.now();
  const isMeasured = await measure(bench);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.error(`${bench} ${isMeasured ? 'took' : 'FAILED after'} ${seconds} s`);
  if (!isMeasured) failed.push(bench);
  // After each, so that what was measured is not lost with what comes after it.
  publish();
}
if (values.draw) publish();
if (failed.length > 0) {
  console.error(`Their last figures stay: ${failed.join(', ')}`);
  process.exit(1);
}

async function measure(bench: string): Promise<boolean> {
  if (!(await isQuiet(restTimeoutMs))) {
    console.error('the machine is busy');
    return false;
  }
  console.error(`measuring ${bench}`);
  const run = path.join(import.meta.dirname, 'run.ts');
  const { status, stdout } = spawnSync(process.execPath, [run, bench, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    timeout: benchTimeoutMs,
  });
  if (status !== 0) return false;
  const report = reportSchema.parse(JSON.parse(stdout));
  writeFileSync(keptAt(bench), `${JSON.stringify(report, null, 2)}\n`);
  return true;
}

function publish(): void {
  const measured: MeasuredChapter[] = chapters
    .filter(({ bench }) => existsSync(keptAt(bench)))
    .map((chapter) => {
      const kept: unknown = JSON.parse(readFileSync(keptAt(chapter.bench), 'utf8'));
      return { chapter, report: reportSchema.parse(kept) };
    });
  const { markdown, pictures } = benchmarksDocument(measured);
  writeFileSync(path.join(docs, 'benchmarks.md'), markdown);
  for (const [file, svg] of pictures) writeFileSync(path.join(folder, file), svg);
}
