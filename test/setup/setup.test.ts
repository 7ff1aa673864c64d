import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readlink, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

let root: string;
let cacheHome: string;

/** A clone of the project with its packages, and a worker's place of its own. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'setup-'));
  cacheHome = join(root, 'cache-home');
  for (const name of ['package.json', 'package-lock.json', 'scripts', 'native']) {
    await cp(join(project, name), join(root, name), { recursive: true });
  }
  const packages = join(project, 'node_modules');
  await mkdir(join(root, 'node_modules'));
  for (const name of (await readdir(packages)).filter((name) => name !== 'mediasoup')) {
    await symlink(join(packages, name), join(root, 'node_modules', name));
  }
  await cp(join(packages, 'mediasoup'), join(root, 'node_modules/mediasoup'), { recursive: true });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

function setUp(args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'scripts/setup.mjs'), ...args], {
    env: {
      ...process.env,
      XDG_CACHE_HOME: cacheHome,
      MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'true',
      // The clone's packages are links to the project's, which no npm is to touch.
      npm_execpath: '/none/npm-cli.js',
      npm_node_execpath: '/bin/false',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function ending(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const said = child.stderr ? text(child.stderr) : '';
  const [code] = await once(child, 'close');
  return { code, said: await said };
}

test.each(['start', 'test'])('with all in place, «%s» is silent and done in 2 s', async (mode) => {
  const startedAt = performance.now();
  const { code, said } = await ending(setUp([mode]));

  expect(said).toBe('');
  expect(code).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('an unknown word is answered with the ones there are', async () => {
  const { code, said } = await ending(setUp(['install']));

  expect(code).toBe(2);
  expect(said).toBe('setup: Usage: node scripts/setup.mjs [start | test | chaos | worker]\n');
});

test('a build that is interrupted stops its compilers and leaves nothing behind', async () => {
  const place = join(root, 'node_modules/mediasoup/worker/out');
  await rm(place, { recursive: true, force: true });
  const child = setUp(['worker'], { MEDIASOUP_WORKER_BIN: '' });
  const end = ending(child);
  await expect.poll(compilers, { timeout: 20_000 }).not.toEqual([]);

  child.kill('SIGINT');

  expect(await end).toMatchObject({ code: 130 });
  expect(await compilers()).toEqual([]);
  expect(await readdir(join(cacheHome, 'housecall/mediasoup-worker'))).toEqual([]);
  await expect(stat(place)).rejects.toThrow(/ENOENT/);
}, 30_000);

/** The processes that compile for this clone, by their working directories. */
async function compilers(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(
    pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')),
  );
  return folders.filter((folder) => folder.startsWith(join(cacheHome, 'housecall')));
}
