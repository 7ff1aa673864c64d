import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Waits until a program has printed a line with this text, and gives on every line. */
export function whenSays(
  child: ChildProcess,
  text: string,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  const { stdout } = child;
  if (stdout === null) throw new Error('its output is not read');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      onLine(line);
      if (line.includes(text)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said «${text}»`)));
  });
}

/** Ends a program, and resolves when it is gone. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
