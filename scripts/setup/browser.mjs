import { SetupFailure } from './failure.mjs';
import { ensureSystemPackages, findCommand, isExecutable } from './system-packages.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined} The Chromium or Chrome for the tests: the one that
 *   `HOUSECALL_CHROMIUM` names, else the first on the PATH.
 */
export function findBrowser({ HOUSECALL_CHROMIUM: named, PATH: path }) {
  if (named) return isExecutable(named) ? named : undefined;
  return COMMANDS.map((name) => findCommand(name, path)).find((found) => found !== undefined);
}

/**
 * Installs Debian's Chromium where the tests would find no browser.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {import('./system-packages.mjs').System} system
 * @param {import('./reporter.mjs').Reporter} reporter
 * @throws {SetupFailure} when there is none and it cannot be installed.
 */
export async function ensureBrowser(environment, system, reporter) {
  if (findBrowser(environment) !== undefined) return;
  const { HOUSECALL_CHROMIUM: named } = environment;
  if (named) {
    throw new SetupFailure(
      `HOUSECALL_CHROMIUM names ${named}, which is no program that can be run.`,
      'Correct it, or unset it to have a browser found or installed.',
    );
  }
  await ensureSystemPackages(
    [{ command: 'chromium', debianPackage: 'chromium' }],
    'test in a real browser',
    system,
    reporter,
  );
}
