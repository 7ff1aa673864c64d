import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionStore, StoredSession } from '../../src/signaling/ports.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createSessionStore } from '../../src/store/sessionStore.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const tv: StoredSession = {
  id: 'tv-1',
  resumeTokenHash: 'hash',
  kind: 'tv',
  subjectId: 'device',
  signInId: null,
  openedAt: '2026-01-01T00:00:00.000Z',
  seenAt: '2026-01-01T00:00:00.000Z',
};
const agent: StoredSession = {
  ...tv,
  id: 'agent-1',
  kind: 'agent',
  subjectId: 'person',
  signInId: 'sign-in',
};

describe('stored sessions', () => {
  let database: ReturnType<typeof openSqlite>;
  let store: SessionStore;
  beforeEach(async () => {
    database = openSqlite(':memory:');
    await migrate(database);
    store = createSessionStore(database);
  });
  afterEach(() => database.destroy());

  test('are found as they were put in', async () => {
    for (const session of [tv, agent]) {
      await store.insert(session);
      expect(await store.find(session.id)).toEqual(session);
    }
    await store.remove(tv.id);
    expect(await store.find(tv.id)).toBeUndefined();
  });

  test('a device has one, a person as many as there are tabs', async () => {
    for (const session of [tv, { ...tv, id: 'tv-2' }, agent, { ...agent, id: 'agent-2' }]) {
      await store.insert(session);
    }
    const found = await Promise.all(
      ['tv-1', 'tv-2', 'agent-1', 'agent-2'].map((id) => store.find(id)),
    );
    expect(found.map((session) => session?.id)).toEqual([undefined, 'tv-2', 'agent-1', 'agent-2']);
  });

  test('go with their device and with their sign-in', async () => {
    await store.insert(tv);
    await store.insert(agent);
    await store.insert({ ...agent, id: 'agent-2', signInId: 'another' });
    await store.removeOfSignIn('sign-in');
    await store.removeOfDevice('device');
    expect(await store.find(tv.id)).toBeUndefined();
    expect(await store.find(agent.id)).toBeUndefined();
    expect(await store.find('agent-2')).toBeDefined();
  });

  test('stay as long as they are seen, thousands of them', async () => {
    const ids = Array.from({ length: 2_500 }, (_, index) => `agent-${index}`);
    for (const id of ids) await store.insert({ ...agent, id });
    await store.touch(ids.slice(1), '2026-01-02T00:00:00.000Z');
    expect(await store.removeUnseenSince('2026-01-01T12:00:00.000Z')).toBe(1);
    expect(await store.find('agent-0')).toBeUndefined();
    expect((await store.find('agent-2499'))?.seenAt).toBe('2026-01-02T00:00:00.000Z');
  });
});
