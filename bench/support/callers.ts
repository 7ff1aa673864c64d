import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createCommands } from '../../scripts/setup/commands.mjs';
import { createReporter } from '../../scripts/setup/reporter.mjs';
import {
  BUILD_REQUIREMENTS,
  createSystem,
  ensureSystemPackages,
} from '../../scripts/setup/system-packages.mjs';

const run = promisify(execFile);
const source = path.join(import.meta.dirname, '../callers/callers.cpp');
/** libsrtp as the worker uses it. */
const srtp = path.join(import.meta.dirname, '../../native/subprojects/libsrtp3');

const carriedSchema = z.object({
  sent: z.number(),
  received: z.number(),
  /** Of those received, how many came more than 100 ms after they were sent. */
  late: z.number(),
  cpuMs: z.number(),
  /** The longest time in which the callers themselves did not come to send or take anything. */
  worstTickMs: z.number(),
});
export type Carried = z.infer<typeof carriedSchema>;

/** One WebRTC transport at the relay, and what is sent into it. */
export interface LegOptions {
  readonly address: string;
  readonly port: number;
  readonly usernameFragment: string;
  readonly password: string;
  readonly own: IceCredentials;
  /** Absent where nothing is sent. */
  readonly ssrcs?: { readonly video: number; readonly audio: number };
}

export interface IceCredentials {
  readonly usernameFragment: string;
  readonly password: string;
}

/** Callers without browsers, in a process of their own: see `callers.cpp`. */
export class Callers {
  /** Of their certificate, by SHA-256. */
  readonly fingerprint: string;
  readonly #process: Started;
  #legs = 0;

  private constructor(started: Started, fingerprint: string) {
    this.#process = started;
    this.fingerprint = fingerprint;
  }

  /**
   * @param program as `compileCallers()` made it
   * @param core that they are to run on, and no other
   */
  static async start(program: string, core: number): Promise<Callers> {
    const child = spawnPiped('taskset', ['-c', String(core), program]);
    const lines = createInterface({ input: child.stdout });
    const started = { lines, say: (line: string) => child.stdin.write(`${line}\n`), child };
    return new Callers(started, await nextLine(started));
  }

  /** Connects one more. @returns its number */
  async connect({
    address,
    port,
    usernameFragment,
    password,
    own,
    ssrcs,
  }: LegOptions): Promise<number> {
    const { video = 0, audio = 0 } = ssrcs ?? {};
    const credentials = [usernameFragment, password, own.usernameFragment, own.password].join(' ');
    await this.#ask(`leg ${address} ${port} ${credentials} ${video} ${audio}`);
    this.#legs += 1;
    return this.#legs - 1;
  }

  /** From now on this one sends its camera and its microphone while it is measured. */
  async send(leg: number): Promise<void> {
    await this.#ask(`send ${leg}`);
  }

  /** Sends for so long, and counts. */
  async measure(ms: number): Promise<Carried> {
    return carriedSchema.parse(JSON.parse(await this.#ask(`measure ${ms}`)));
  }

  async stop(): Promise<void> {
    this.#process.child.stdin.end();
    await new Promise((resolve) => this.#process.child.once('exit', resolve));
  }

  #ask(line: string): Promise<string> {
    this.#process.say(line);
    return nextLine(this.#process);
  }
}

interface Started {
  readonly lines: Interface;
  readonly child: ReturnType<typeof spawnPiped>;
  say(line: string): void;
}

function spawnPiped(command: string, args: string[]) {
  return spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** @throws Error where the process ends instead */
function nextLine({ lines, child }: Started): Promise<string> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the callers ended'));
    child.once('exit', onExit);
    lines.once('line', (line) => {
      child.off('exit', onExit);
      resolve(line);
    });
  });
}

/**
 * Installs what the worker is built with, where a prebuilt worker did without it.
 * @returns the program, and what removes it
 */
export async function compileCallers(): Promise<{ program: string; remove(): Promise<void> }> {
  const system = createSystem(createCommands().run);
  const reporter = createReporter(process.stderr);
  await ensureSystemPackages(BUILD_REQUIREMENTS, 'compile the callers', system, reporter);
  const folder = await mkdtemp(path.join(tmpdir(), 'housecall-callers-'));
  const program = path.join(folder, 'callers');
  const { stdout } = await run('pkg-config', ['--cflags', '--libs', 'libsrtp2', 'openssl']);
  const sources = ['srtp.cpp', 'openssl_ciphers.cpp'].map((file) => path.join(srtp, 'src', file));
  const flags = ['-std=c++20', '-O2', `-I${path.join(srtp, 'include')}`];
  await run('g++', [...flags, ...sources, source, '-o', program, ...stdout.trim().split(/\s+/)]);
  return { program, remove: () => rm(folder, { recursive: true }) };
}
