import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { findCommand } from './system-packages.mjs';

/**
 * Runs the npm that runs the setup, or the one on the PATH.
 *
 * @param {import('./commands.mjs').Run} run
 * @param {string} root The folder to run it in.
 * @param {string[]} args
 * @param {string} node The Node.js to run it by.
 */
export function runNpm(run, root, args, node) {
  const { PATH: path = '', npm_execpath: npm = '' } = process.env;
  // npm 10 runs mediasoup's install script whatever `allowScripts` says, and the script fails
  // where its download does. With any worker named, it does nothing.
  const { MEDIASOUP_WORKER_BIN: worker = process.execPath } = process.env;
  const env = {
    ...process.env,
    MEDIASOUP_WORKER_BIN: worker,
    PATH: `${dirname(node)}${delimiter}${path}`,
  };
  return basename(npm) === 'npm-cli.js'
    ? run(node, [npm, ...args], { cwd: root, env })
    : run('npm', args, { cwd: root, env });
}

/**
 * @param {string} root
 * @returns {string} The Node.js that runs the setup, or the machine's where that one was a package
 *   of the project and has been removed meanwhile.
 */
export function currentNode(root) {
  if (existsSync(process.execPath)) return process.execPath;
  const { PATH: path = '' } = process.env;
  const isOfMachine = (/** @type {string} */ folder) =>
    !folder.startsWith(join(root, 'node_modules'));
  const folders = path.split(delimiter).filter(isOfMachine);
  return findCommand('node', folders.join(delimiter)) ?? 'node';
}
