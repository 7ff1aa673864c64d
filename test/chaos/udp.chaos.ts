import { describe, expect } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import type { ClinicNetwork } from './support/clinicNetwork.ts';
import { gapFigures } from './support/figures.ts';
import { shows } from './support/showing.ts';

const goalMs = 5_000;

/** As behind a hospital's firewall, where the TV stands. */
function blockUdp({ router }: ClinicNetwork) {
  return router.break('iifname "tv" meta l4proto udp drop', 'oifname "tv" meta l4proto udp drop');
}

/** As behind a firewall that knows the web alone. */
function leaveHttps({ router }: ClinicNetwork) {
  return router.break(
    'iifname "tv" meta l4proto udp drop',
    'oifname "tv" meta l4proto udp drop',
    'iifname "tv" tcp dport != 443 drop',
    'oifname "tv" tcp sport != 443 drop',
  );
}

const firewalls = [
  { how: 'UDP', block: blockUdp },
  { how: 'all but port 443', block: leaveHttps },
] as const;

describe("the TV's network lets less through", async () => {
  for (const path of ['relay', 'direct'] as const) {
    for (const { how, block } of firewalls) {
      await shows({ row: 'udp', how: `${path}, ${how} from the start` }, async () => {
        const call = await ChaosCall.begin({ path, broken: block });
        await call.nothingIsLost();
        const value = call.connectedAfterMs();
        return [{ what: 'from accept to media', value, unit: 'ms', goal: goalMs }];
      });

      await shows({ row: 'udp', how: `${path}, ${how} in the middle` }, async () => {
        const call = await ChaosCall.begin({ path });
        await call.watch();
        await block(call.network);
        await call.mediaStops();
        const gaps = await call.gaps();
        await call.flows();
        await call.nothingIsLost();
        expect(Math.max(gaps.tv, gaps.agent)).toBeGreaterThan(0);
        return gapFigures(gaps, goalMs);
      });
    }
  }
});
