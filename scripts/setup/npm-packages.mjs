import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SetupFailure } from './failure.mjs';
import { ensureNode, majorOf, requiredMajor } from './node-runtime.mjs';
import { currentNode, runNpm } from './npm.mjs';
import { withElapsed } from './reporter.mjs';

const LOCK = 'package-lock.json';
/** Where npm keeps what it has installed, written last. */
const RECORD = 'node_modules/.package-lock.json';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/**
 * Installs the npm packages of the lock file where they are not installed as it says.
 *
 * `npm ci` would refuse a lock file that leaves out packages for other platforms, and a registry
 * that does not carry those makes no other. `npm install --no-save` takes the locked versions with
 * their checksums, leaves the lock file alone, and gets what else this platform needs.
 *
 * @param {string} root The project's folder.
 * @param {import('./commands.mjs').Run} run
 * @param {import('./reporter.mjs').Reporter} reporter
 * @throws {SetupFailure} when npm fails, or the lock file does not fit package.json.
 */
export async function ensureNpmPackages(root, run, reporter) {
  if (!isLockCurrent(root)) {
    throw new SetupFailure(
      'package-lock.json does not fit package.json: their dependencies differ.',
      'Run `npm install` and commit the lock file.',
    );
  }
  if (isInstalled(root)) return;

  // Without npm's record an installation was interrupted, and npm would take halves for wholes.
  if (!existsSync(join(root, RECORD))) {
    rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  }
  const node = currentNode(root);
  await install(root, node, run, reporter);
  if ((await majorOf(node, run)) >= requiredMajor(root)) return;

  // npm leaves out optional packages, native code among them, that are not for the Node.js that
  // runs npm. Now that the project's own is there, it gets them.
  rmSync(join(root, RECORD), { force: true });
  await install(root, await ensureNode(root, run, reporter), run, reporter);
}

/**
 * @param {string} root
 * @param {string} node The Node.js to run npm by.
 * @param {import('./commands.mjs').Run} run
 * @param {import('./reporter.mjs').Reporter} reporter
 */
async function install(root, node, run, reporter) {
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await withElapsed(
    reporter,
    'Installing the npm packages',
    runNpm(run, root, ['install', ...options], node),
  );
  if (code !== 0) {
    throw new SetupFailure(
      `npm install failed with exit code ${code}:\n${output}`,
      'Look at what npm says above: often it cannot reach the registry (see `npm config get registry`).',
    );
  }
}

/**
 * @param {string} root
 * @returns {boolean} Whether the lock file was made for the dependencies of package.json.
 */
function isLockCurrent(root) {
  const wanted = readJson(join(root, 'package.json'));
  const locked = packagesOf(join(root, LOCK))[''] ?? {};
  return ['dependencies', 'devDependencies'].every((kind) =>
    isDeepStrictEqual(wanted[kind] ?? {}, locked[kind] ?? {}),
  );
}

/**
 * @param {string} root
 * @returns {boolean} Whether node_modules holds what the lock file asks for, by the record that npm
 *   leaves there when it has finished.
 */
export function isInstalled(root) {
  const record = join(root, RECORD);
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, LOCK)))
    .filter(([path]) => path !== '')
    .every(([path, wanted]) => {
      const found = installed[path];
      // Optional ones are for other platforms.
      if (found === undefined) return wanted.optional === true;
      return found.version === wanted.version && found.integrity === wanted.integrity;
    });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage & Record<string, unknown>>}
 */
function packagesOf(lockFile) {
  return readJson(lockFile).packages ?? {};
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
