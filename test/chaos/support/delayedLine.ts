import { once } from 'node:events';
import path from 'node:path';
import type { Namespace } from './namespaces.ts';

/** The program between both ends of a line. */
export interface DelayedLine {
  delay(ms: number): void;
  jitter(upToMs: number): void;
  close(): void;
}

interface Ends {
  readonly house: Namespace;
  readonly inHouse: string;
  readonly router: Namespace;
  readonly atRouter: string;
}

const program = path.join(import.meta.dirname, 'delayedLine.py');

/** Lays a line whose packets pass through a program that may hold them back. */
export async function layDelayed({ house, inHouse, router, atRouter }: Ends): Promise<DelayedLine> {
  const child = router.start('python3', [program, atRouter, inHouse], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('no pipes to the delayed line');
  const ended = once(child, 'exit').then(() => {
    throw new Error('the delayed line did not start');
  });
  await Promise.race([once(stdout, 'data'), ended]);
  // Its end stays with the program, wherever the interface goes.
  await router.ip('link', 'set', inHouse, 'netns', house.name);
  ended.catch(() => undefined);
  return {
    delay: (ms) => stdin.write(`delay ${ms}\n`),
    jitter: (upToMs) => stdin.write(`jitter ${upToMs}\n`),
    close: () => stdin.end(),
  };
}
