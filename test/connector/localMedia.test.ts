import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { attachModule, type ModulePage } from '../support/page.ts';
import type { EndpointPage } from './support/endpointPage.ts';

type Endpoint = ModulePage<EndpointPage>;

const soon = { timeout: 10_000, interval: 50 };
const origin = 'https://page.test';
let withDevices: Browser;
let withTwoCameras: Browser;
let withoutDevices: Browser;

beforeAll(async () => {
  // The fake permission prompt says yes to everything; here people decide.
  [withDevices, withTwoCameras, withoutDevices] = await Promise.all([
    launchChromium(['--use-fake-ui-for-media-stream']),
    launchChromium(
      ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      ['--use-fake-device-for-media-stream=device-count=2'],
    ),
    launchChromium(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']),
  ]);
});
afterAll(async () => {
  await withDevices?.close();
  await withTwoCameras?.close();
  await withoutDevices?.close();
});

async function openPage(
  browser: Browser,
  permissions: readonly string[],
  userAgent?: string,
): Promise<Endpoint> {
  const context = await browser.newContext({
    permissions: [...permissions],
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  const page: Page = await context.newPage();
  await page.route(`${origin}/`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>page</title>' }),
  );
  await page.goto(`${origin}/`);
  return attachModule(page, new URL('../pages/connectorEndpoint.ts', import.meta.url));
}

async function permit(endpoint: Endpoint, permissions: string[]): Promise<void> {
  const context = endpoint.page.context();
  await context.clearPermissions();
  await context.grantPermissions(permissions);
}

describe('camera and microphone', () => {
  it('are opened where they are there and permitted, and let go of when closed', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'on', microphone: 'on' });
    expect((await endpoint.call('selfTracks')).sort()).toEqual(['audio', 'video']);
    await endpoint.call('setCameraOn', false);
    expect(await endpoint.call('devices')).toEqual({ camera: 'off', microphone: 'on' });
    await endpoint.call('closeMedia');
    expect(await endpoint.call('selfTracks')).toEqual([]);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'off', microphone: 'on' });
  });

  it('are missing on a machine that has none', async () => {
    const endpoint = await openPage(withoutDevices, ['camera', 'microphone']);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'missing', microphone: 'missing' });
    expect(await endpoint.call('selfTracks')).toEqual([]);
  });

  it('are refused where the person says no, and picked up when they say yes later', async () => {
    const endpoint = await openPage(withDevices, []);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'refused', microphone: 'refused' });
    await permit(endpoint, ['camera', 'microphone']);
    await expect
      .poll(() => endpoint.call('devices'), soon)
      .toEqual({ camera: 'on', microphone: 'on' });
  });

  it('work one without the other', async () => {
    const endpoint = await openPage(withDevices, ['microphone']);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'refused', microphone: 'on' });
    expect(await endpoint.call('selfTracks')).toEqual(['audio']);
  });

  it('tell that the permission was withdrawn', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('openMedia');
    await permit(endpoint, ['microphone']);
    await expect.poll(() => endpoint.call('devices'), soon).toMatchObject({ camera: 'refused' });
  });

  it('take the next camera when the one in use is pulled out', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('openMedia');
    expect(await endpoint.call('pullOutCamera')).toEqual({
      camera: 'unplugged',
      microphone: 'on',
    });
    await expect.poll(() => endpoint.call('devices'), soon).toMatchObject({ camera: 'on' });
    expect((await endpoint.call('selfTracks')).sort()).toEqual(['audio', 'video']);
  });

  it('say so while the engine withholds them, as during a phone call, and come back', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('openMedia');
    await endpoint.call('withhold', true);
    await expect
      .poll(() => endpoint.call('devices'), soon)
      .toEqual({ camera: 'in-use', microphone: 'in-use' });
    await endpoint.call('setMicrophoneOn', false);
    await endpoint.call('withhold', false);
    expect(await endpoint.call('devices')).toEqual({ camera: 'on', microphone: 'off' });
  });

  it('are opened anew where an engine forgets to give them back', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('openMedia');
    await endpoint.call('withhold', true);
    await expect.poll(() => endpoint.call('devices'), soon).toMatchObject({ camera: 'in-use' });
    await endpoint.call('returnToPage');
    await expect
      .poll(() => endpoint.call('devices'), soon)
      .toEqual({ camera: 'on', microphone: 'on' });
    expect((await endpoint.call('selfTracks')).sort()).toEqual(['audio', 'video']);
  });

  it('are tried again when somebody looks at the page again', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('openMedia');
    await endpoint.call('refuseDevices', true);
    expect(await endpoint.call('pullOutCamera')).toMatchObject({ camera: 'unplugged' });
    await expect.poll(() => endpoint.call('devices'), soon).toMatchObject({ camera: 'in-use' });
    await endpoint.call('refuseDevices', false);
    await endpoint.call('returnToPage');
    await expect
      .poll(() => endpoint.call('devices'), { timeout: 2_000, interval: 50 })
      .toMatchObject({ camera: 'on' });
  });

  it('leave the camera alone where sound is enough, and close one that was open', async () => {
    const endpoint = await openPage(withDevices, ['camera', 'microphone']);
    await endpoint.call('useCamera', false);
    expect(await endpoint.call('openMedia')).toEqual({ camera: 'off', microphone: 'on' });
    expect(await endpoint.call('selfTracks')).toEqual(['audio']);
    expect(await endpoint.call('useCamera', true)).toEqual({ camera: 'on', microphone: 'on' });
    expect(await endpoint.call('useCamera', false)).toEqual({ camera: 'off', microphone: 'on' });
    expect(await endpoint.call('selfTracks')).toEqual(['audio']);
  });

  it('turn the camera round on a phone, and only there', async () => {
    const desk = await openPage(withDevices, ['camera', 'microphone']);
    await desk.call('openMedia');
    expect(await desk.call('camera')).toMatchObject({ facing: null });

    const phone = await openPage(withTwoCameras, ['camera', 'microphone']);
    await phone.call('becomePhone');
    await phone.call('openMedia');
    const front = await phone.call('camera');
    expect(front.facing).toBe('user');
    await phone.call('turnCamera');
    const back = await phone.call('camera');
    expect(back.facing).toBe('environment');
    expect(back.label).not.toBe(front.label);
    expect(await phone.call('devices')).toEqual({ camera: 'on', microphone: 'on' });
    await phone.call('turnCamera');
    expect(await phone.call('camera')).toEqual(front);
  });
});

describe('the engine', () => {
  it('is known by what it can do, whatever it calls itself', async () => {
    const tizen =
      'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36';
    const endpoint = await openPage(withDevices, ['camera', 'microphone'], tizen);
    const { handler, description, capabilities } = await endpoint.call('engine');
    expect(handler).toBe('Chrome111');
    expect(description).toMatchObject({ platform: 'tizen', engineVersion: '76.0.3809.146' });
    expect(capabilities).toMatchObject({ camera: true, microphone: true, dataChannel: true });
    expect(capabilities.decodes).toEqual(expect.arrayContaining(['vp8', 'opus']));
    expect(capabilities.encodes).toEqual(expect.arrayContaining(['vp8', 'opus']));
    expect(capabilities.decodes).not.toContain('rtx');
  });
});
