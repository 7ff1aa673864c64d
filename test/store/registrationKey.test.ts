import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadUserCodeKey } from '../../src/store/registrationKey.ts';

describe('the key of user codes', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'housecall-key-'));
    file = path.join(directory, 'user-code.key');
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is made once, for nobody else to read, and stays the same', async () => {
    const key = await loadUserCodeKey(file);
    expect(key).toHaveLength(32);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await loadUserCodeKey(file)).toEqual(key);
    expect(await readFile(file)).toEqual(key);
  });

  it('is the same for two that start at once', async () => {
    const keys = await Promise.all([loadUserCodeKey(file), loadUserCodeKey(file)]);
    expect(keys[0]).toEqual(keys[1]);
  });

  it('is never taken from a file that holds something else', async () => {
    await writeFile(file, 'short');
    await expect(loadUserCodeKey(file)).rejects.toThrow(/holds no key/);
  });
});
