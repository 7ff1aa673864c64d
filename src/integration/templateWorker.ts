import { parentPort, workerData } from 'node:worker_threads';
import jsonata from 'jsonata';
import { z } from 'zod';
import { started } from './templateThread.ts';

/*
 * Evaluates one template in a thread of its own, so that whatever it does can be ended from
 * outside: a regular expression that backtracks for hours looks at no clock.
 */
const task = z.object({
  template: z.string(),
  input: z.string(),
  timeoutMs: z.number(),
  maxDepth: z.number(),
  maxItems: z.number(),
});
const failure = z.object({ code: z.string(), position: z.number().optional() });

async function evaluate(): Promise<{ readonly json: string } | { readonly reason: string }> {
  const { template, input, timeoutMs, maxDepth, maxItems } = task.parse(workerData);
  try {
    const bounds = { timeout: timeoutMs, stack: maxDepth, sequence: maxItems };
    const result: unknown = await jsonata(template, bounds).evaluate(JSON.parse(input));
    const json = result === undefined ? undefined : JSON.stringify(result);
    return json === undefined ? { reason: 'it gives nothing' } : { json };
  } catch (error) {
    // JSONata's messages quote values, which are personal; its codes are documented.
    const { data } = failure.safeParse(error);
    if (data === undefined) return { reason: 'it cannot be worked out, or is no JSON' };
    const where = data.position === undefined ? '' : ` at position ${data.position}`;
    return { reason: `JSONata error ${data.code}${where}` };
  }
}

parentPort?.postMessage(started);
parentPort?.postMessage(await evaluate());
