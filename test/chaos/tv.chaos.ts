import { describe } from 'vitest';
import { seesCamera } from '../support/seenAndHeard.ts';
import { ChaosCall } from './support/chaosCall.ts';
import type { EndpointBrowser } from './support/endpointBrowser.ts';
import { shows } from './support/showing.ts';

/** From when the page is there until the other side's camera is seen. */
const goalMs = 5_000;

describe('the TV comes back to its consult', async () => {
  for (const path of ['relay', 'direct'] as const) {
    await shows({ row: 'tv', how: `${path}, loaded anew` }, async () => {
      const call = await ChaosCall.begin({ path });
      await call.watch();
      await call.tv.page.reload();
      return back(call);
    });

    await shows({ row: 'tv', how: `${path}, browser killed and started` }, async () => {
      const call = await ChaosCall.begin({ path, tvStartedAgain: true });
      await call.watch();
      await call.tv.kill();
      const page = await call.tv.start();
      await page.goto(`${call.server.url}/tv/`);
      return back(call);
    });
  }
});

/** Nobody presses anything: the TV sees the physician, who sees and hears the patient. */
async function back(call: ChaosCall) {
  const [loadedAt, tvAt, agentAt] = await Promise.all([
    timeOf(
      call.tv,
      'performance.timeOrigin + performance.getEntriesByType("navigation")[0].loadEventEnd',
    ),
    timeOf(call.tv, 'remoteVideo.firstCameraFrameAt()'),
    seesCamera(call.agent.page).then(() => Date.now()),
  ]);
  await call.flows();
  await call.nothingIsLost();
  const figure = (what: string, at: number) => ({
    ...{ what, unit: 'ms', goal: goalMs },
    value: Math.max(0, Math.round(at - loadedAt)),
  });
  return [figure('TV', tvAt), figure('agent', agentAt)];
}

/** In milliseconds since the epoch. */
async function timeOf({ page }: EndpointBrowser, expression: string): Promise<number> {
  return Number(await page.evaluate(expression));
}
