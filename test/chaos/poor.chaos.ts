import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { FaultCode } from '../../src/protocol/index.ts';
import { ChaosCall } from './support/chaosCall.ts';
import type { ClinicNetwork } from './support/clinicNetwork.ts';
import type { Figure } from './support/results.ts';
import { shows } from './support/showing.ts';

/** Codecs and estimates get used to the line first; then it is listened to. */
const settlingMs = 8_000;
const listeningMs = 12_000;
const goalMs = 300;
/** Estimates of what a line carries rise by 8 % a second where nothing else tells of room. */
const backGoalMs = 120_000;
const comesBack = { timeout: backGoalMs, interval: 250 };

/** In pixels, as the fake cameras give it. A picture is smaller for the first seconds of a call. */
const fullSize = { tv: 1280, agent: 1280 };

interface PoorLine {
  readonly how: string;
  /** What the physician's app says is wrong, any of these. */
  readonly faults: readonly FaultCode[];
  /** @returns what mends it */
  worsen(network: ClinicNetwork): Promise<() => Promise<void>>;
}

function lose(percentage: number): Pick<PoorLine, 'how' | 'worsen'> {
  const rule = `numgen random mod 100 < ${percentage} drop`;
  return {
    how: `${percentage} % loss`,
    worsen: ({ router }) => router.break(`iifname "tv" ${rule}`, `oifname "tv" ${rule}`),
  };
}

const lines: readonly PoorLine[] = [
  { ...lose(5), faults: ['packet-loss', 'bitrate-low'] },
  { ...lose(15), faults: ['packet-loss', 'bitrate-low'] },
  { ...lose(30), faults: ['packet-loss', 'bitrate-low'] },
  {
    how: '50 ms jitter',
    faults: [],
    worsen: async ({ tv }) => {
      tv.jitter(50);
      return async () => tv.jitter(0);
    },
  },
  {
    how: '300 kbit/s',
    faults: ['bitrate-low', 'packet-loss', 'network-poor'],
    worsen: ({ tv }) => tv.narrow(300_000),
  },
];

describe("the TV's line is poor in a call", async () => {
  for (const path of ['relay', 'direct'] as const) {
    for (const { how, faults, worsen } of lines) {
      const needsDelay = how.includes('jitter');
      const needs = needsDelay ? (['delayed line'] as const) : [];
      await shows({ row: 'poor', how: `${path}, ${how}`, needs }, async () => {
        const call = await ChaosCall.begin({ path, tvDelays: needsDelay });
        await call.watch();
        await expect.poll(() => call.pictureWidths(), comesBack).toEqual(fullSize);
        const mend = await worsen(call.network);
        await sleep(settlingMs);
        await call.watchSilence();
        await sleep(listeningMs);
        const silences = await call.silences();
        if (faults.length > 0) await call.agentIsTold(faults);
        await mend();
        const mendedAt = Date.now();
        await expect.poll(() => call.pictureWidths(), comesBack).toEqual(fullSize);
        const backMs = Date.now() - mendedAt;
        await call.flows();
        await call.nothingIsLost();
        const back = { what: 'full picture again after', value: backMs, unit: 'ms' };
        return [...audioFigures(silences), { ...back, goal: backGoalMs }];
      });
    }
  }
});

function audioFigures({ tv, agent }: { tv: number; agent: number }): readonly Figure[] {
  const figure = (what: string, value: number) => ({ what, value, unit: 'ms', goal: goalMs });
  return [figure('silence at the TV', tv), figure("at the agent's", agent)];
}
