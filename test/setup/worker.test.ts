import { execFile } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCommands } from '../../scripts/setup/commands.mjs';
import { createSystem } from '../../scripts/setup/system-packages.mjs';
import { ensureWorker, placeOf } from '../../scripts/setup/worker.mjs';
import { prebuiltKey, WorkerCache } from '../../scripts/setup/worker-cache.mjs';
import { createKeepingReporter } from './reporter.ts';

const { PATH } = process.env;
const installed = join(import.meta.dirname, '../../node_modules/mediasoup');
/** Answers as the worker does when a stranger starts it, which is how the setup tries one. */
const standIn = (name: string) => `#!/bin/sh\n# ${name}\nexit 41\n`;

let directory: string;
let mediasoup: string;
let cache: WorkerCache;
let servers: Server[];

beforeEach(async () => {
  servers = [];
  directory = await mkdtemp(join(tmpdir(), 'worker-setup-'));
  cache = new WorkerCache(join(directory, 'cache'));
  mediasoup = join(directory, 'node_modules/mediasoup');
  await mkdir(mediasoup, { recursive: true });
  // What mediasoup's download script needs. There are no sources to build from.
  for (const name of ['package.json', 'npm-scripts.mjs']) {
    await copyFile(join(installed, name), join(mediasoup, name));
  }
  for (const name of ['node-fetch', 'tar']) {
    await symlink(join(installed, '..', name), join(mediasoup, '..', name));
  }
});

afterEach(async () => {
  for (const server of servers) server.close();
  await rm(directory, { recursive: true });
});

async function program(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, 0o755);
}

function ensure(environment: NodeJS.ProcessEnv): Promise<string> {
  const { run } = createCommands();
  return ensureWorker({
    mediasoupDirectory: mediasoup,
    node: process.execPath,
    cache,
    environment,
    system: createSystem(run),
    reporter: createKeepingReporter(),
  });
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** mediasoup's releases, which have this worker for every platform. */
async function serveReleases(worker: string): Promise<{ base: string; requests: string[] }> {
  const release = join(directory, 'release');
  await program(join(release, 'mediasoup-worker'), worker);
  await promisify(execFile)('tar', ['-czf', 'worker.tgz', 'mediasoup-worker'], { cwd: release });
  const archive = await readFile(join(release, 'worker.tgz'));
  const requests: string[] = [];
  const base = await serve((request, response) => {
    requests.push(String(request.url));
    response.end(archive);
  });
  return { base, requests };
}

test('a worker that MEDIASOUP_WORKER_BIN names is taken, and nothing is put anywhere', async () => {
  const named = join(directory, 'my-worker');
  await program(named, standIn('mine'));

  expect(await ensure({ MEDIASOUP_WORKER_BIN: named })).toBe(named);
  await expect(stat(placeOf(mediasoup))).rejects.toThrow(/ENOENT/);
});

test.each(['gone', 'not-executable'])(
  'a MEDIASOUP_WORKER_BIN that is %s is refused with its path',
  async (name) => {
    await writeFile(join(directory, 'not-executable'), '');

    await expect(ensure({ MEDIASOUP_WORKER_BIN: join(directory, name) })).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN names ${join(directory, name)}, which is no program`,
    );
  },
);

test('a cached worker is put where mediasoup looks, without network or compiler', async () => {
  await program(join(cache.directory, prebuiltKey(mediasoup), 'mediasoup-worker'), standIn('one'));

  const startedAt = performance.now();
  const placed = await ensure({});

  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(placed).toBe(placeOf(mediasoup));
  expect(await readFile(placed, 'utf8')).toBe(standIn('one'));
});

test('a worker in its place stays there', async () => {
  await program(join(cache.directory, prebuiltKey(mediasoup), 'mediasoup-worker'), standIn('one'));
  const placed = await ensure({});
  const before = await stat(placed);

  await ensure({});

  expect((await stat(placed)).ino).toBe(before.ino);
});

test.each([
  ['is not what was put there', standIn('half')],
  ['does not run', '#!/bin/sh\nexit 1\n'],
])('a worker in its place that %s is replaced', async (_, other) => {
  await program(join(cache.directory, prebuiltKey(mediasoup), 'mediasoup-worker'), standIn('one'));
  const placed = await ensure({});
  await program(placed, other);

  await ensure({});

  expect(await readFile(placed, 'utf8')).toBe(standIn('one'));
});

test("a worker that mediasoup's own install script left is taken", async () => {
  await program(placeOf(mediasoup), standIn('upstream'));

  expect(await readFile(await ensure({}), 'utf8')).toBe(standIn('upstream'));
});

test("mediasoup's prebuilt worker is downloaded once, and then comes from the cache", async () => {
  const { base, requests } = await serveReleases(standIn('prebuilt'));
  const environment = { PATH, MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base };

  const placed = await ensure(environment);
  await rm(placed);
  await ensure(environment);

  expect(await readFile(placed, 'utf8')).toBe(standIn('prebuilt'));
  expect(requests).toHaveLength(1);
});

test('a prebuilt worker that does not run here is not taken, nor does its script build one', async () => {
  const { base } = await serveReleases('#!/bin/sh\nexit 127\n');
  const environment = { PATH, MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base };

  await expect(ensure(environment)).rejects.toThrow(/The mediasoup worker could not be built/);
  expect(await filesBelow(cache.directory)).toEqual([]);
});

test('a cache folder that cannot be written to is named, with what to do', async () => {
  await writeFile(join(directory, 'file'), '');
  cache = new WorkerCache(join(directory, 'file/cache'));

  const failure = await ensure({
    PATH,
    MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'true',
  }).catch((error) => error);

  expect(failure.message).toMatch(/^The cache folder cannot be written to: ENOTDIR/);
  expect(failure.advice).toContain('XDG_CACHE_HOME');
});

test('work folders that were left by a setup that was killed are removed after a while', async () => {
  const abandoned = join(cache.directory, '.work-abandoned');
  const recent = join(cache.directory, '.work-recent');
  await mkdir(abandoned, { recursive: true });
  await mkdir(recent);
  await utimes(abandoned, 0, 0);

  await cache.withWorkDirectory(async () => {});

  expect(await readdir(cache.directory)).toEqual(['.work-recent']);
});

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
