import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { versionOf } from '../../native/worker-sources.mjs';
import { messageOf, SetupFailure } from './failure.mjs';

const BINARY = 'mediasoup-worker';
const WORK = '.work-';
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Binaries of the worker, each under a key that says what it was made from. A binary appears under
 * its key in one step, whole, so that two setups at a time, or one that is killed, do no harm.
 */
export class WorkerCache {
  /** @param {string} directory */
  constructor(directory) {
    this.directory = directory;
  }

  /**
   * @param {string} key
   * @returns {string | undefined} The path of the binary, if there is one.
   */
  find(key) {
    const path = join(this.directory, key, BINARY);
    return existsSync(path) ? path : undefined;
  }

  /**
   * @param {string} key
   * @param {string} binary A file in a work folder of this cache; it is moved.
   * @returns {string} Its path in the cache.
   */
  store(key, binary) {
    const path = join(this.directory, key, BINARY);
    mkdirSync(join(this.directory, key), { recursive: true });
    renameSync(binary, path);
    return path;
  }

  /**
   * Gives the work a folder that is gone when the work is done, failed or interrupted.
   *
   * @template T
   * @param {(directory: string) => Promise<T>} work
   * @returns {Promise<T>}
   * @throws {SetupFailure} when no folder can be made.
   */
  async withWorkDirectory(work) {
    const directory = this.#makeWorkDirectory();
    const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    process.once('exit', remove);
    try {
      return await work(directory);
    } finally {
      process.off('exit', remove);
      remove();
    }
  }

  #makeWorkDirectory() {
    try {
      mkdirSync(this.directory, { recursive: true });
      this.#removeAbandoned();
      return mkdtempSync(join(this.directory, WORK));
    } catch (error) {
      throw new SetupFailure(
        `The cache folder cannot be written to: ${messageOf(error)}`,
        'Set XDG_CACHE_HOME to a folder that you may write to.',
      );
    }
  }

  /** A setup that was killed outright could not remove its own. */
  #removeAbandoned() {
    const works = readdirSync(this.directory).filter((name) => name.startsWith(WORK));
    for (const path of works.map((name) => join(this.directory, name))) {
      const isAbandoned = Date.now() - statSync(path).mtimeMs > ABANDONED_AFTER_MS;
      if (isAbandoned) rmSync(path, { recursive: true, force: true });
    }
  }
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string} The user's cache folder for workers.
 */
export function workerCacheDirectory({ XDG_CACHE_HOME: cacheHome }) {
  return join(cacheHome || join(homedir(), '.cache'), 'housecall/mediasoup-worker');
}

/**
 * @param {string} mediasoupDirectory
 * @returns {string} The key of mediasoup's own prebuilt binary for this machine.
 */
export function prebuiltKey(mediasoupDirectory) {
  return `${versionOf(mediasoupDirectory)}-${process.platform}-${process.arch}-prebuilt`;
}

/**
 * @param {string} mediasoupDirectory
 * @param {string[]} libraryVersions
 * @param {string} nativeDirectory The folder of the build's own files.
 * @returns {string} The key of a binary built from source on this machine.
 */
export function buildKey(mediasoupDirectory, libraryVersions, nativeDirectory) {
  const hash = createHash('sha256').update(libraryVersions.join('\n'));
  const tests = resolve(nativeDirectory, 'test');
  for (const path of filesUnder(nativeDirectory, tests)) {
    hash.update(`\0${relative(nativeDirectory, path)}\0`).update(readFileSync(path));
  }
  const digest = hash.digest('hex').slice(0, 16);
  return `${versionOf(mediasoupDirectory)}-${process.platform}-${process.arch}-${digest}`;
}

/**
 * @param {string} directory
 * @param {string} except
 * @returns {string[]}
 */
function filesUnder(directory, except) {
  return readdirSync(directory, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = resolve(directory, entry.name);
      if (path === except) return [];
      return entry.isDirectory() ? filesUnder(path, except) : [path];
    });
}
