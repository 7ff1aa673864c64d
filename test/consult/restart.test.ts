import { describe, expect, test } from 'vitest';
import { viewOf } from '../../src/consult/view.ts';
import { ada, homeTv, tv } from './people.ts';
import { applied, requestCommand } from './stages.ts';
import { ask, openWorld, outcomeOf, withFile } from './world.ts';

describe('after a restart on the same file', () => {
  test('an active consult goes on as soon as both sides are back', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      before.policy = 'relay';
      await before.arrive(ada);
      const id = await ask(before, homeTv);
      await before.consults.accept(ada, id);
      for (const actor of [ada, homeTv]) {
        const report = { consultId: id, epoch: 1, outcome: 'connected', detail: '' } as const;
        await before.consults.media.report(actor, report);
      }
      await before.database.destroy();

      const world = await openWorld(file);
      await world.consults.recoverAfterRestart();
      const [recovered] = await world.consults.followed(homeTv.identity, { [id]: 6 });
      expect(recovered?.consult).toMatchObject({
        state: 'active',
        path: { kind: 'relay', epoch: 2, reason: 'relay-restarted' },
        places: { tv: { presence: 'absent' }, agent: { presence: 'absent' } },
        deadlineAt: '2026-03-02T09:01:30.000Z',
      });
      expect(recovered?.events.map((event) => event.type)).toEqual([
        'endpoint-lost',
        'endpoint-lost',
        'path-changed',
      ]);
      const both = [ada.sessionId, homeTv.sessionId].sort().join(' ');
      expect(world.relay.told).toContain(`admit ${id}:2 ${both}`);

      await world.arrive(ada, homeTv);
      await world.pass(60_000);
      expect(viewOf(await found(world, id))).toMatchObject({ state: 'active', deadlineAt: null });
      await world.database.destroy();
    }));

  test('a direct path is left alone, since it needs no server', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      await before.arrive(ada);
      const id = await ask(before, homeTv);
      await before.consults.accept(ada, id);
      await before.database.destroy();

      const world = await openWorld(file);
      await world.consults.recoverAfterRestart();
      expect((await found(world, id)).facts.path.epoch).toBe(1);
      await world.database.destroy();
    }));

  test('a consult whose endpoints stay away ends', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      await before.arrive(ada);
      const id = await ask(before, homeTv);
      await before.consults.accept(ada, id);
      await before.database.destroy();

      const world = await openWorld(file);
      await world.consults.recoverAfterRestart();
      await world.pass(90_000);
      expect(viewOf(await found(world, id)).outcome).toBe('tv-lost');
      await world.database.destroy();
    }));

  test('a consult that rang goes on ringing when its physician is back, and waits anew', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      await before.arrive(ada);
      const id = await ask(before, homeTv);
      await before.database.destroy();

      const world = await openWorld(file);
      world.now = new Date(world.now.getTime() + 59_000);
      await world.consults.recoverAfterRestart();
      await world.arrive(homeTv, ada);
      await world.pass(29_999);
      expect((await found(world, id)).phase.state).toBe('offered');
      expect(await outcomeOf(world.consults.accept(ada, id))).toBe('ok');
      await world.database.destroy();
    }));

  test('a request that was stored and not yet matched is matched', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      const { consult, events } = applied(undefined, [requestCommand('auto')]);
      await before.store.insert(consult, events);
      await before.database.destroy();

      const world = await openWorld(file);
      world.online.add(ada.identity.personId);
      await world.consults.recoverAfterRestart();
      expect((await found(world, consult.facts.id)).phase.state).toBe('requested');
      await world.pass(0);
      expect((await found(world, consult.facts.id)).phase.state).toBe('offered');
      await world.database.destroy();
    }));

  test('what was over stays as it is, and one damaged consult keeps no other from going on', () =>
    withFile(async (file) => {
      const before = await openWorld(file);
      const over = await ask(before, homeTv);
      await before.consults.cancel(homeTv, over);
      const damaged = await ask(before, homeTv);
      const sound = await ask(before, tv('ward TV'));
      await before.database
        .updateTable('consults')
        .set({ document: '{}' })
        .where('id', '=', damaged)
        .execute();
      await before.database.destroy();

      const world = await openWorld(file);
      await world.consults.recoverAfterRestart();
      expect(world.changes.map(({ after }) => after.facts.id)).toEqual([sound]);
      await world.database.destroy();
    }));
});

async function found(world: Awaited<ReturnType<typeof openWorld>>, id: string) {
  const consult = await world.store.find(id);
  if (consult === undefined) throw new Error('no such consult');
  return consult;
}
