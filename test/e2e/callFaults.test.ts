import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { StagedCall } from '../connector/support/stagedCall.ts';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

/** As behind the hospital's firewall: what goes to the relay's UDP port never arrives. */
const udpBlocked = `
  if (location.pathname.startsWith('/agent')) {
    const { setRemoteDescription } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.setRemoteDescription = function (description) {
      const sdp = description.sdp.replace(/^(a=candidate:.* udp .* )\\d+( typ .*)$/gim, '$165535$2');
      return setRemoteDescription.call(this, { type: description.type, sdp });
    };
  }
`;

let browser: Browser;
let close: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await close();
  close = async () => undefined;
});
afterAll(() => browser.close());

it("the TV's picture freezes, then it is black: both sides know of each once, and the verdict of what stayed", async () => {
  const call = await StagedCall.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'relay' });
  close = () => call.close();
  await call.tv.call('play', { picture: 'frozen' });
  const frozen = await call.bothKnow('agent', 'picture-frozen', 'received');
  await call.tv.call('play', { picture: 'moving' });
  await call.both(({ faults }) => faults.every(({ id }) => id !== frozen));

  await call.tv.call('play', { picture: 'black' });
  const black = await call.bothKnow('agent', 'picture-black', 'received');
  for (const id of [frozen, black]) expect(await call.toldTimes(id)).toEqual([1, 1]);

  await call.agent.call('end');
  const [report] = await call.both(({ consult }) => consult?.verdict !== null);
  const verdict = report?.consult?.verdict?.map(({ en }) => en);
  expect(verdict).toContain('At the clinic: the picture was black.');
}, 180_000);

it("the hospital's firewall lets no UDP through: the call goes over TCP, and the verdict says so", async () => {
  const day = await ClinicDay.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'relay' }, udpBlocked);
  close = () => day.end();
  await day.call();
  await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  const timeline = day.agent.getByTestId('timeline');
  const told = timeline.locator('[data-type="device-event"]');
  await expect.poll(() => told.count(), { timeout: 30_000 }).toBeGreaterThan(0);
  await day.agent.getByTestId('end').click();
  const verdict = timeline.locator('[data-type="verdict"]');
  await verdict.waitFor({ timeout: 30_000 });
  expect(await verdict.innerText()).toContain(
    "The hospital's firewall blocked UDP; the call went over TCP.",
  );
}, 120_000);
