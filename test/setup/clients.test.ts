import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureClients } from '../../scripts/setup/clients.mjs';
import type { Run } from '../../scripts/setup/commands.mjs';
import { createKeepingReporter } from './reporter.ts';

const withScript = { scripts: { 'build:clients': 'vite build' } };

let root: string;
let builds: number;

const run: Run = async () => {
  builds += 1;
  await write('dist/clients/tv/index.html', '<!doctype html>');
  return { code: 0, output: '' };
};

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

const ensure = () => ensureClients(root, run, createKeepingReporter());

beforeEach(async () => {
  builds = 0;
  root = await mkdtemp(join(tmpdir(), 'clients-'));
  await write('package.json', JSON.stringify(withScript));
  await write('package-lock.json', '{}');
  await write('clients/tv/main.ts', 'export {};');
  await write('src/protocol/methods.ts', 'export {};');
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

test('the apps are built once, and not again while nothing changes', async () => {
  await ensure();
  await ensure();

  expect(builds).toBe(1);
});

test.each([
  'clients/tv/main.ts',
  'clients/tv/new.ts',
  'src/protocol/methods.ts',
  'package-lock.json',
])('a change of %s has them built again', async (path) => {
  await ensure();
  await write(path, 'export const changed = true;');
  await ensure();

  expect(builds).toBe(2);
});

test('apps whose output was removed are built again', async () => {
  await ensure();
  await rm(join(root, 'dist'), { recursive: true });
  await ensure();

  expect(builds).toBe(2);
});

test('a build that failed is quoted and tried again', async () => {
  const failing: Run = async () => ({ code: 1, output: 'unexpected token' });

  await expect(ensureClients(root, failing, createKeepingReporter())).rejects.toThrow(
    /unexpected token/,
  );
  await ensure();

  expect(builds).toBe(1);
});

test('a project without a script for it, or without apps, has nothing to build', async () => {
  await write('package.json', '{}');
  await ensure();
  await write('package.json', JSON.stringify(withScript));
  await rm(join(root, 'clients'), { recursive: true });
  await ensure();

  expect(builds).toBe(0);
});
