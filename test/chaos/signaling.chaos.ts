import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import { goesOnFigures } from './support/figures.ts';
import type { Router } from './support/router.ts';
import { shows } from './support/showing.ts';
import { reportedIn } from './support/timeline.ts';

const ends = ['tv', 'agent'] as const;

/** Nothing goes between these houses and the server's HTTPS any more. */
function cutSignaling(router: Router, how: 'reject with tcp reset' | 'drop') {
  return router.break(
    ...ends.map((end) => `iifname "${end}" tcp dport 443 ${how}`),
    ...ends.map((end) => `oifname "${end}" tcp sport 443 drop`),
  );
}

describe('the signaling socket is cut in a call', async () => {
  for (const path of ['relay', 'direct'] as const) {
    await shows({ row: 'signaling', how: `${path}, refused for 5 s` }, async () => {
      const call = await ChaosCall.begin({ path });
      await call.watch();
      const mend = await cutSignaling(call.network.router, 'reject with tcp reset');
      await sleep(5_000);
      await mend();
      await call.sessionsAreBack();
      const gaps = await call.gaps();
      await call.flows();
      call.isStillOnItsPath();
      await call.nothingIsLost();
      return goesOnFigures(gaps, call);
    });

    await shows({ row: 'signaling', how: `${path}, the proxy is started anew` }, async () => {
      const call = await ChaosCall.begin({ path });
      await call.watch();
      await call.server.killProxy();
      await call.sessionsAreLost();
      await call.server.startProxy();
      await call.sessionsAreBack();
      const gaps = await call.gaps();
      await call.flows();
      call.isStillOnItsPath();
      await call.nothingIsLost();
      return goesOnFigures(gaps, call);
    });

    await shows({ row: 'signaling', how: `${path}, nothing arrives for 60 s` }, async () => {
      const call = await ChaosCall.begin({ path });
      await call.watch();
      const mend = await cutSignaling(call.network.router, 'drop');
      const cutAt = Date.now();
      await sleep(20_000);
      const gaps = await call.gaps();
      // Both sides have something to report while they cannot.
      const clear = await call.network.router.break(
        'oifname "agent" meta l4proto udp numgen random mod 100 < 15 drop',
      );
      await sleep(20_000);
      await clear();
      await sleep(20_000);
      await mend();
      const mendedAt = Date.now();
      await call.sessionsAreBack();
      await call.flows();
      await expect
        .poll(() => reportedIn(call.timeline()).length, { timeout: 20_000 })
        .toBeGreaterThan(0);
      await call.nothingIsLost();
      const reported = call.timeline().filter((entry) => entry.type === 'device-event');
      const during = reported.filter(({ event }) => {
        const at = Date.parse(event.at);
        return at > cutAt && at < mendedAt;
      });
      expect(during.length).toBeGreaterThan(0);
      return goesOnFigures(gaps, call);
    });
  }
});
