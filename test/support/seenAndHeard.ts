import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const patience = { timeout: 20_000, interval: 100 };

/**
 * Waits until the other side's camera is seen: bright frames are decoded one after the other.
 * @param place whose, where the screen shows several people
 */
export async function seesCamera(page: Page, place?: string): Promise<void> {
  await page.evaluate('remoteVideo.lookAnew()');
  const look = `remoteVideo.isCameraSeen(${JSON.stringify(place)})`;
  await expect.poll(() => page.evaluate(look), patience).toBe(true);
}

/** Waits until the other side's microphone is heard. */
export async function hearsMicrophone(page: Page, place?: string): Promise<void> {
  const listen = `remoteVideo.isMicrophoneHeard(${JSON.stringify(place)})`;
  await expect.poll(() => page.evaluate(listen), patience).toBe(true);
}
