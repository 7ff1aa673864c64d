import { spawn } from 'node:child_process';

/** How much of a command's output is kept for a failure's message. */
const KEPT_LINES = 100;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] The whole environment; the setup's own if left out.
 * @property {(line: string) => void} [onLine] Called for each line of stdout and stderr.
 * @property {number} [timeoutMs] After this the command is stopped.
 */

/**
 * @typedef {object} RunResult
 * @property {number | null} code The exit code; 127 if there is no such command; null if it was
 *   stopped by a signal.
 * @property {string} output The last lines of stdout and stderr.
 */

/** @typedef {(command: string, args: string[], options?: RunOptions) => Promise<RunResult>} Run */

/**
 * Runs commands and stops those that still run when the setup is told to stop.
 *
 * @returns {{ run: Run, stopAll: (signal: NodeJS.Signals) => Promise<void> }}
 */
export function createCommands() {
  /** @type {Map<import('node:child_process').ChildProcess, Promise<RunResult>>} */
  const running = new Map();

  /** @type {Run} */
  const run = (command, args, options = {}) => {
    // A group of its own, so that compilers started by a build end with it.
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const result = resultOf(child, command, options);
    running.set(child, result);
    return result.finally(() => running.delete(child));
  };

  /** @param {NodeJS.Signals} signal */
  const stopAll = async (signal) => {
    const results = [...running.values()];
    for (const child of running.keys()) signalGroup(child, signal);
    await Promise.all(results);
  };

  return { run, stopAll };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} command
 * @param {RunOptions} options
 * @returns {Promise<RunResult>}
 */
function resultOf(child, command, { onLine, timeoutMs }) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const lines = [];
    /** @param {string} line */
    const take = (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLine?.(line);
    };
    const flushes = [child.stdout, child.stderr].map((stream) => splitLines(stream, take));
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            take(`stopped after ${timeoutMs / 1000} s`);
            signalGroup(child, 'SIGTERM');
          }, timeoutMs);

    /** @param {number | null} code */
    const finish = (code) => {
      clearTimeout(timer);
      for (const flush of flushes) flush();
      resolve({ code, output: lines.join('\n') });
    };
    child.once('error', (error) => {
      take(`${command}: ${error.message}`);
      finish(127);
    });
    child.once('close', finish);
  });
}

/**
 * @param {import('node:stream').Readable | null} stream
 * @param {(line: string) => void} onLine
 * @returns {() => void} To be called at the end, for a last line without line feed.
 */
function splitLines(stream, onLine) {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  return () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
