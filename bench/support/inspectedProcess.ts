import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Bytes, as `process.memoryUsage()` gives them. */
const memoryUsage = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });
export type MemoryUsage = z.infer<typeof memoryUsage>;

const inspectorReply = z.object({
  id: z.number(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }).optional(),
});

/**
 * A Node process of its own that can be asked for its memory from outside, over the inspector:
 * the measured program carries no code for being measured.
 */
export class InspectedProcess {
  readonly #child: ChildProcess;
  readonly #inspector: WebSocket;
  #lastId = 0;

  private constructor(child: ChildProcess, inspector: WebSocket) {
    this.#child = child;
    this.#inspector = inspector;
  }

  /**
   * Starts `node script` and waits for a line of its output.
   * @param ready what the awaited line must match; its first group is returned as `announced`
   * @throws Error where the process ends before
   */
  static async start(
    script: string,
    env: Readonly<Record<string, string>>,
    ready: RegExp,
  ): Promise<{ process: InspectedProcess; announced: string }> {
    const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', script], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [inspectorUrl, announced] = await Promise.all([
      lineMatching(child, child.stderr, /Debugger listening on (ws:\S+)/),
      lineMatching(child, child.stdout, ready),
    ]);
    const inspector = new WebSocket(inspectorUrl);
    await once(inspector, 'open');
    return { process: new InspectedProcess(child, inspector), announced };
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the process did not start');
    return this.#child.pid;
  }

  /** Collects garbage, then reads the process's memory. */
  async memory(): Promise<MemoryUsage> {
    await this.#ask('HeapProfiler.collectGarbage', {});
    return memoryUsage.parse(await this.#evaluate('process.memoryUsage()'));
  }

  /** How much keeps the process's event loop alive: sockets, timers, pipes. */
  async handles(): Promise<number> {
    return z.number().parse(await this.#evaluate('process.getActiveResourcesInfo().length'));
  }

  async stop(): Promise<void> {
    this.#inspector.close();
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  async #evaluate(expression: string): Promise<unknown> {
    const reply = await this.#ask('Runtime.evaluate', { expression, returnByValue: true });
    return reply.result?.result?.value;
  }

  async #ask(method: string, params: object) {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Promise<z.infer<typeof inspectorReply>>((resolve) => {
      const onMessage = (event: MessageEvent) => {
        const message = inspectorReply.safeParse(JSON.parse(String(event.data)));
        if (!message.success || message.data.id !== id) return;
        this.#inspector.removeEventListener('message', onMessage);
        resolve(message.data);
      };
      this.#inspector.addEventListener('message', onMessage);
    });
    this.#inspector.send(JSON.stringify({ id, method, params }));
    return reply;
  }
}

async function lineMatching(
  child: ChildProcess,
  stream: NodeJS.ReadableStream | null,
  pattern: RegExp,
): Promise<string> {
  if (stream === null) throw new Error('the output is not piped');
  const lines = createInterface({ input: stream });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const match = pattern.exec(line);
      if (match !== null) resolve(match[1] ?? line);
    });
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
