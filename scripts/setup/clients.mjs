import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { currentNode, runNpm } from './npm.mjs';
import { withElapsed } from './reporter.mjs';

const SCRIPT = 'build:clients';
const SOURCES = ['clients', 'src/protocol', 'package-lock.json'];
const STAMP = 'dist/clients/.sources';

/**
 * Builds the client apps if they have changed since the setup last built them. A project that has
 * no apps, or no script to build them, has nothing to do here.
 *
 * @param {string} root
 * @param {import('./commands.mjs').Run} run
 * @param {import('./reporter.mjs').Reporter} reporter
 * @throws {SetupFailure} when the build fails.
 */
export async function ensureClients(root, run, reporter) {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (scripts[SCRIPT] === undefined || filesIn(join(root, 'clients')).length === 0) return;

  const stamp = join(root, STAMP);
  const sources = fingerprint(root, scripts[SCRIPT]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;

  rmSync(stamp, { force: true });
  const { code, output } = await withElapsed(
    reporter,
    'Building the client apps',
    runNpm(run, root, ['run', '--silent', SCRIPT], currentNode(root)),
  );
  if (code !== 0) {
    throw new SetupFailure(
      `The client apps could not be built:\n${output}`,
      `Run \`npm run ${SCRIPT}\` to see all that it says.`,
    );
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

/**
 * @param {string} root
 * @param {string} script
 * @returns {string} Changes with anything that the build reads.
 */
function fingerprint(root, script) {
  const configs = readdirSync(root).filter((name) => /^(vite\.|tsconfig).*/.test(name));
  const hash = createHash('sha256').update(script);
  for (const path of [...SOURCES, ...configs].flatMap((name) => filesIn(join(root, name)))) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path A file or a folder.
 * @returns {string[]} The files in it, in a fixed order; none if it is not there.
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path)
      .filter((name) => name !== 'node_modules' && name !== 'dist')
      .sort()
      .flatMap((name) => filesIn(join(path, name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
    throw error;
  }
}
