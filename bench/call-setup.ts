import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { type CallTimes, HousecallPair } from './support/housecallPair.ts';
import { repetitions } from './support/repetitions.ts';
import { distribution, type Result } from './support/report.ts';

const callsPerPath = repetitions(30);

/** Measures a consult's beginning in the real apps, both in one Chromium on one machine. */
export async function callSetup(): Promise<Result[]> {
  const browser = await launchChromium();
  try {
    const relay = await measurePath(browser, 'relay');
    const direct = await measurePath(browser, 'direct');
    const both = [...relay, ...direct];
    return [
      distribution(
        'yes-to-ringing',
        'ms',
        both.map((call) => call.yesToRingingMs),
      ),
      distribution(
        'accept-to-first-frame.relay',
        'ms',
        relay.map((call) => call.firstFrame.ms),
      ),
      distribution(
        'accept-to-first-frame.direct',
        'ms',
        direct.map((call) => call.firstFrame.ms),
      ),
    ];
  } finally {
    await browser.close();
  }
}

async function measurePath(browser: Browser, path: 'relay' | 'direct'): Promise<CallTimes[]> {
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
