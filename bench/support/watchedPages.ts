import type { Page } from 'playwright-core';

/*
 * Times that pages tell by what `test/pages/remoteVideo.ts` watches in them. Clocks are the pages'
 * own (`performance.timeOrigin`), which one machine gives to all.
 */

/** A person looks who calls; both cameras are open and the ring's preparations come to an end. */
const lookMs = 1_000;

const firstFrameWithWidth = `remoteVideo.firstCameraFrameAt().then((at) => ({
  at,
  width: document.querySelector('[data-testid="remote-video"]').videoWidth,
}))`;

export interface FirstFrame {
  /** From the click on Accept until the slower screen decoded the other's first camera frame. */
  readonly ms: number;
  /** How wide the picture of the less sharp screen is then, in pixels of what is sent. */
  readonly width: number;
}

/** Clicks on Accept once the person has looked. */
export async function acceptToFirstFrame(caller: Page, callee: Page): Promise<FirstFrame> {
  await callee.waitForTimeout(lookMs);
  const clicked = timeOfEvent(callee, 'click');
  const frames = [caller, callee].map((page) =>
    page.evaluate<{ at: number; width: number }>(firstFrameWithWidth),
  );
  await callee.getByTestId('accept').first().click();
  const seen = await Promise.all(frames);
  return {
    ms: Math.max(...seen.map(({ at }) => at)) - (await clicked),
    width: Math.min(...seen.map(({ width }) => width)),
  };
}

/** Milliseconds since the epoch at which the page next gets such an event. */
export function timeOfEvent(page: Page, type: 'keydown' | 'click'): Promise<number> {
  return page.evaluate<number>(`remoteVideo.timeOfEvent(${JSON.stringify(type)})`);
}

/** Milliseconds since the epoch at which the page next shows such an element. */
export function timeOfElement(page: Page, testId: string): Promise<number> {
  return page.evaluate<number>(`remoteVideo.timeOfElement(${JSON.stringify(testId)})`);
}
