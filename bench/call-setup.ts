import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { type CallTimes, HousecallPair } from './support/housecallPair.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, type Result } from './support/report.ts';

const callsPerPath = repetitions(30);

const policies = ['relay', 'auto', 'direct'] as const;
type Policy = (typeof policies)[number];

/** Measures a consult's beginning in the real apps, both in one Chromium on one machine. */
export async function callSetup(): Promise<Result[]> {
  const browser = await launchChromium();
  try {
    const ringing: number[] = [];
    const firstFrames: Result[] = [];
    for (const policy of policies) {
      const calls = await measurePath(browser, policy);
      ringing.push(...calls.map(({ yesToRingingMs }) => yesToRingingMs));
      const times = calls.map(({ firstFrame }) => firstFrame.ms);
      firstFrames.push(distribution(`accept-to-first-frame.${policy}`, 'ms', times));
    }
    return [distribution('yes-to-ringing', 'ms', ringing), ...firstFrames];
  } finally {
    await browser.close();
  }
}

async function measurePath(browser: Browser, path: Policy): Promise<CallTimes[]> {
  const pair = await HousecallPair.open(browser, path);
  try {
    const calls: CallTimes[] = [];
    for (let i = 0; i < callsPerPath; i += 1) {
      const call = await pair.measure();
      calls.push(call);
      console.error(
        `${path} ${i + 1}/${callsPerPath}: ring ${call.yesToRingingMs.toFixed(0)} ms, first frame ${call.firstFrame.ms.toFixed(0)} ms`,
      );
    }
    return calls;
  } finally {
    await pair.close();
  }
}
