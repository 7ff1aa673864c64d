import { totalmem } from 'node:os';
import { join } from 'node:path';
import { prepareWorkerSources } from './worker-sources.mjs';

/** The libraries that the build takes from the system, by their pkg-config names. */
export const LIBRARIES = ['libuv', 'openssl', 'libsrtp2', 'absl_base', 'flatbuffers'];

/** What a compiler process may come to need, measured on the largest unit. */
const COMPILER_BYTES = 800e6;

/**
 * Compiles mediasoup's worker from the sources in its package against the system's libraries.
 * Nothing is downloaded.
 *
 * @param {object} options
 * @param {string} options.mediasoupDirectory The installed package; it is not modified.
 * @param {string} options.workDirectory An empty folder for the build. The caller removes it.
 * @param {number} options.cores
 * @param {import('../scripts/setup/commands.mjs').Run} options.run
 * @param {(done: number, steps: number) => void} options.onProgress
 * @returns {Promise<string>} The path of the binary.
 * @throws {Error} when the sources are not what this build knows, or a step fails; the message
 *   ends with what that step said last.
 */
export async function buildWorker({ mediasoupDirectory, workDirectory, cores, run, onProgress }) {
  const sources = join(workDirectory, 'worker');
  const out = join(workDirectory, 'out');
  prepareWorkerSources(mediasoupDirectory, sources);

  await step(run, 'meson', [
    'setup',
    '--wrap-mode=nodownload',
    '--buildtype=release',
    '-Db_ndebug=true',
    // Warnings of a release that others maintain are noise here.
    '-Dwarning_level=0',
    '-Dcpp_args=-w',
    // The symbol table is four fifths of the binary and nobody reads it.
    '-Dcpp_link_args=-s',
    out,
    sources,
  ]);

  const jobs = Math.max(1, Math.min(cores, Math.floor(totalmem() / COMPILER_BYTES)));
  await step(run, 'ninja', ['-C', out, '-j', String(jobs), 'mediasoup-worker'], (line) => {
    const progress = /^\[(\d+)\/(\d+)\]/.exec(line);
    if (progress) onProgress(Number(progress[1]), Number(progress[2]));
  });
  return join(out, 'mediasoup-worker');
}

/**
 * @param {import('../scripts/setup/commands.mjs').Run} run
 * @param {string} command
 * @param {string[]} args
 * @param {(line: string) => void} [onLine]
 */
async function step(run, command, args, onLine) {
  const { code, output } = await run(command, args, onLine ? { onLine } : {});
  if (code !== 0) {
    throw new Error(`${command} failed with exit code ${code}:\n${output}`);
  }
}
