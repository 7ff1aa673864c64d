/**
 * Sets up what is missing on this machine, and is done at once where nothing is.
 *
 *   node scripts/setup.mjs start    what the server needs (the default)
 *   node scripts/setup.mjs test     what the tests need as well
 *   node scripts/setup.mjs chaos    what the tests that break things need besides
 *   node scripts/setup.mjs worker   only the mediasoup worker
 *
 * Runs on Node.js 18 and later, without dependencies: it comes before all of them.
 * Exit codes: 0 done; 1 something failed, and the output says what to do; 2 called wrongly;
 * 128 and the signal's number when stopped.
 */

import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './setup/browser.mjs';
import { ensureClients } from './setup/clients.mjs';
import { createCommands } from './setup/commands.mjs';
import { messageOf, SetupFailure } from './setup/failure.mjs';
import { ensureNode } from './setup/node-runtime.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';
import { createReporter } from './setup/reporter.mjs';
import {
  BUILD_REQUIREMENTS,
  CHAOS_REQUIREMENTS,
  createSystem,
  ensureSystemPackages,
  TEST_REQUIREMENTS,
} from './setup/system-packages.mjs';
import { ensureWorker } from './setup/worker.mjs';
import { WorkerCache, workerCacheDirectory } from './setup/worker-cache.mjs';

const MODES = ['start', 'test', 'chaos', 'worker'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const reporter = createReporter(process.stderr);
const { run, stopAll } = createCommands();

let isStopping = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, async () => {
    isStopping = true;
    await stopAll(signal);
    process.exit(128 + constants.signals[signal]);
  });
}

const [mode = 'start', ...surplus] = process.argv.slice(2);
if (!MODES.includes(mode) || surplus.length > 0) {
  reporter.say(`Usage: node scripts/setup.mjs [${MODES.join(' | ')}]`);
  process.exit(2);
}

try {
  await setUp();
} catch (error) {
  // A step that fails because its command was stopped is no news; the signal's handler exits.
  if (isStopping) await new Promise(() => {});
  reporter.say(`Failed. ${messageOf(error)}`);
  if (error instanceof SetupFailure) reporter.say(error.advice);
  process.exit(1);
}

async function setUp() {
  const system = createSystem(run);
  await ensureNpmPackages(root, run, reporter);
  const node = await ensureNode(root, run, reporter);
  await ensureWorker({
    mediasoupDirectory: join(root, 'node_modules/mediasoup'),
    node,
    cache: new WorkerCache(workerCacheDirectory(process.env)),
    environment: process.env,
    system,
    reporter,
  });
  if (mode === 'worker') return;
  await ensureClients(root, run, reporter);
  if (mode === 'start') return;
  await ensureSystemPackages(BUILD_REQUIREMENTS, "test the worker's SRTP layer", system, reporter);
  await ensureSystemPackages(TEST_REQUIREMENTS, 'test with real servers', system, reporter);
  await ensureBrowser(process.env, system, reporter);
  if (mode === 'test') return;
  await ensureSystemPackages(CHAOS_REQUIREMENTS, 'break networks in tests', system, reporter);
}
