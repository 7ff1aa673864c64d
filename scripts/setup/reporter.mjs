/**
 * @typedef {object} Reporter
 * @property {(line: string) => void} say Prints a line that stays.
 * @property {(text: string) => void} progress Shows how far a step is. On a terminal the text
 *   replaces the one before; elsewhere one is printed every 10 s.
 */

const LOG_INTERVAL_MS = 10_000;

/**
 * @param {NodeJS.WriteStream} stream
 * @param {() => number} [now] Milliseconds.
 * @returns {Reporter}
 */
export function createReporter(stream, now = Date.now) {
  let shown = false;
  let loggedAt = 0;
  return {
    say(line) {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
      loggedAt = now();
      stream.write(`setup: ${line}\n`);
    },
    progress(text) {
      if (stream.isTTY) {
        shown = true;
        const line = `setup: ${text}`;
        stream.write(`\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
      } else if (now() - loggedAt >= LOG_INTERVAL_MS) {
        loggedAt = now();
        stream.write(`setup: ${text}\n`);
      }
    },
  };
}

/**
 * @param {number} milliseconds
 * @returns {string} As «75 s» or «2 min 5 s».
 */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Shows how long a step has been at work.
 *
 * @template T
 * @param {Reporter} reporter
 * @param {string} what Such as «Installing the npm packages».
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withElapsed(reporter, what, work) {
  const startedAt = Date.now();
  reporter.say(`${what} …`);
  const timer = setInterval(
    () => reporter.progress(`${what}: ${duration(Date.now() - startedAt)}`),
    1000,
  );
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
