import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InspectedProcess } from './inspectedProcess.ts';
import { benchColleague, benchPhysician, makePairedTvs } from './pairedTvs.ts';
import { onlyChildOf } from './processUse.ts';
import { QueueAgent } from './queueAgent.ts';
import { SignalingClient } from './signalingClient.ts';
import { signIn } from './signIn.ts';

/** Counts of what is open, by their names in `/api/metrics`. */
const metricNames = {
  sockets: 'housecall_sockets',
  sessions: 'housecall_sessions',
  rooms: 'housecall_relay_rooms',
  transports: 'housecall_relay_transports',
} as const;

export type OpenThings = Readonly<Record<keyof typeof metricNames, number>>;

/** A server process of its own, as a clinic runs it, with paired TVs and people who sign in. */
export class BenchHouse {
  readonly server: InspectedProcess;
  readonly #url: string;
  readonly #dataDir: string;
  readonly #tokens: readonly string[];

  private constructor(
    server: InspectedProcess,
    url: string,
    dataDir: string,
    tokens: readonly string[],
  ) {
    this.server = server;
    this.#url = url;
    this.#dataDir = dataDir;
    this.#tokens = tokens;
  }

  /**
   * @param colleagues how many physicians there are besides the first; each in turn is named by a
   * patient, and then rung first by that patient
   */
  static async open(tvCount: number, colleagues: number): Promise<BenchHouse> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-bench-'));
    const tokens = await makePairedTvs(dataDir, tvCount, { colleagues, naming: 'in-turn' });
    const { process: server, announced: url } = await InspectedProcess.start(
      path.join(import.meta.dirname, '../../src/main.ts'),
      {
        HOUSECALL_DEMO: 'off',
        HOUSECALL_DATA_DIR: dataDir,
        HOUSECALL_PORT: '0',
        HOUSECALL_MEDIA_HOST: '127.0.0.1',
        HOUSECALL_MEDIA_PORT: '0',
        HOUSECALL_MEDIA_WORKERS: '1',
        HOUSECALL_LOG_LEVEL: 'warn',
      },
      /TV +(\S+)\/tv\//,
    );
    return new BenchHouse(server, url, dataDir, tokens);
  }

  /** The process id of the one media worker. */
  get workerPid(): number {
    return onlyChildOf(this.server.pid);
  }

  async connectTv(index: number): Promise<SignalingClient> {
    const token = this.#tokens[index];
    if (token === undefined) throw new RangeError(`there is no TV ${index}`);
    const tv = await SignalingClient.connect(this.#signalingUrl);
    await tv.request('session.open', { endpoint: 'tv', token });
    return tv;
  }

  /** @param index 0 for the first physician, else a colleague */
  async connectAgent(index: number): Promise<QueueAgent> {
    const person = index === 0 ? benchPhysician : benchColleague(index - 1);
    const headers = { origin: this.#url, cookie: await signIn(this.#url, person) };
    return QueueAgent.open(await SignalingClient.connect(this.#signalingUrl, headers));
  }

  /** What the server says that it has open. */
  async openThings(): Promise<OpenThings> {
    const response = await fetch(`${this.#url}/api/metrics`);
    const text = await response.text();
    const read = (name: string) => {
      const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
      if (value === undefined) throw new Error(`there is no metric ${name}`);
      return Number(value);
    };
    return {
      sockets: read(metricNames.sockets),
      sessions: read(metricNames.sessions),
      rooms: read(metricNames.rooms),
      transports: read(metricNames.transports),
    };
  }

  async close(): Promise<void> {
    await this.server.stop();
    await rm(this.#dataDir, { recursive: true });
  }

  get #signalingUrl(): string {
    return `${this.#url.replace('http', 'ws')}/signaling`;
  }
}
