import { Worker } from 'node:worker_threads';
import jsonata from 'jsonata';
import { z } from 'zod';
import { Refusal } from '../protocol/index.ts';
import { toCloudEvent } from './cloudEvent.ts';
import { type Content, type Message, UnwritableMessage } from './message.ts';
import { started } from './templateThread.ts';

/** What one evaluation may take. */
export interface TemplateBounds {
  /** By JSONata's own watch, which looks between two steps. */
  readonly timeoutMs: number;
  /** After that the thread, once it has started, is ended, whatever it does. */
  readonly killAfterMs: number;
  /** Levels of nested calls. */
  readonly maxDepth: number;
  /** Items of one sequence. */
  readonly maxItems: number;
  readonly maxHeapMiB: number;
  /** Characters of the JSON that comes out. */
  readonly maxChars: number;
}

const defaultTemplateBounds: TemplateBounds = {
  timeoutMs: 500,
  killAfterMs: 3_000,
  maxDepth: 200,
  maxItems: 10_000,
  maxHeapMiB: 64,
  maxChars: 256_000,
};

/** How long the thread may take to start; on a busy machine that is longer than its work. */
const startWithinMs = 15_000;

const answer = z.union([z.object({ json: z.string() }), z.object({ reason: z.string() })]);

/**
 * Sees to it that a template can be read.
 * @throws Refusal `invalid_params` with the position of the first error
 */
export function checkTemplate(template: string): void {
  try {
    jsonata(template);
  } catch (error) {
    const { data } = z.object({ code: z.string(), position: z.number() }).safeParse(error);
    const where = data ? ` at position ${data.position} (${data.code})` : '';
    throw new Refusal('invalid_params', `The template is no JSONata expression${where}.`);
  }
}

/**
 * The event as a template of the clinic's own makes it: a JSONata expression whose input is the
 * CloudEvent, and which reaches nothing else.
 * @throws UnwritableMessage with the reason, which quotes nothing of the event
 */
export async function templateContent(
  message: Message,
  template: string,
  bounds: TemplateBounds = defaultTemplateBounds,
): Promise<Content> {
  const input = JSON.stringify(toCloudEvent(message));
  const result = await evaluate({ template, input, ...bounds }, bounds);
  if ('reason' in result) throw new UnwritableMessage(`The template failed: ${result.reason}.`);
  if (result.json.length > bounds.maxChars) {
    throw new UnwritableMessage(
      `The template failed: what it gives is longer than ${bounds.maxChars} characters.`,
    );
  }
  return { contentType: 'application/json; charset=utf-8', body: result.json };
}

async function evaluate(
  workerData: object,
  { killAfterMs, maxHeapMiB }: TemplateBounds,
): Promise<z.infer<typeof answer>> {
  const worker = new Worker(new URL('./templateWorker.ts', import.meta.url), {
    workerData,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB, maxYoungGenerationSizeMb: 16 },
  });
  const { promise, resolve } = Promise.withResolvers<z.infer<typeof answer>>();
  const tooLong = () => resolve({ reason: 'it takes too long' });
  let timer = setTimeout(tooLong, startWithinMs);
  worker.on('message', (message: unknown) => {
    if (message === started) {
      clearTimeout(timer);
      timer = setTimeout(tooLong, killAfterMs);
    } else {
      resolve(answer.safeParse(message).data ?? { reason: 'it gives nothing' });
    }
  });
  worker.once('error', (error: unknown) => {
    const isTooLarge =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    resolve({ reason: isTooLarge ? 'it takes too much memory' : 'its thread failed' });
  });
  worker.once('exit', () => resolve({ reason: 'it ended without a result' }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
