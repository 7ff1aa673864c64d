import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { foundClinic } from '../registration/support.ts';
import {
  type Browser,
  openWeb,
  refusalOf,
  signedIn,
  Television,
  type TestWeb,
} from '../web/support.ts';

describe('a database that cannot answer now', () => {
  let web: TestWeb;
  let staff: Browser;

  beforeEach(async () => {
    web = await openWeb();
    await foundClinic(web.registration, 'north');
    staff = await signedIn(web, 'staff@north.test');
  });
  afterEach(() => web.close());

  const unavailable = { status: 503, body: refusalOf('store_unavailable') };
  const pair = (userCode: string) =>
    staff.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
  /** What the log says about requests refused for the store's sake. */
  const reasons = () =>
    web.log
      .map((line): { code?: string; details?: { reason?: string } } => JSON.parse(line))
      .filter(({ code }) => code === 'store_unavailable')
      .map(({ details }) => details?.reason);

  it('for a full disk refuses what would be written, reads on, and recovers', async () => {
    const { database } = web.registration;
    const { userCode } = await new Television(web).codes();
    const pages = await pragma(database, 'page_count');
    await pragma(database, `max_page_count = ${pages}`);
    let answer = await new Television(web).authorize();
    // The pages that exist have some room left.
    while (answer.status === 200) answer = await new Television(web).authorize();
    expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect(await staff.get('/api/me')).toMatchObject({ status: 200 });
    expect(await staff.post('/api/pairing/lookup', { userCode })).toMatchObject({ status: 200 });
    expect(new Set(reasons())).toEqual(new Set(['full']));

    await pragma(database, 'max_page_count = 1000000');
    expect(await new Television(web).authorize()).toMatchObject({ status: 200 });
    expect(await pair(userCode)).toMatchObject({ status: 200 });
  });

  it('for a full disk in the middle of a transaction leaves nothing of it behind', async () => {
    const { database } = web.registration;
    const { userCode } = await new Television(web).codes();
    const pages = await pragma(database, 'page_count');
    await pragma(database, `max_page_count = ${pages}`);
    const long = 'x'.repeat(128);
    let answer = await staff.post('/api/pairing/confirm', { userCode, patient: { name: long } });
    let codes: { userCode: string } | undefined = { userCode };
    while (answer.status === 200) {
      await pragma(database, 'max_page_count = 1000000');
      codes = await new Television(web).codes();
      await pragma(database, `max_page_count = ${await pragma(database, 'page_count')}`);
      answer = await staff.post('/api/pairing/confirm', {
        userCode: codes.userCode,
        patient: { name: long },
      });
    }
    expect(answer).toMatchObject(unavailable);
    const patients = await database.selectFrom('patients').select('id').execute();
    const devices = await database.selectFrom('devices').select('patient_id').execute();
    expect(devices.map((device) => device.patient_id).sort()).toEqual(
      patients.map((patient) => patient.id).sort(),
    );
    await pragma(database, 'max_page_count = 1000000');
    expect(await pair(codes.userCode)).toMatchObject({ status: 200 });
  });

  it('while another process holds it refuses what would be written, reads on, and recovers', async () => {
    const { userCode } = await new Television(web).codes();
    const other = new DatabaseSync(web.registration.databaseFile);
    other.exec('BEGIN EXCLUSIVE');
    expect(await pair(userCode)).toMatchObject(unavailable);
    expect(await staff.get('/api/patients')).toMatchObject({ status: 200, body: { patients: [] } });
    expect(reasons()).toEqual(['busy']);
    other.exec('ROLLBACK');
    other.close();
    expect(await pair(userCode)).toMatchObject({ status: 200 });
  });

  it('tells of a damaged document without telling of people', async () => {
    const { database } = web.registration;
    const { userCode } = await new Television(web).codes();
    await pair(userCode);
    const registration = '{"patientName":Erika Example}';
    await database.updateTable('devices').set({ registration }).execute();
    expect(await staff.get('/api/patients')).toMatchObject({
      status: 500,
      body: refusalOf('internal_error'),
    });
    const device = await database.selectFrom('devices').select('id').executeTakeFirstOrThrow();
    expect(web.log.join('')).toContain(device.id);
    expect(web.log.join('')).not.toContain('Erika');
  });

  it('for a damaged page refuses what needs it, and nothing else', async () => {
    const { database, databaseFile } = web.registration;
    const { userCode } = await new Television(web).codes();
    await pair(userCode);
    const table = await sql<{
      rootpage: number;
    }>`SELECT rootpage FROM sqlite_master WHERE name = 'patients'`.execute(database);
    const at = ((table.rows[0]?.rootpage ?? 0) - 1) * (await pragma(database, 'page_size'));
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    const file = await open(databaseFile, 'r+');
    const sound = Buffer.alloc(4_096);
    await file.read(sound, 0, sound.length, at);
    await file.write(Buffer.alloc(sound.length, 0xa5), 0, sound.length, at);
    await pragma(database, 'shrink_memory');

    expect(await staff.get('/api/patients')).toMatchObject(unavailable);
    expect(await staff.get('/api/people')).toMatchObject({ status: 200 });
    expect(new Set(reasons())).toEqual(new Set(['damaged']));

    await file.write(sound, 0, sound.length, at);
    await file.close();
    await pragma(database, 'shrink_memory');
    expect(await staff.get('/api/patients')).toMatchObject({
      status: 200,
      body: { patients: [{ name: 'Ada Quist' }] },
    });
  });

  it('is told without a word of SQL, a path or a stack', async () => {
    const other = new DatabaseSync(web.registration.databaseFile);
    other.exec('BEGIN EXCLUSIVE');
    const answer = await staff.post('/api/sign-in', {
      email: 'staff@north.test',
      password: 'correct horse battery staple',
    });
    other.close();
    expect(answer).toMatchObject(unavailable);
    expect(JSON.stringify(answer.body)).not.toMatch(/sql|database is|housecall-|\.ts/i);
  });
});

describe('opening a database', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'housecall-store-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('that is something else says so', async () => {
    const file = path.join(directory, 'housecall.sqlite');
    await writeFile(file, 'This is a letter to the editor, not a database. '.repeat(100));
    expect(() => openSqlite(file)).toThrow(
      expect.objectContaining({
        code: 'store_unavailable',
        details: { reason: 'not-a-database' },
      }),
    );
  });

  it('in a folder that is not there says so', () => {
    expect(() => openSqlite(path.join(directory, 'no', 'housecall.sqlite'))).toThrow(
      expect.objectContaining({ code: 'store_unavailable', details: { reason: 'cannot-open' } }),
    );
  });

  it('leaves a mistake in a statement what it is', async () => {
    const database = openSqlite(path.join(directory, 'housecall.sqlite'));
    await expect(sql`SELECT 1 FROM nowhere`.execute(database)).rejects.toThrow(
      'no such table: nowhere',
    );
    await database.destroy();
  });
});

/** Reads or sets a pragma. @returns its value, where it has one that is a number */
async function pragma(database: Kysely<Tables>, statement: string): Promise<number> {
  const { rows } = await sql<Record<string, unknown>>`PRAGMA ${sql.raw(statement)}`.execute(
    database,
  );
  const [value] = Object.values(rows[0] ?? {});
  return typeof value === 'number' ? value : Number.NaN;
}
