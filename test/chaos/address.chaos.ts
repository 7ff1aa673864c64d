import { describe } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import type { ClinicNetwork } from './support/clinicNetwork.ts';
import { gapFigures } from './support/figures.ts';
import { shows } from './support/showing.ts';

const changes = [
  { how: 'another address', change: ({ tv }: ClinicNetwork) => tv.changeAddress() },
  {
    how: 'from Wi-Fi to cable',
    change: async ({ tv, tvCable }: ClinicNetwork) => {
      await tvCable.plugIn();
      await tv.unplug();
    },
  },
] as const;

describe("the TV's address changes in a call", async () => {
  for (const path of ['relay', 'direct'] as const) {
    for (const { how, change } of changes) {
      await shows({ row: 'address', how: `${path}, ${how}` }, async () => {
        const call = await ChaosCall.begin({ path });
        await call.watch();
        await change(call.network);
        await call.mediaStops();
        const gaps = await call.gaps();
        await call.flows();
        await call.nothingIsLost();
        return gapFigures(gaps, 2_000);
      });
    }
  }
});
