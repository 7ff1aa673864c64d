import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createCommands } from '../../scripts/setup/commands.mjs';

test('a command gives its exit code and the lines of both its outputs', async () => {
  const { run } = createCommands();
  const lines: string[] = [];

  const result = await run('sh', ['-c', 'echo one; printf two >&2; exit 3'], {
    onLine: (line) => lines.push(line),
  });

  expect(result.code).toBe(3);
  expect(lines.sort()).toEqual(['one', 'two']);
});

test('a command that is not there is a result, not an exception', async () => {
  const { run } = createCommands();

  const { code, output } = await run('no-such-command', []);

  expect(code).toBe(127);
  expect(output).toContain('no-such-command');
});

test('a command that takes too long is stopped with all that it started', async () => {
  const { run } = createCommands();

  const { code, output } = await run('sh', ['-c', 'sleep 60 & echo $!; wait'], { timeoutMs: 300 });

  const [sleeper] = output.split('\n');
  expect(code).toBeNull();
  expect(output).toContain('stopped after 0.3 s');
  await expect.poll(() => isRunning(Number(sleeper))).toBe(false);
});

test('stopping ends all commands and waits until they have ended', async () => {
  const { run, stopAll } = createCommands();
  const results = ['60', '61'].map((seconds) => run('sleep', [seconds]));

  await stopAll('SIGTERM');

  expect((await Promise.all(results)).map(({ code }) => code)).toEqual([null, null]);
});

/** Whether there is such a process that is not dead and only waits to be noticed by its parent. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX');
  return !/^State:\t[XZ]/m.test(status);
}
