import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupFailure } from './failure.mjs';

/**
 * @typedef {object} Requirement Something of the system that a step needs: a command or a library.
 * @property {string} debianPackage The Debian package that brings it.
 * @property {string} [command]
 * @property {string} [library] Its pkg-config name.
 */

/** The programs that tests start beside the server. @type {Requirement[]} */
export const TEST_REQUIREMENTS = [
  { command: 'turnserver', debianPackage: 'coturn' },
  { command: 'openssl', debianPackage: 'openssl' },
  { command: 'zbarimg', debianPackage: 'zbar-tools' },
];

/** What breaks networks for tests. @type {Requirement[]} */
export const CHAOS_REQUIREMENTS = [
  { command: 'ip', debianPackage: 'iproute2' },
  { command: 'nft', debianPackage: 'nftables' },
  { command: 'sysctl', debianPackage: 'procps' },
  { command: 'python3', debianPackage: 'python3' },
];

/** What the benchmarks compare with; only they ask for it. @type {Requirement[]} */
export const COMPARED_SERVERS = [{ command: 'janus', debianPackage: 'janus' }];

/**
 * What the build of the worker needs.
 *
 * @type {Requirement[]}
 */
export const BUILD_REQUIREMENTS = [
  { command: 'g++', debianPackage: 'g++' },
  { command: 'meson', debianPackage: 'meson' },
  { command: 'ninja', debianPackage: 'ninja-build' },
  { command: 'pkg-config', debianPackage: 'pkg-config' },
  { command: 'flatc', debianPackage: 'flatbuffers-compiler' },
  { library: 'flatbuffers', debianPackage: 'libflatbuffers-dev' },
  { library: 'absl_base', debianPackage: 'libabsl-dev' },
  { library: 'libsrtp2', debianPackage: 'libsrtp2-dev' },
  { library: 'openssl', debianPackage: 'libssl-dev' },
  { library: 'libuv', debianPackage: 'libuv1-dev' },
];

/**
 * @typedef {object} System How the setup sees and changes the machine.
 * @property {boolean} isRoot
 * @property {(name: string) => boolean} hasCommand
 * @property {(name: string) => Promise<boolean>} hasLibrary
 * @property {() => boolean} hasPackageLists Whether apt knows any packages.
 * @property {import('./commands.mjs').Run} run
 */

/**
 * @param {import('./commands.mjs').Run} run
 * @returns {System}
 */
export function createSystem(run) {
  return {
    isRoot: process.getuid?.() === 0,
    hasCommand: (name) => findCommand(name) !== undefined,
    hasLibrary: async (name) => (await run('pkg-config', ['--exists', name])).code === 0,
    hasPackageLists: () => {
      try {
        return readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'));
      } catch {
        return false;
      }
    },
    run,
  };
}

/**
 * @param {string} name
 * @param {string} [path] The folders to look in, the setup's own PATH if left out.
 * @returns {string | undefined} Where the command is.
 */
export function findCommand(name, path) {
  const { PATH: own = '' } = process.env;
  return (path ?? own)
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find(isExecutable);
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs the Debian packages of the requirements that the machine does not meet.
 *
 * @param {Requirement[]} requirements
 * @param {string} purpose Completes «needed to …».
 * @param {System} system
 * @param {import('./reporter.mjs').Reporter} reporter
 * @throws {SetupFailure} when something is missing and this user may not install it, or the
 *   installation fails.
 */
export async function ensureSystemPackages(requirements, purpose, system, reporter) {
  const packages = await missingPackages(requirements, system);
  if (packages.length === 0) return;

  const names = packages.join(' ');
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  const byHand = `apt-get update && apt-get ${install.join(' ')}`;
  if (!system.hasCommand('apt-get')) {
    throw new SetupFailure(
      `Missing, and needed to ${purpose}: ${names} (as Debian calls them).`,
      "Install them, or what your system has in their place, with your system's package manager, then run this again.",
    );
  }
  if (!system.isRoot) {
    throw new SetupFailure(
      `Missing, and needed to ${purpose}: ${names}. Only root can install them.`,
      `Run this, then the setup again:\n  sudo sh -c '${byHand}'`,
    );
  }

  reporter.say(`Installing Debian packages, needed to ${purpose}: ${names}`);
  /** @param {string[]} args */
  const aptGet = (args) =>
    system.run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      onLine: (line) => reporter.progress(`apt-get: ${line}`),
    });
  // A machine's package lists may be missing (a container's image) or out of date.
  if (!system.hasPackageLists()) await aptGet(['update']);
  let result = await aptGet(install);
  if (result.code !== 0) {
    await aptGet(['update']);
    result = await aptGet(install);
  }
  const stillMissing = await missingPackages(requirements, system);
  if (result.code !== 0 || stillMissing.length > 0) {
    throw new SetupFailure(
      `apt-get could not install ${names}:\n${result.output}`,
      `Find out why, by running this:\n  ${byHand}`,
    );
  }
}

/**
 * @param {Requirement[]} requirements
 * @param {System} system
 * @returns {Promise<string[]>} Debian packages, each once.
 */
async function missingPackages(requirements, system) {
  /** @type {Set<string>} */
  const missing = new Set();
  const canAskForLibraries = system.hasCommand('pkg-config');
  for (const { command, library, debianPackage } of requirements) {
    const isThere =
      (command === undefined || system.hasCommand(command)) &&
      (library === undefined || (canAskForLibraries && (await system.hasLibrary(library))));
    if (!isThere) missing.add(debianPackage);
  }
  return [...missing];
}
