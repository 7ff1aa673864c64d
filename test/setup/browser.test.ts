import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureBrowser, findBrowser } from '../../scripts/setup/browser.mjs';
import { createSystem } from '../../scripts/setup/system-packages.mjs';
import { createKeepingReporter } from './reporter.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'browser-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function program(name: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

test('the browser that HOUSECALL_CHROMIUM names is taken before others', async () => {
  await program('chromium');
  const named = await program('my-own-chrome');

  expect(findBrowser({ HOUSECALL_CHROMIUM: named, PATH: directory })).toBe(named);
});

test('Chrome is taken where there is no Chromium', async () => {
  const chrome = await program('google-chrome');

  expect(findBrowser({ PATH: directory })).toBe(chrome);
});

test('no browser is found where there is none', () => {
  expect(findBrowser({ PATH: directory })).toBeUndefined();
});

test('a HOUSECALL_CHROMIUM that names nothing is an error, and nothing is installed for it', async () => {
  const system = createSystem(() => Promise.reject(new Error('nothing is to be run')));

  const failure = await ensureBrowser(
    { HOUSECALL_CHROMIUM: join(directory, 'gone'), PATH: directory },
    system,
    createKeepingReporter(),
  ).catch((error) => error);

  expect(failure.message).toMatch(/HOUSECALL_CHROMIUM names .*gone, which is no program/);
});
