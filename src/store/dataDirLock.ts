import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes sure that one server at a time runs on a data folder: a second one would take the first
 * one's consults for those of a server that died. The lock is SQLite's, on a file of its own, so
 * the system lets go of it however the process ends; tools and backups may use the database.
 * @returns what lets go of it
 * @throws Error where another process has it
 */
export function lockDataDir(dataDir: string): Disposable {
  const database = new DatabaseSync(path.join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new Error(`Another Housecall runs on ${dataDir}.`, { cause });
  }
  return { [Symbol.dispose]: () => database.close() };
}
