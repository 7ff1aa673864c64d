import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connector } from '../../clients/connector/connector.ts';
import type { ServiceRequest } from '../../src/protocol/index.ts';
import { SignedIn } from '../connector/support/demo.ts';
import { accessibilityFaults, wcag, withMoreContrast } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { FilmServer } from '../support/filmServer.ts';
import { HousecallProcess } from '../support/housecall.ts';

/*
 * The example TV service as it is shipped, with the real server behind it. The film's server stops
 * in the middle; the patient has a remote control and types nothing. Who helps is a session
 * without a screen.
 */

const soon = { timeout: 20_000, interval: 50 };
let housecall: HousecallProcess;
let browser: Browser;
let film: FilmServer;
let physician: SignedIn;
/** Staff, who help with the TV itself; and the physician, for whom a care request waits. */
let desk: Connector;
let careDesk: Connector;
let tv: Page;
const errors: string[] = [];

beforeAll(async () => {
  [housecall, browser] = await Promise.all([HousecallProcess.start(), launchChromium()]);
  film = await FilmServer.start(housecall.url);
  physician = await SignedIn.at(housecall.url);
  [desk, careDesk] = await Promise.all([
    SignedIn.at(housecall.url, 'staff@demo.test').then(openDesk),
    openDesk(physician),
  ]);
  tv = await openService();
});
afterAll(async () => {
  await Promise.all([desk?.leave(), careDesk?.leave()]);
  await browser?.close();
  await film?.close();
  await housecall?.close();
});

function openDesk({ WebSocket }: SignedIn): Connector {
  const connector = new Connector({
    url: `${housecall.url.replace(/^http/, 'ws')}/signaling`,
    endpoint: 'agent',
    WebSocket,
  });
  connector.start();
  return connector;
}

async function openService(colorScheme: 'light' | 'dark' = 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    permissions: ['camera', 'microphone'],
    colorScheme,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The answer of a server that waits for a code to be confirmed (RFC 8628, section 3.5).
    const isPending = message.location().url.endsWith('/api/device/token');
    if (message.type() === 'error' && !isPending) errors.push(message.text());
  });
  await page.goto(`${film.url}/tv/service.html`);
  await page.getByTestId('title-lake').waitFor();
  return page;
}

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await tv.keyboard.press(key);
};
const help = () => tv.getByTestId('help-yes');
const focused = () => tv.evaluate('document.activeElement?.getAttribute("data-testid")');
const openConsult = () =>
  desk.consults.value.find((record) => record.left === null && record.consult.endedAt === null);
const asked = async (): Promise<ServiceRequest | undefined> => {
  await expect.poll(openConsult, soon).toBeDefined();
  return openConsult()?.consult.serviceRequest;
};
/** Plays the first title; its film stops coming after a third. */
const playUntilItStalls = async () => {
  film.serve({ name: 'stops', afterBytes: film.filmBytes / 3 });
  await press('Enter');
  await help().waitFor({ timeout: 30_000 });
};
const isPlaying = () =>
  tv.evaluate(
    '(({ paused, readyState }) => !paused && readyState > 2)(document.querySelector("video"))',
  );

describe('while all is well', () => {
  it('the service has the screen, the keys and the focus', async () => {
    expect(await focused()).toBe('title-lake');
    await press('ArrowRight');
    expect(await focused()).toBe('title-mountain');
    await press('ArrowLeft', 'Enter');
    await expect.poll(isPlaying, soon).toBe(true);
    await press('Backspace');
    expect(await focused()).toBe('title-lake');
    expect(await tv.locator('[data-housecall]').count()).toBe(0);
  });
});

