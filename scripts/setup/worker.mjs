import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWorker, LIBRARIES } from '../../native/build-worker.mjs';
import { versionOf } from '../../native/worker-sources.mjs';
import { messageOf, SetupFailure } from './failure.mjs';
import { duration, withElapsed } from './reporter.mjs';
import { BUILD_REQUIREMENTS, ensureSystemPackages, isExecutable } from './system-packages.mjs';
import { buildKey, prebuiltKey } from './worker-cache.mjs';

const NATIVE = join(dirname(fileURLToPath(import.meta.url)), '../../native');
const RELEASES = 'https://github.com/versatica/mediasoup/releases/download';
const CONNECT_TIMEOUT_MS = 3000;
const DOWNLOAD_TIMEOUT_MS = 120_000;

/** The worker's exit code when something else than mediasoup starts it (see its main.cpp). */
const STARTED_BY_A_STRANGER = 41;

/**
 * @typedef {object} WorkerOptions
 * @property {string} mediasoupDirectory The installed package.
 * @property {string} node A Node.js that can run mediasoup's own scripts.
 * @property {import('./worker-cache.mjs').WorkerCache} cache
 * @property {NodeJS.ProcessEnv} environment
 * @property {import('./system-packages.mjs').System} system
 * @property {import('./reporter.mjs').Reporter} reporter
 */

/**
 * Makes sure that mediasoup finds a worker: the one that `MEDIASOUP_WORKER_BIN` names, else one in
 * mediasoup's own place for it, put there from the cache, from mediasoup's prebuilt ones, or built
 * from its sources.
 *
 * @param {WorkerOptions} options
 * @returns {Promise<string>} The path of the binary that mediasoup will start.
 * @throws {SetupFailure} when there is no way to get one.
 */
export async function ensureWorker(options) {
  const { mediasoupDirectory, environment, cache, system } = options;
  const { MEDIASOUP_WORKER_BIN: named } = environment;
  if (named) {
    if (isExecutable(named)) return named;
    throw new SetupFailure(
      `MEDIASOUP_WORKER_BIN names ${named}, which is no program that can be run.`,
      'Correct it, or unset it to have a worker downloaded or built.',
    );
  }

  const placed = placeOf(mediasoupDirectory);
  const prebuilt = prebuiltKey(mediasoupDirectory);
  const built = await currentBuildKey(mediasoupDirectory, system);
  if (isPlaced(placed, [prebuilt, built])) return placed;

  for (const key of [prebuilt, built]) {
    const cached = key && findUsable(cache, key);
    if (key && cached) return place(cached, key, placed);
  }

  const downloaded = await downloadPrebuilt(options, prebuilt);
  if (downloaded) return place(downloaded, prebuilt, placed);

  const purpose = 'build the mediasoup worker';
  await ensureSystemPackages(BUILD_REQUIREMENTS, purpose, system, options.reporter);
  const key = built ?? (await currentBuildKey(mediasoupDirectory, system));
  if (!key) {
    throw new SetupFailure(
      'pkg-config does not know the libraries that the worker is built against.',
      `Run \`pkg-config --modversion ${LIBRARIES.join(' ')}\` to see which.`,
    );
  }
  return place(findUsable(cache, key) ?? (await build(options, key)), key, placed);
}

/**
 * @param {import('./worker-cache.mjs').WorkerCache} cache
 * @param {string} key
 * @returns {string | undefined}
 */
function findUsable(cache, key) {
  const cached = cache.find(key);
  return cached && runs(cached) ? cached : undefined;
}

/**
 * @param {string} mediasoupDirectory
 * @returns {string} Where mediasoup looks for its worker.
 */
export function placeOf(mediasoupDirectory) {
  return join(mediasoupDirectory, 'worker/out/Release/mediasoup-worker');
}

/**
 * @param {string} binary
 * @returns {boolean} Whether it is a worker that runs on this machine.
 */
function runs(binary) {
  // With an empty environment it takes nobody for mediasoup and ends at once, but only after
  // the system could load it with its libraries.
  return spawnSync(binary, { env: {}, stdio: 'ignore' }).status === STARTED_BY_A_STRANGER;
}

/**
 * @param {string} mediasoupDirectory
 * @param {import('./system-packages.mjs').System} system
 * @returns {Promise<string | undefined>} Undefined while the libraries are not installed.
 */
async function currentBuildKey(mediasoupDirectory, system) {
  const { code, output } = await system.run('pkg-config', ['--modversion', ...LIBRARIES]);
  return code === 0 ? buildKey(mediasoupDirectory, output.split('\n'), NATIVE) : undefined;
}

/**
 * @param {string} binary
 * @param {(string | undefined)[]} keys Those of which one would be right.
 * @returns {boolean} Whether a worker is in its place that need not be replaced.
 */
