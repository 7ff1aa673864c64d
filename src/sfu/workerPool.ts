import { createWorker, type types } from 'mediasoup';
import type { Logger } from '../log.ts';
import { Refusal } from '../protocol/index.ts';
import type { Counts } from './counts.ts';

export interface WorkerPoolOptions {
  /** How many workers run; one per core is right, since a worker is one thread. */
  readonly workers: number;
  /** The address that the workers bind, such as `0.0.0.0`. */
  readonly listenIp: string;
  /** The address that endpoints are told, where it is another one (NAT). A name is allowed. */
  readonly announcedAddress?: string | undefined;
  /** Worker i listens on `basePort + i`, UDP and TCP. 0: free ports of the system's choice. */
  readonly basePort: number;
  readonly log: Logger;
}

/** What runs on a worker and counts as its load. */
export interface Tenant {
  counts(): Counts;
}

/** A running worker process with its server. It never comes back: a new one takes its slot. */
export interface WorkerHost {
  readonly index: number;
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  readonly tenants: Set<Tenant>;
  /**
   * Kills the worker if it does not take requests any more, so that it is replaced. To be called
   * after a request failed: mediasoup has one serializer per worker, and an exception within it
   * would refuse every later request of every room.
   */
  verify(): Promise<void>;
}

type Slot =
  | { readonly state: 'up'; readonly host: WorkerHost }
  | { readonly state: 'starting' }
  | { readonly state: 'ended' };

/** How long a room waits for a worker while none runs, in milliseconds. */
const placementTimeoutMs = 3_000;
/** Pauses before a worker is started anew: none at first, then growing while it keeps dying. */
const restartDelaysMs = [0, 250, 500, 1_000, 2_000, 5_000, 10_000];
/** A worker that has lived this long, in milliseconds, starts the row of pauses from the front. */
const provenAfterMs = 10_000;
/** How long a worker that was told to close may take, in milliseconds. Then it is killed. */
const closeTimeoutMs = 2_000;

/** A new tenant has not opened its transports yet but will: two peers with two each. */
const expectedTransports = 4;