describe('a film that stalls', () => {
  it('brings the question, over the service, with the keys', async () => {
    await playUntilItStalls();
    await tv.getByText('Do you need help?').waitFor();
    expect(await tv.getByText('The film has stopped.').isVisible()).toBe(true);
    await press('ArrowRight');
    expect(await tv.getByTestId('help-no').evaluate((button) => button.matches(':focus'))).toBe(
      true,
    );
    await press('ArrowLeft');
  });

  it('leads by Yes to the pairing, where the TV is not paired, and from there to the request', async () => {
    await press('Enter');
    await tv.getByTestId('pairing-code').waitFor();
    await physician.confirm((await tv.getByTestId('pairing-code').textContent()) ?? '', 'Maria');
    const request = await asked();
    expect(request).toMatchObject({
      kind: 'support',
      event: {
        type: 'fault-noticed',
        version: 1,
        fault: {
          code: 'playback-stalled',
          evidence: {
            'stalled-for': { value: expect.any(Number), unit: 's' },
            'buffered-ahead': { value: expect.any(Number), unit: 's' },
            'ready-state': { value: 2 },
            'network-state': { value: expect.any(Number) },
          },
        },
      },
      context: {
        screen: 'player',
        screenState: 'stalled',
        language: 'en-US',
        service: { name: 'Lakeside', version: '1.0.0', state: 'signed-in' },
        device: { platform: 'browser', model: 'unknown', engineVersion: expect.any(String) },
      },
    });
    expect(request?.context.events.at(-1)).toEqual(request?.event);
  });

  it('does not open the camera, for whoever asked for help with the TV', async () => {
    await tv.getByTestId('task').waitFor();
    expect(await tv.getByTestId('self-video').count()).toBe(0);
    await desk.request('consult.accept', { consultId: openConsult()?.consult.id ?? '' });
    await tv.getByTestId('seen-by').waitFor();
    expect(await tv.getByTestId('seen-by').textContent()).toContain('does not see or hear you');
    await press('ArrowRight', 'Enter');
    await expect.poll(() => tv.getByTestId('seen-by').textContent(), soon).toContain('hear');
    await press('Backspace', 'ArrowRight', 'Enter');
    await tv.getByText('You have hung up').waitFor();
    await expect.poll(openConsult, soon).toBeUndefined();
  });

  it('gives the keys and the focus back, and is not asked about once more', async () => {
    await press('Enter');
    await tv.locator('[data-housecall]').waitFor({ state: 'detached' });
    expect(await focused()).toBe('play');
    film.serve({ name: 'well' });
    await expect.poll(isPlaying, soon).toBe(true);
    await press('Backspace');
    expect(await focused()).toBe('title-lake');
  });

  it('is asked about when it stalls again; the question goes when the film comes on by itself', async () => {
    await playUntilItStalls();
    film.serve({ name: 'well' });
    await help().waitFor({ state: 'detached', timeout: 20_000 });
    await press('Backspace');
  });

  it('is not asked about after No, and no key of the answer reaches the service', async () => {
    await playUntilItStalls();
    await press('ArrowRight', 'Enter');
    await help().waitFor({ state: 'detached' });
    expect(await focused()).toBe('play');
    expect(await tv.evaluate('document.querySelector("video").paused')).toBe(false);
    film.serve({ name: 'well' });
    await expect.poll(isPlaying, soon).toBe(true);
    await press('Backspace');
  });
});

it('the patient’s own wish opens a consult for care, and the film waits', async () => {
  await press('Enter');
  await expect.poll(isPlaying, soon).toBe(true);
  await press('Backspace', 'ArrowUp', 'Enter');
  const request = await asked();
  expect(request).toMatchObject({
    kind: 'care',
    event: { type: 'patient-choice' },
    context: { screen: 'home', service: { name: 'Lakeside' } },
  });
  expect(request?.context.events.map(({ type }) => type)).toContain('fault-cleared');
  await tv.getByTestId('self-video').waitFor();
  await press('Enter');
  await tv.getByText('The call was cancelled').waitFor();
  await press('Enter');
  await tv.locator('[data-housecall]').waitFor({ state: 'detached' });
  expect(await focused()).toBe('doctor');
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('the service, and the question over it, pass axe with the contrast of WCAG AAA', async () => {
    const page = await openService(colorScheme);
    const faults = () => accessibilityFaults(page, withMoreContrast(wcag));
    expect(await faults()).toEqual([]);
    film.serve({ name: 'stops', afterBytes: film.filmBytes / 3 });
    await page.keyboard.press('Enter');
    await page.getByTestId('help-yes').waitFor({ timeout: 30_000 });
    expect(await faults()).toEqual([]);
    await page.context().close();
  });
});

it('nothing failed on the way', () => {
  expect(errors).toEqual([]);
});
