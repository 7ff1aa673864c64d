import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openRegistration } from '../../src/openRegistration.ts';
import type { ClinicRef, Role } from '../../src/protocol/index.ts';
import type { Registration } from '../../src/registration/registration.ts';
import { freePort } from './freePort.ts';

export const demoPassword = 'a-password-for-tests';

/** A Housecall in a process of its own, so that it can be killed as a machine would kill it. */
export class HousecallProcess {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #dataDir: string;
  readonly #log: string[] = [];
  #child: ChildProcess | null = null;

  private constructor(url: string, env: NodeJS.ProcessEnv, dataDir: string) {
    this.url = url;
    this.#env = env;
    this.#dataDir = dataDir;
  }

  /** Starts the demo on a free port with a data folder of its own. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<HousecallProcess> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-test-'));
    const port = await freePort();
    const housecall = new HousecallProcess(
      `http://localhost:${port}`,
      {
        ...process.env,
        HOUSECALL_PORT: String(port),
        HOUSECALL_DATA_DIR: dataDir,
        HOUSECALL_DEMO_PASSWORD: demoPassword,
        HOUSECALL_MEDIA_PORT: '0',
        HOUSECALL_MEDIA_WORKERS: '1',
        ...env,
      },
      dataDir,
    );
    await housecall.launch();
    return housecall;
  }

  /** What the server has logged, a JSON object a line. */
  get log(): readonly string[] {
    return this.#log;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('Housecall is not running');
    return this.#child.pid;
  }

  /** Starts the server again on the same port and data. Resolves when it listens. */
  async launch(): Promise<void> {
    const child = spawn('node', ['src/main.ts'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const errors: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#log.push(line);
        if (line.includes('/agent/')) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`Housecall ended with ${code}:\n${errors.join('\n')}`));
      });
    });
  }

  /**
   * Ends the process without a chance to say goodbye, or with one; told twice, at once.
   * @returns its exit code
   */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === null) return null;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = await exit;
    if (this.#child === child) this.#child = null;
    return typeof code === 'number' ? code : null;
  }

  /** Makes another person of the demo clinic, with the demo's password. */
  async hire(person: { email: string; name: string; role: Role }): Promise<void> {
    const { database, registration } = await openRegistration({
      dataDir: this.#dataDir,
      feed: { publish: () => {} },
      isSecure: false,
    });
    try {
      const clinic = await clinicOf(registration, 'physician@demo.test');
      await registration.people.createPerson({ ...person, clinic, password: demoPassword });
    } finally {
      await database.destroy();
    }
  }

  /** Ends the process and removes its data. */
  async close(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.#dataDir, { recursive: true });
  }
}

async function clinicOf({ signIns }: Registration, email: string): Promise<ClinicRef> {
  const { identity, secret } = await signIns.signIn(email, demoPassword);
  await signIns.signOut(secret);
  return identity.clinic;
}
