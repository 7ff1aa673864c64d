import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openRegistration } from '../../../src/openRegistration.ts';
import type { PathPolicy } from '../../../src/protocol/index.ts';
import { demoPassword } from '../../support/housecall.ts';
import type { Certificate } from './certificate.ts';
import { endProcess, whenSays } from './childProcess.ts';
import type { Namespace } from './namespaces.ts';
import { TurnServer } from './turnServer.ts';

export const physicianEmail = 'physician@clinic.test';
const turnSecret = 'a-secret-that-both-know';
const root = path.resolve(import.meta.dirname, '../../..');

export interface ClinicServerOptions {
  readonly house: Namespace;
  /** Where browsers and media reach it, and where coturn is. */
  readonly addresses: { readonly clinic: string; readonly turn: string };
  readonly dataDir: string;
  readonly certificate: Certificate;
  readonly pathPolicy: PathPolicy;
}

/** The clinic's machine as it is deployed: Housecall on loopback, a reverse proxy, coturn. */
export class ClinicServer {
  readonly url: string;
  readonly dataDir: string;
  /** What Housecall has logged. */
  readonly log: string[] = [];
  readonly #options: ClinicServerOptions;
  readonly #turn: TurnServer;
  #housecall: ChildProcess | undefined;
  #proxy: ChildProcess | undefined;

  private constructor(options: ClinicServerOptions, turn: TurnServer) {
    this.url = `https://${options.addresses.clinic}`;
    this.dataDir = options.dataDir;
    this.#options = options;
    this.#turn = turn;
  }

  static async start(options: ClinicServerOptions): Promise<ClinicServer> {
    const { house, addresses, certificate } = options;
    await foundClinic(options);
    const turn = await TurnServer.start(house, addresses.turn, turnSecret, certificate);
    const server = new ClinicServer(options, turn);
    await server.startHousecall();
    await server.startProxy();
    return server;
  }

  /** Resolves when it listens. */
  async startHousecall(): Promise<void> {
    const { house, dataDir, addresses } = this.#options;
    const child = house.start('node', [path.join(root, 'src/main.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        HOUSECALL_DEMO: 'off',
        HOUSECALL_DATA_DIR: dataDir,
        HOUSECALL_PUBLIC_URL: this.url,
        HOUSECALL_MEDIA_HOST: addresses.clinic,
        HOUSECALL_MEDIA_WORKERS: '2',
        HOUSECALL_TURN_URLS: this.#turn.urls.join(),
        HOUSECALL_TURN_SECRET: turnSecret,
        HOUSECALL_DRAIN_SECONDS: '0',
      },
    });
    this.#housecall = child;
    await whenSays(child, '/agent/', (line) => this.log.push(line));
  }

  /** As the kernel does when memory is short: no chance to say goodbye. */
  async killHousecall(): Promise<void> {
    if (this.#housecall !== undefined) await endProcess(this.#housecall, 'SIGKILL');
  }

  async startProxy(): Promise<void> {
    const { house, addresses, certificate } = this.#options;
    const program = path.join(import.meta.dirname, 'reverseProxy.ts');
    const args = [program, addresses.clinic, certificate.certFile, certificate.keyFile, '8080'];
    const child = house.start('node', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#proxy = child;
    await whenSays(child, 'ready');
  }

  async killProxy(): Promise<void> {
    if (this.#proxy !== undefined) await endProcess(this.#proxy, 'SIGKILL');
  }

  /** The process of the relay's worker that has the call: the one that has been at work most. */
  async busyWorkerPid(): Promise<number> {
    const parent = this.#housecall?.pid;
    const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
    const processes = await Promise.all(pids.map(readProcess));
    const workers = processes.filter((each) => each !== undefined && each.parent === parent);
    const [busiest] = workers.sort((a, b) => (b?.ticks ?? 0) - (a?.ticks ?? 0));
    if (busiest === undefined) throw new Error('no worker runs');
    return busiest.pid;
  }

  async stop(): Promise<void> {
    await this.killProxy();
    if (this.#housecall !== undefined) await endProcess(this.#housecall, 'SIGTERM');
    await this.#turn.stop();
  }
}

async function foundClinic({ dataDir, pathPolicy }: ClinicServerOptions): Promise<void> {
  const { database, registration } = await openRegistration({
    dataDir,
    feed: { publish: () => undefined },
    isSecure: true,
  });
  try {
    const { people } = registration;
    const clinic = await people.createClinic({
      name: 'St. Anna',
      careLinkRule: 'clinic',
      pathPolicy,
    });
    const person = { email: physicianEmail, name: 'Dr. Anna Keller', role: 'physician' } as const;
    await people.createPerson({ ...person, clinic, password: demoPassword });
  } finally {
    await database.destroy();
  }
}

/** What proc(5) tells in `/proc/PID/stat`, after the name, which may hold anything. */
async function readProcess(
  pid: number,
): Promise<{ pid: number; parent: number; ticks: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}
