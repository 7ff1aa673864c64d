import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const patience = { timeout: 20_000, interval: 100 };

/** Waits until the other side's camera is seen: bright frames are decoded one after the other. */
export async function seesCamera(page: Page): Promise<void> {
  await page.evaluate('remoteVideo.lookAnew()');
  await expect.poll(() => page.evaluate('remoteVideo.isCameraSeen()'), patience).toBe(true);
}

/** Waits until the other side's microphone is heard. */
export async function hearsMicrophone(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate('remoteVideo.isMicrophoneHeard()'), patience).toBe(true);
}
