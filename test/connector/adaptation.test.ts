import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DiagnosticsSample } from '../../src/protocol/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { StagedCall } from './support/stagedCall.ts';

/* The TV's picture of the agent, whose size on the screen the test sets. It prefers H.264. */

let browser: Browser;
let call: StagedCall;

beforeAll(async () => {
  browser = await launchChromium();
  call = await StagedCall.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'relay' }, {}, [
    'h264',
    'vp8',
    'opus',
  ]);
}, 90_000);

afterAll(async () => {
  await call?.close();
  await browser?.close();
});

/** Shows the agent on the TV in this width, as an app's layout would. */
async function showAt(width: number): Promise<void> {
  await call.tv.page.addStyleTag({
    content: `[data-testid="remote-video"] { display: block; width: ${width}px; height: auto; }`,
  });
}

/** Waits until both know a sample of the TV like that. */
async function bothSee(is: (sample: DiagnosticsSample) => boolean): Promise<void> {
  await call.both(({ samples }) => {
    const last = samples.at(-1);
    return last !== undefined && is(last);
  });
}

const isLarge = ({ inbound, picture }: DiagnosticsSample) =>
  inbound.video?.frameHeight === 360 && picture?.spatialLayer === 1;

const isSmall = ({ inbound, picture }: DiagnosticsSample) =>
  inbound.video?.frameHeight === 180 && picture?.spatialLayer === 0;

it('the agent sends what the TV decodes best, and the TV what its browser does', async () => {
  await bothSee(({ inbound, outbound }) => {
    return inbound.video?.codec === 'h264' && outbound.video?.codec === 'vp8';
  });
}, 60_000);

it('the patient’s picture, which begins small, comes to be sent as large as it is', async () => {
  await bothSee(({ outbound }) => outbound.video?.frameHeight === 360);
}, 60_000);

it('a picture that fills the screen is sent large, as the agent is told', async () => {
  await showAt(640);
  await bothSee((sample) => isLarge(sample) && sample.picture?.shownHeight === 360);
  await bothSee(({ picture }) => picture?.limitedBy === 'none');
}, 60_000);

it('a small one is sent small, with no gap that is seen, and the agent is told why', async () => {
  await call.tv.call('lookAnew');
  await showAt(240);
  await bothSee((sample) => isSmall(sample) && sample.picture?.limitedBy === 'size');
  expect((await call.tv.call('shown')).longestGapMs).toBeLessThan(1_000);
}, 60_000);

it('it comes back large once it fills the screen again, with no gap that is seen', async () => {
  await call.tv.call('lookAnew');
  await showAt(640);
  await bothSee(isLarge);
  expect((await call.tv.call('shown')).longestGapMs).toBeLessThan(1_000);
}, 60_000);

it('what nobody sees is sent small', async () => {
  await call.tv.page.addStyleTag({ content: 'body { display: none; }' });
  await bothSee((sample) => isSmall(sample) && sample.picture?.shownHeight === 0);
}, 60_000);
