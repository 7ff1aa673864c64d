import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';

describe('the database files', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'housecall-files-'));
    // As a folder that somebody made beforehand, or a container's volume.
    await chmod(folder, 0o755);
    file = path.join(folder, 'housecall.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function modes(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const name of await readdir(folder)) {
      found[name] = ((await stat(path.join(folder, name))).mode & 0o777).toString(8);
    }
    return found;
  }

  async function write(): Promise<Record<string, string>> {
    const database = openSqlite(file);
    await sql`CREATE TABLE IF NOT EXISTS patients (name TEXT)`.execute(database);
    const found = await modes();
    await database.destroy();
    return found;
  }

  it('are for the account that runs the server alone, whatever the umask', async () => {
    const umask = process.umask(0o000);
    try {
      expect(await write()).toEqual({
        'housecall.sqlite': '600',
        'housecall.sqlite-shm': '600',
        'housecall.sqlite-wal': '600',
      });
    } finally {
      process.umask(umask);
    }
  });

  it("lose everybody else's rights where they had them, and keep a group's", async () => {
    await write();
    await chmod(file, 0o644);
    expect(await write()).toMatchObject({
      'housecall.sqlite': '640',
      'housecall.sqlite-wal': '640',
    });
  });
});
