import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** A network of its own within this machine, as a machine of its own would have. */
export class Namespace {
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  /** Adds it, with its loopback up. */
  static async add(name: string): Promise<Namespace> {
    await runFile('ip', ['netns', 'add', name]);
    const namespace = new Namespace(name);
    await namespace.ip('link', 'set', 'lo', 'up');
    return namespace;
  }

  /** What starts a program in it: `ip netns exec` becomes the program, so its pid is the program's. */
  get prefix(): readonly [string, ...string[]] {
    return ['ip', 'netns', 'exec', this.name];
  }

  /** Starts a program that goes on. */
  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const [program, ...before] = this.prefix;
    return spawn(program, [...before, command, ...args], options);
  }

  /** Runs a program to its end. @throws Error with what it said, where it fails */
  async run(command: string, args: readonly string[]): Promise<string> {
    const [program, ...before] = this.prefix;
    return (await runFile(program, [...before, command, ...args])).stdout;
  }

  /** The processes that run in it. */
  async pids(): Promise<readonly number[]> {
    const { stdout } = await runFile('ip', ['netns', 'pids', this.name]);
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  /** Changes its interfaces, addresses and routes. */
  async ip(...args: string[]): Promise<void> {
    await runFile('ip', ['-netns', this.name, ...args]);
  }

  /** Removes it; the interfaces in it go with it. */
  async remove(): Promise<void> {
    await runFile('ip', ['netns', 'delete', this.name]);
  }
}
