import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { currentNode, runNpm } from './npm.mjs';

/**
 * Makes sure that npm scripts find a Node.js that is new enough. The devDependency `node` brings
 * one, first on their PATH; its install script fetches the binary for this platform.
 *
 * @param {string} root
 * @param {import('./commands.mjs').Run} run
 * @param {import('./reporter.mjs').Reporter} reporter
 * @returns {Promise<string>} The path of that Node.js.
 * @throws {SetupFailure} when there is none.
 */
export async function ensureNode(root, run, reporter) {
  const required = requiredMajor(root);
  const own = join(root, 'node_modules/.bin/node');
  if ((await majorOf(own, run)) >= required) return own;

  const machineIsNewEnough = Number.parseInt(process.versions.node, 10) >= required;
  if (machineIsNewEnough && !existsSync(own)) return process.execPath;

  reporter.say(`Getting Node.js ${required} from the npm package «node»`);
  const { output } = await runNpm(run, root, ['rebuild', 'node'], currentNode(root));
  if ((await majorOf(own, run)) >= required) return own;
  throw new SetupFailure(
    `The npm package «node» did not bring a Node.js ${required} that runs here.\n${output}`,
    `Install Node.js ${required} or later yourself, and remove node_modules/.bin/node if it is there.`,
  );
}

/**
 * @param {string} root
 * @returns {number} As `engines` of package.json says.
 */
export function requiredMajor(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Number.parseInt(String(engines.node).replace(/^\D+/, ''), 10);
}

/**
 * @param {string} node
 * @param {import('./commands.mjs').Run} run
 * @returns {Promise<number>} 0 if there is none, or it does not run.
 */
export async function majorOf(node, run) {
  if (!existsSync(node)) return 0;
  const { code, output } = await run(node, ['--version']);
  return code === 0 ? Number.parseInt(output.replace(/^v/, ''), 10) : 0;
}
