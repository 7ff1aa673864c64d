import { describe } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import type { EndpointBrowser } from './support/endpointBrowser.ts';
import { shows } from './support/showing.ts';

/** The TV's page is being loaded: from when it is there until its picture is, in milliseconds. */
async function backAfterMs({ page }: EndpointBrowser): Promise<number> {
  const first = Number(await page.evaluate('remoteVideo.firstCameraFrameAt()'));
  const loaded = Number(
    await page.evaluate(
      'performance.timeOrigin + performance.getEntriesByType("navigation")[0].loadEventEnd',
    ),
  );
  return Math.round(first - loaded);
}

describe('the TV comes back to its consult', async () => {
  for (const path of ['relay', 'direct'] as const) {
    await shows({ row: 'tv', how: `${path}, loaded anew` }, async () => {
      const call = await ChaosCall.begin({ path });
      await call.watch();
      await call.tv.page.reload();
      return back(call);
    });

    await shows({ row: 'tv', how: `${path}, browser killed and started` }, async () => {
      const call = await ChaosCall.begin({ path });
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
  const tv = await backAfterMs(call.tv);
  const agent = await call.gapOfAgent();
  await call.flows();
  await call.nothingIsLost();
  return [
    { what: 'TV', value: tv, unit: 'ms', goal: 5_000 },
    // The agent's screen also waits while the page, or the whole browser, is loaded.
    { what: "agent's gap", value: agent, unit: 'ms', goal: 10_000 },
  ];
}
