import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { StagedCall } from './support/stagedCall.ts';

/* Faults as they happen in a real call, on tracks that stay alive. */

const quickly = { noticeAfterMs: 2_000, clearAfterMs: 1_000 };
let browser: Browser;
let call: StagedCall;

beforeAll(async () => {
  browser = await launchChromium();
  call = await StagedCall.begin(
    browser,
    { HOUSECALL_DEMO_PATH_POLICY: 'relay' },
    { 'audio-silent': quickly, 'picture-black': quickly, 'audio-echo': quickly },
  );
}, 60_000);
afterAll(async () => {
  await call?.close();
  await browser?.close();
});

it('a microphone that gives nothing is noticed where it is and where it should be heard', async () => {
  await call.tv.call('play', { voice: 'silent' });
  await call.bothKnow('tv', 'audio-silent', 'sent');
  await call.bothKnow('agent', 'audio-silent', 'received');
  await call.tv.call('play', { voice: 'speaks' });
  await call.both(({ faults }) => faults.every(({ code }) => code !== 'audio-silent'));
}, 90_000);

it('what a channel loses comes by the timeline, and counts once', async () => {
  await Promise.all([call.tv.call('loseChannel'), call.agent.call('loseChannel')]);
  await call.tv.call('play', { picture: 'black' });
  const id = await call.bothKnow('agent', 'picture-black', 'received');
  expect(await call.toldTimes(id)).toEqual([1, 1]);
  await call.tv.call('play', { picture: 'moving' });
  await call.both(({ faults }) => faults.every(({ code }) => code !== 'picture-black'));
}, 90_000);

it("one's own voice that comes back is noticed where it was spoken", async () => {
  await call.agent.call('play', { voice: 'silent', echo: true });
  const id = await call.bothKnow('tv', 'audio-echo');
  expect(await call.toldTimes(id)).toEqual([1, 1]);
}, 90_000);

it('what a page before had noticed is cleared by the next, which notices for itself', async () => {
  await call.tv.call('play', { picture: 'black' });
  const before = await call.bothKnow('agent', 'picture-black');
  await call.reopenAgent(browser);
  await call.both(({ timeline }) =>
    timeline.some((entry) => entry.type === 'device-event' && entry.event['noticed'] === before),
  );
  const after = await call.bothKnow('agent', 'picture-black');
  expect(after).not.toBe(before);
}, 90_000);
