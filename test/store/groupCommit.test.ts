import type { Kysely, Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/protocol/index.ts';
import { GroupCommit } from '../../src/store/groupCommit.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';

let database: Kysely<Tables>;
let commits: GroupCommit;
/** The transactions in which something was written, each once. */
let transactions: Set<Transaction<Tables>>;

beforeEach(async () => {
  database = openSqlite(':memory:');
  await migrate(database);
  commits = new GroupCommit(database);
  transactions = new Set();
});
afterEach(() => database.destroy());

function set(personId: string, outcome: () => void = () => {}): Promise<string> {
  return commits.run(async (transaction) => {
    transactions.add(transaction);
    const row = { person_id: personId, setting: 'away' } as const;
    await transaction.insertInto('presence_settings').values(row).execute();
    outcome();
    return personId;
  });
}

async function written(): Promise<string[]> {
  const rows = await database
    .selectFrom('presence_settings')
    .select('person_id')
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

describe('what is written at once', () => {
  test('is committed together, and each is told its own outcome', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((id) => set(id)))).toEqual(['a', 'b', 'c']);
    expect(transactions.size).toBe(1);
    expect(await written()).toEqual(['a', 'b', 'c']);
  });

  test('is written but for what fails, which alone is told so, and leaves nothing behind', async () => {
    const refuse = () => {
      throw new Refusal('agent_busy');
    };
    const outcomes = await Promise.allSettled([set('a'), set('b', refuse), set('c'), set('a')]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'agent_busy' } });
    expect(await written()).toEqual(['a', 'c']);
  });

  test('is told of only once it is committed', async () => {
    const [first] = await Promise.all([set('a').then(() => written()), set('b')]);
    expect(first).toEqual(['a', 'b']);
  });

  test('fails as a whole where the database is gone', async () => {
    await database.schema.dropTable('presence_settings').execute();
    const outcomes = await Promise.allSettled(['a', 'b'].map((id) => set(id)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('what is written later is committed by itself', async () => {
  await set('a');
  await set('b');
  expect(transactions.size).toBe(2);
});
