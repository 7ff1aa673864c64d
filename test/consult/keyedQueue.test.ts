import { expect, test } from 'vitest';
import { KeyedQueue } from '../../src/consult/keyedQueue.ts';

test('the tasks of one key run one after the other, in order', async () => {
  const queue = new KeyedQueue();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue.run('a', async () => {
    log.push('first begins');
    await gate.promise;
    log.push('first ends');
  });
  const second = queue.run('a', async () => {
    log.push('second');
  });
  const elsewhere = queue.run('b', async () => {
    log.push('elsewhere');
  });
  await elsewhere;
  gate.resolve();
  await Promise.all([first, second]);
  expect(log).toEqual(['first begins', 'elsewhere', 'first ends', 'second']);
});

test('a task that fails tells its own caller and keeps no other from its turn', async () => {
  const queue = new KeyedQueue();
  const failing = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('a', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('nothing is kept of keys whose tasks are done', async () => {
  const queue = new KeyedQueue();
  for (let key = 0; key < 100; key++) void queue.run(`${key}`, async () => undefined);
  void queue.run('1', async () => {
    await queue.run('added meanwhile', async () => undefined);
  });
  expect(queue.size).toBe(100);
  await queue.idle();
  expect(queue.size).toBe(0);
});
