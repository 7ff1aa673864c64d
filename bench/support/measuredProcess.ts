import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How long a program may take to say that it is there, in milliseconds. */
const startTimeoutMs = 20_000;

/** A program that is measured, and ended by its own process id. */
export class MeasuredProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /**
   * Starts a program and waits for a line of its output.
   * @param ready what the awaited line must match; its first group is returned as `announced`
   * @throws Error where the program ends before, with the last of what it said
   */
  static async start(
    command: string,
    args: readonly string[],
    ready: RegExp,
  ): Promise<{ process: MeasuredProcess; announced: string }> {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const take = (line: string) => {
      said.push(line);
      if (said.length > 20) said.shift();
      const match = ready.exec(line);
      if (match !== null) resolve(match[1] ?? line);
    };
    createInterface({ input: child.stdout }).on('line', take);
    createInterface({ input: child.stderr }).on('line', take);
    const fail = (why: string) => reject(new Error(`${command} ${why}:\n${said.join('\n')}`));
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    const timer = setTimeout(() => fail('said nothing'), startTimeoutMs);
    try {
      return { process: new MeasuredProcess(child), announced: await promise };
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the process did not start');
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }
}
