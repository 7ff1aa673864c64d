import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const run = promisify(execFile);

export const native = join(import.meta.dirname, '../../native');

export interface NativeTest {
  /** Its text and that of what it tests, as paths. */
  readonly sources: readonly string[];
  readonly includes: readonly string[];
  /** The system's libraries, by their pkg-config names. */
  readonly libraries: readonly string[];
}

/**
 * Compiles a test in C++ with the address and undefined-behaviour sanitizers, runs it, and expects
 * of it exit code 0 and nothing but a line `ok …` for each of its cases.
 * @returns how many cases held
 */
export async function runNativeTest({ sources, includes, libraries }: NativeTest): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'native-test-'));
  try {
    const { stdout: flags } = await run('pkg-config', ['--cflags', '--libs', ...libraries]);
    const binary = join(directory, 'native_test');
    await run('g++', [
      '-std=c++20',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-O1',
      '-g',
      '-fsanitize=address,undefined',
      '-fno-sanitize-recover=all',
      ...includes.map((include) => `-I${include}`),
      ...sources,
      '-o',
      binary,
      ...flags.trim().split(/\s+/),
    ]);
    const { code, output } = await run(binary).then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      (error) => ({ code: error.code, output: `${error.stdout}${error.stderr}` }),
    );
    const lines = output.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(code).toBe(0);
    return lines.length;
  } finally {
    await rm(directory, { recursive: true });
  }
}
