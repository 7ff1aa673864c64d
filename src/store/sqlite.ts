import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { storeError } from './storeErrors.ts';
import type { Tables } from './tables.ts';

/**
 * How long a statement waits for a lock that another process holds, such as a backup. The wait
 * stops this whole process, heartbeats included, so it is far shorter than a missed heartbeat.
 */
const lockTimeoutMs = 250;

/**
 * Opens an embedded SQLite database behind Kysely. Every commit is flushed to disk before it
 * returns (`synchronous = FULL`), since what was acknowledged must survive a power cut.
 * @param file path of the database file, or `:memory:`
 * @throws Refusal `store_unavailable` here, and from every query, where the file cannot be read
 * or written now: disk full, locked, damaged
 */
export function openSqlite(file: string): Kysely<Tables> {
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

/** Kysely speaks to better-sqlite3's shape; node:sqlite differs in how it takes parameters. */
function asKyselyDatabase(database: DatabaseSync) {
  return {
    close: () => database.close(),
    prepare(sql: string) {
      // SQLite may have rolled back by itself, as on a full disk; the original error must stand.
      if (sql === 'rollback' && !database.isTransaction) return nothingToDo;
      const statement = translating(() => database.prepare(sql));
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) =>
          translating(() => statement.all(...bindable(parameters))),
        run: (parameters: readonly unknown[]) =>
          translating(() => statement.run(...bindable(parameters))),
        iterate: (parameters: readonly unknown[]) =>
          translating(() => statement.iterate(...bindable(parameters))),
      };
    },
  };
}

const nothingToDo = {
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
