import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { Coturn } from '../support/coturn.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';

/** Leaves the engine nothing but TURN, as between two networks that let no packet through. */
const turnOnly = `
  const Native = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
`;

let browser: Browser;
let coturn: Coturn;
let day: ClinicDay;
beforeAll(async () => {
  browser = await launchChromium();
  coturn = await Coturn.start('a-secret-that-both-know');
  day = await ClinicDay.begin(
    browser,
    {
      HOUSECALL_DEMO_PATH_POLICY: 'direct',
      HOUSECALL_TURN_URLS: coturn.url,
      HOUSECALL_TURN_SECRET: coturn.secret,
    },
    turnOnly,
  );
});
afterAll(async () => {
  await day?.end();
  await coturn?.stop();
  await browser.close();
});

it('a direct call goes through coturn with the credentials that the server minted', async () => {
  await day.call();
  await Promise.all([seesCamera(day.tv), seesCamera(day.agent)]);
  await Promise.all([hearsMicrophone(day.tv), hearsMicrophone(day.agent)]);
  expect(await day.agent.getByTestId('path').getAttribute('data-value')).toBe('direct');
  expect(coturn.log).toMatch(/CREATE_PERMISSION processed, success/);
});
