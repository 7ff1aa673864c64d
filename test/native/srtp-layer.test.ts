import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const native = join(import.meta.dirname, '../../native');
const layer = join(native, 'subprojects/libsrtp3');

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'srtp-layer-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

test('the SRTP layer does what libsrtp 3 promises, without touching memory that is not its own', async () => {
  const { stdout: flags } = await run('pkg-config', [
    '--cflags',
    '--libs',
    'libsrtp2',
    'libcrypto',
  ]);
  const binary = join(directory, 'srtp_layer_test');
  await run('g++', [
    '-std=c++20',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-O1',
    '-g',
    '-fsanitize=address,undefined',
    '-fno-sanitize-recover=all',
    `-I${join(layer, 'include')}`,
    join(layer, 'src/openssl_ciphers.cpp'),
    join(layer, 'src/srtp.cpp'),
    join(native, 'test/srtp_layer_test.cpp'),
    '-o',
    binary,
    ...flags.trim().split(/\s+/),
  ]);

  const { code, stdout } = await run(binary).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error) => ({ code: error.code, stdout: `${error.stdout}${error.stderr}` }),
  );

  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  expect(lines.length).toBeGreaterThan(70);
  expect(code).toBe(0);
}, 60_000);
