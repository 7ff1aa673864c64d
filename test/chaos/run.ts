import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeRun } from '../../bench/support/report.ts';
import { tableOf, withTable } from './support/report.ts';
import { readResults } from './support/results.ts';
import { rows } from './support/rows.ts';

/*
 * npm run test:chaos                    breaks calls in every way
 * npm run test:chaos -- worker tv       only in these ways
 * npm run test:chaos -- --report        writes what was measured last into docs/reliability.md
 */

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in rows));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join()}: ${Object.keys(rows).join(', ')}\n`);
  process.exit(2);
}
if (values.report) await writeReport();
else process.exit(await runTests());

async function runTests(): Promise<number> {
  const files = positionals.map((name) => `test/chaos/${name}.chaos.ts`);
  const config = ['--config', 'test/chaos/vitest.config.ts'];
  const vitest = spawn('vitest', ['run', ...config, ...files], { cwd: root, stdio: 'inherit' });
  const [code] = await once(vitest, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function writeReport(): Promise<void> {
  const file = path.join(root, 'docs/reliability.md');
  const { machine } = describeRun('chaos', []);
  const table = tableOf(await readResults(), machine);
  await writeFile(file, withTable(await readFile(file, 'utf8'), table));
}
