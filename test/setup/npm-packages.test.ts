import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Run } from '../../scripts/setup/commands.mjs';
import { ensureNpmPackages, isInstalled } from '../../scripts/setup/npm-packages.mjs';
import { createKeepingReporter } from './reporter.ts';

const dependencies = { zod: '^4.0.0' };
const engines = { node: '>=24' };
const locked = {
  '': { dependencies },
  'node_modules/zod': { version: '4.1.0', integrity: 'sha512-zod' },
  'node_modules/for-another-platform': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/zod': locked['node_modules/zod'] };

let root: string;
let calls: string[][];

/** An npm that succeeds and does nothing, and a Node.js that is as new as it should be. */
const run: Run = async (command, args, options) => {
  if (args[0] === '--version') return { code: 0, output: process.version };
  const { MEDIASOUP_WORKER_BIN: worker, PATH: path } = options?.env ?? {};
  calls.push([command, ...args, String(worker), String(path)]);
  return { code: 0, output: '' };
};

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), JSON.stringify(content));
}

const install = () => ensureNpmPackages(root, run, createKeepingReporter());

beforeEach(async () => {
  calls = [];
  root = await mkdtemp(join(tmpdir(), 'npm-packages-'));
  await write('package.json', { dependencies, engines });
  await write('package-lock.json', { packages: locked });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

test('npm is not run where the locked packages are installed', async () => {
  await write('node_modules/.package-lock.json', { packages: installed });

  await install();

  expect(calls).toEqual([]);
});

test('an optional package of another platform is not missed, any other is', async () => {
  await write('node_modules/.package-lock.json', { packages: installed });
  expect(isInstalled(root)).toBe(true);

  await write('node_modules/.package-lock.json', { packages: {} });
  expect(isInstalled(root)).toBe(false);
});

test.each([
  ['version', { version: '4.0.0', integrity: 'sha512-zod' }],
  ['content', { version: '4.1.0', integrity: 'sha512-other' }],
])('a package of another %s than the locked one is installed anew', async (_, other) => {
  await write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': other } });

  await install();

  expect(calls).toHaveLength(1);
});

test("npm installs without touching the lock file, and mediasoup's own install script is calmed", async () => {
  await install();

  expect(calls[0]).toEqual(expect.arrayContaining(['install', '--no-save', process.execPath]));
});

test('what an interrupted installation left is removed before the next', async () => {
  await write('node_modules/zod/half.json', {});

  await install();

  await expect(access(join(root, 'node_modules/zod'))).rejects.toThrow(/ENOENT/);
  expect(calls).toHaveLength(1);
});

test('a Node.js that is too old installs the newer one, which installs what the old one left out', async () => {
  const own = join(root, 'node_modules/.bin/node');
  const oldMachine: Run = async (command, args, options) => {
    if (args[0] === '--version')
      return { code: 0, output: command === own ? 'v24.1.0' : 'v20.1.0' };
    await write('node_modules/.bin/node', {});
    return run(command, args, options);
  };

  await ensureNpmPackages(root, oldMachine, createKeepingReporter());

  expect(calls).toHaveLength(2);
  expect(calls[1]?.at(-1)).toMatch(join(root, 'node_modules/.bin'));
});

test('a lock file that was made for other dependencies is refused', async () => {
  await write('package.json', { dependencies: { ...dependencies, ws: '^8.0.0' } });

  await expect(install()).rejects.toThrow('package-lock.json does not fit package.json');
  expect(calls).toEqual([]);
});

test('an npm that fails is quoted', async () => {
  const failing: Run = async () => ({ code: 1, output: 'npm error network timeout' });

  await expect(ensureNpmPackages(root, failing, createKeepingReporter())).rejects.toThrow(
    /exit code 1:\nnpm error network timeout/,
  );
});
