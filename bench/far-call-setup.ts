import { obstacleTo } from '../test/chaos/support/obstacles.ts';
import { FarPair } from './support/farPair.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, type Result } from './support/report.ts';

const calls = 30;
const roundTripMs = 100;

/**
 * Measures a call's beginning with 100 ms of round trip between the TV and everything else, each side
 * in a network of its own. Needs root, as `npm run test:chaos` does.
 */
export async function farCallSetup(): Promise<Result[]> {
  const obstacle = await obstacleTo(['delayed line']);
  if (obstacle !== undefined) throw new Error(`This machine does not permit it: ${obstacle}`);
  const results: Result[] = [];
  for (const path of ['relay', 'auto'] as const) {
    const pair = await FarPair.open({ path, roundTripMs });
    try {
      const times: number[] = [];
      const count = repetitions(calls);
      for (let i = 0; i < count; i += 1) {
        const { firstFrame } = await pair.measure();
        times.push(firstFrame.ms);
        console.error(`${path} ${i + 1}/${count}: first frame ${firstFrame.ms.toFixed(0)} ms`);
      }
      results.push(distribution(`accept-to-first-frame.${path}.rtt-${roundTripMs}`, 'ms', times));
    } finally {
      await pair.close();
    }
  }
  return results;
}
