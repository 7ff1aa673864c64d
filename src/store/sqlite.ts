import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { storeError } from './storeErrors.ts';
import type { Tables } from './tables.ts';

/**
 * How long a statement waits for a lock that another process holds, such as a backup. The wait
 * stops this whole process, heartbeats included, so it is far shorter than a missed heartbeat.
 */
const lockTimeoutMs = 250;

/**
 * Statements kept prepared, by their text. The house has fewer; queries whose text varies with the
 * length of a list are prepared anew once it is full. A statement that is left to the garbage
 * collector holds native memory until it comes by, thousands of them at a time.
 */
const maxPrepared = 500;

/**
 * Opens an embedded SQLite database behind Kysely. Every commit is flushed to disk before it
 * returns (`synchronous = FULL`), since what was acknowledged must survive a power cut.
 * @param file path of the database file, or `:memory:`
 * @throws Refusal `store_unavailable` here, and from every query, where the file cannot be read
 * or written now: disk full, locked, damaged
 */
export function openSqlite(file: string): Kysely<Tables> {
  if (file !== ':memory:') keepFromOthers(file);
  const database = translating(() => new DatabaseSync(file, { timeout: lockTimeoutMs }));
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON');
  } catch (error) {
    database.close();
    throw storeError(error);
  }
  return new Kysely<Tables>({
    dialect: new SqliteDialect({ database: asKyselyDatabase(database) }),
  });
}

/**
 * Makes the file for this account alone, whatever the umask; SQLite gives the files beside it the
 * same rights. From files that are there, everybody else's rights are taken away: a group's may
 * have been given on purpose, as to a backup. What cannot be opened is SQLite's to say.
 */
function keepFromOthers(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {
    return;
  }
  for (const each of [file, `${file}-wal`, `${file}-shm`]) {
    const mode = statSync(each, { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & 0o007) !== 0) chmodSync(each, mode & 0o770);
  }
}

/** Kysely speaks to better-sqlite3's shape; node:sqlite differs in how it takes parameters. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      // SQLite may have rolled back by itself, as on a full disk; the original error must stand.
      if (sql === 'rollback' && !database.isTransaction) return nothingToDo;
      const known = prepared.get(sql);
      if (known) return known;
      const statement = asKyselyStatement(translating(() => database.prepare(sql)));
      if (prepared.size < maxPrepared) prepared.set(sql, statement);
      return statement;
    },
  };
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translating(() => statement.all(...bindable(parameters))),
    run: (parameters) => translating(() => statement.run(...bindable(parameters))),
    iterate: (parameters) => translating(() => statement.iterate(...bindable(parameters))),
  };
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function translating<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}

function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      value instanceof Uint8Array
    ) {
      return value;
    }
    throw new TypeError(`SQLite takes no ${typeof value} as a parameter`);
  });
}