function isPlaced(binary, keys) {
  if (!existsSync(binary) || !runs(binary)) return false;
  const receipt = receiptOf(binary);
  // Without a receipt it is the work of mediasoup's own install script.
  if (!existsSync(receipt)) return true;
  const { key, sha256 } = JSON.parse(readFileSync(receipt, 'utf8'));
  return keys.includes(key) && sha256 === digestOf(binary);
}

/**
 * Copies a binary to its place. The receipt beside it says what was put there and goes first: if
 * the setup is stopped between the two, receipt and binary differ, and the next one sees it.
 *
 * @param {string} binary
 * @param {string} key
 * @param {string} placed
 * @returns {string} The place.
 */
function place(binary, key, placed) {
  mkdirSync(dirname(placed), { recursive: true });
  const copy = `${placed}.${process.pid}`;
  copyFileSync(binary, copy);
  chmodSync(copy, 0o755);
  writeFileSync(receiptOf(placed), JSON.stringify({ key, sha256: digestOf(copy) }));
  renameSync(copy, placed);
  return placed;
}

/** @param {string} binary */
function receiptOf(binary) {
  return `${binary}.receipt.json`;
}

/** @param {string} path */
function digestOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/**
 * Lets mediasoup's own script download its prebuilt worker.
 *
 * @param {WorkerOptions} options
 * @param {string} key
 * @returns {Promise<string | undefined>} The path in the cache; undefined if there is none to be
 *   had.
 */
async function downloadPrebuilt(
  { mediasoupDirectory, node, cache, environment, system, reporter },
  key,
) {
  const { MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: skip } = environment;
  const { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base = RELEASES } = environment;
  if (skip) return undefined;
  // Where packets to it are dropped, the script would wait for minutes.
  if (!(await isReachable(new URL(base), CONNECT_TIMEOUT_MS))) {
    reporter.say(`No prebuilt mediasoup worker: ${new URL(base).host} cannot be reached from here`);
    return undefined;
  }
  return cache.withWorkDirectory(async (directory) => {
    const script = join(mediasoupDirectory, 'npm-scripts.mjs');
    const { output } = await withElapsed(
      reporter,
      'Downloading the prebuilt mediasoup worker',
      system.run(node, [script, 'postinstall'], {
        // The script writes below the folder that it runs in.
        cwd: directory,
        // After a failed download it would go on to a build of its own, which downloads build
        // tools and sources. Without Python that ends where it begins.
        env: { ...environment, PYTHON: 'false', MEDIASOUP_LOCAL_DEV: '' },
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
      }),
    );
    const binary = placeOf(directory);
    if (existsSync(binary) && runs(binary)) return cache.store(key, binary);
    reporter.say(`No prebuilt mediasoup worker for this machine:\n${output}`);
    return undefined;
  });
}

/**
 * @param {URL} url
 * @param {number} timeoutMs
 * @returns {Promise<boolean>}
 */
function isReachable(url, timeoutMs) {
  return new Promise((resolve) => {
    const port = Number(url.port || (url.protocol === 'http:' ? 80 : 443));
    const socket = connect({ host: url.hostname, port });
    /** @param {boolean} reachable */
    const finish = (reachable) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reachable);
    };
    const timer = setTimeout(() => finish(false), timeoutMs);
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/**
 * @param {WorkerOptions} options
 * @param {string} key
 * @returns {Promise<string>} The path in the cache.
 */
async function build({ mediasoupDirectory, cache, system, reporter }, key) {
  const startedAt = Date.now();
  const elapsed = () => duration(Date.now() - startedAt);
  reporter.say(
    `Building the mediasoup worker ${versionOf(mediasoupDirectory)}, once, 1 to 3 minutes`,
  );
  return cache.withWorkDirectory(async (workDirectory) => {
    try {
      const binary = await buildWorker({
        mediasoupDirectory,
        workDirectory,
        cores: coreCount(),
        run: system.run,
        onProgress: (done, steps) =>
          reporter.progress(
            `Building the mediasoup worker: ${done} of ${steps} steps, ${elapsed()}`,
          ),
      });
      if (!runs(binary)) throw new Error('The worker that was built does not run.');
      reporter.say(`Building the mediasoup worker: done in ${elapsed()}`);
      return cache.store(key, binary);
    } catch (error) {
      throw new SetupFailure(
        `The mediasoup worker could not be built.\n${messageOf(error)}`,
        'Name a worker that you have built or downloaded yourself by MEDIASOUP_WORKER_BIN.',
      );
    }
  });
}

/** @returns {number} */
function coreCount() {
  // Node.js before 18.14 does not have the first, which minds a container's limits.
  return typeof availableParallelism === 'function' ? availableParallelism() : cpus().length;
}