/**
 * The worker processes. Each listens on one UDP and one TCP port through its WebRtcServer, so
 * that a firewall opens a handful of ports. A worker that dies is replaced.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #slots: Slot[];
  readonly #starts = new Set<Promise<void>>();
  /** Workers whose process may still run, also where mediasoup has closed them already. */
  readonly #processes = new Set<types.Worker>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #change = Promise.withResolvers<void>();
  #closing: Promise<void> | undefined;

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.workers }, () => ({ state: 'starting' }));
  }

  /** @throws Error where a worker does not run or its port is taken; then none is left running. */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    const starts = await Promise.allSettled(
      pool.#slots.map((_, index) => pool.#startHost(index, 0)),
    );
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) {
      await pool.close();
      throw failed.reason;
    }
    return pool;
  }

  /** Hosts that run, in the order of their ports. */
  get hosts(): readonly WorkerHost[] {
    return this.#slots.flatMap((slot) => (slot.state === 'up' ? [slot.host] : []));
  }

  /**
   * Puts a tenant on the least-loaded worker; waits a moment where all of them are being replaced.
   * Load is the number of open transports: it is known at once, while CPU time tells of a past
   * second, so that a burst of new rooms would all land on the same worker.
   * @throws Refusal `relay_unavailable`
   */
  async place(tenant: Tenant): Promise<WorkerHost> {
    const timeout = Promise.withResolvers<'timeout'>();
    const timer = this.#later(placementTimeoutMs, () => timeout.resolve('timeout'));
    try {
      for (;;) {
        const host = this.#leastLoaded();
        if (host) {
          host.tenants.add(tenant);
          return host;
        }
        if (this.#closing !== undefined || this.#slots.every((slot) => slot.state === 'ended'))
          break;
        if ((await Promise.race([this.#change.promise, timeout.promise])) === 'timeout') break;
      }
    } finally {
      this.#cancel(timer);
    }
    throw new Refusal('relay_unavailable');
  }

  /** Ends every worker and resolves when no process is left. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#changed();
    await Promise.all([...this.#starts, ...[...this.#processes].map(endWorker)]);
  }

  #leastLoaded(): WorkerHost | undefined {
    let best: { host: WorkerHost; load: number } | undefined;
    for (const host of this.hosts) {
      // Rooms hear of their worker's death before the pool does, and may ask for a new place then.
      if (host.worker.closed) continue;
      let load = 0;
      for (const tenant of host.tenants) {
        load += Math.max(tenant.counts().transports, expectedTransports);
      }
      if (best === undefined || load < best.load) best = { host, load };
    }
    return best?.host;
  }

  async #startHost(index: number, failures: number): Promise<void> {
    const host = await startHost(index, this.#options);
    if (this.#closing !== undefined) return endWorker(host.worker);
    let failuresSoFar = failures;
    const proven = this.#later(provenAfterMs, () => {
      failuresSoFar = 0;
    });
    this.#processes.add(host.worker);
    host.worker.on('subprocessclose', () => this.#processes.delete(host.worker));
    host.worker.on('died', (error) => {
      this.#options.log.error({ worker: index, err: error }, 'media worker died');
    });
    host.worker.observer.on('close', () => {
      this.#cancel(proven);
      if (host.worker.died && this.#closing === undefined) {
        this.#restart(index, failuresSoFar);
      } else {
        this.#slots[index] = { state: 'ended' };
        this.#changed();
      }
    });
    this.#slots[index] = { state: 'up', host };
    this.#options.log.info({ worker: index, workerPid: host.worker.pid }, 'media worker started');
    this.#changed();
  }

  #restart(index: number, failures: number): void {
    this.#slots[index] = { state: 'starting' };
    const delayMs = restartDelaysMs[Math.min(failures, restartDelaysMs.length - 1)] ?? 0;
    this.#later(delayMs, () => {
      const start = this.#startHost(index, failures + 1)
        .catch((error: unknown) => {
          this.#options.log.error({ worker: index, err: error }, 'media worker did not start');
          if (this.#closing === undefined) this.#restart(index, failures + 1);
        })
        .finally(() => this.#starts.delete(start));
      this.#starts.add(start);
    });
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }

  #later(delayMs: number, action: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, delayMs);
    this.#timers.add(timer);
    return timer;
  }

  #cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }
}

/**
 * libwebrtc looks at its estimates of what lines carry each 25 ms. In mediasoup its pacer, which
 * paces nothing there but probes, would do so each 5 ms, of each transport: with one call, as often
 * as packets come. The first trial is mediasoup's own.
 */
const libwebrtcFieldTrials =
  'WebRTC-Bwe-AlrLimitedBackoff/Enabled/WebRTC-Pacer-MinPacketLimitMs/25/';

/**
 * Starts a worker that ends when it is told to. mediasoup would close it by itself as soon as the
 * process gets SIGINT or SIGTERM, while calls may still run to their end.
 */
async function createLastingWorker(): Promise<types.Worker> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const worker = await createWorker({ logLevel: 'error', libwebrtcFieldTrials });
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!before.has(listener)) process.removeListener(signal, listener);
    }
  }
  return worker;
}

/**
 * What may wait in the one UDP socket that all calls of a worker share. The system's usual 208 KiB
 * hold less than 100 packets: with 60 calls, those of 4 ms. Linux gives no more than
 * `net.core.rmem_max` and `wmem_max` say.
 */
const socketBufferBytes = 4 * 1_024 * 1_024;

async function startHost(index: number, options: WorkerPoolOptions): Promise<WorkerHost> {
  const worker = await createLastingWorker().catch((error: unknown) => {
    throw new Error('The media worker does not run', { cause: error });
  });
  const port = options.basePort === 0 ? undefined : options.basePort + index;
  const listenInfo = {
    ip: options.listenIp,
    ...(options.announcedAddress === undefined
      ? {}
      : { announcedAddress: options.announcedAddress }),
    ...(port === undefined ? {} : { port }),
  };
  try {
    const webRtcServer = await worker.createWebRtcServer({
      listenInfos: [
        {
          protocol: 'udp',
          recvBufferSize: socketBufferBytes,
          sendBufferSize: socketBufferBytes,
          ...listenInfo,
        },
        { protocol: 'tcp', ...listenInfo },
      ],
    });
    return { index, worker, webRtcServer, tenants: new Set(), verify: () => verify(worker) };
  } catch (error) {
    await endWorker(worker);
    const where = `${options.listenIp}, ${port === undefined ? 'any port' : `port ${port}`}`;
    throw new Error(`The media worker cannot listen on ${where}`, { cause: error });
  }
}

async function verify(worker: types.Worker): Promise<void> {
  try {
    await worker.getResourceUsage();
  } catch {
    if (!worker.closed) kill(worker.pid);
  }
}

/** Closes a worker and resolves when its process is gone, by force where need be. */
async function endWorker(worker: types.Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  worker.once('subprocessclose', resolve);
  const timer = setTimeout(() => kill(worker.pid), closeTimeoutMs);
  worker.close();
  await promise;
  clearTimeout(timer);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}
