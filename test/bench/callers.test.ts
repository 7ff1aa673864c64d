import { afterAll, beforeAll, expect, test } from 'vitest';
import { Callers, compileCallers } from '../../bench/support/callers.ts';
import { RelayLoad } from '../../bench/support/relayLoad.ts';

let compiled: Awaited<ReturnType<typeof compileCallers>>;

beforeAll(async () => {
  compiled = await compileCallers();
}, 120_000);

afterAll(() => compiled.remove());

test('callers without browsers get every packet of each other over the relay', async () => {
  const callers = await Callers.start(compiled.program, 0);
  const load = await RelayLoad.start(callers);
  try {
    await load.addConsult();
    await load.addConsult();
    const { sent, received } = await callers.measure(500);
    // Two consults of two, each with 5 packets every 33 ms and one every 20 ms.
    expect(sent).toBeGreaterThan(4 * (5 * 13 + 20));
    expect(received).toBe(sent);
  } finally {
    await load.close();
    await callers.stop();
  }
}, 30_000);
