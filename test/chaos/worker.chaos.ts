import { describe } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import { gapFigures } from './support/figures.ts';
import { shows } from './support/showing.ts';

describe('a relay worker is killed in a call', async () => {
  await shows({ row: 'worker', how: 'SIGKILL' }, async () => {
    const call = await ChaosCall.begin({ path: 'relay' });
    await call.watch();
    process.kill(await call.server.busyWorkerPid(), 'SIGKILL');
    const gaps = await call.gaps();
    await call.flows();
    await call.nothingIsLost();
    return gapFigures(gaps, 2_000);
  });
});
