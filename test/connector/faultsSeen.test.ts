import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceEvent } from '../../src/protocol/index.ts';
import type { WatchedService } from '../pages/watchedServiceContract.ts';
import { launchChromium } from '../support/chromium.ts';
import { FilmServer } from '../support/filmServer.ts';
import { attachModule, bundle, type ModulePage } from '../support/page.ts';

/* Faults as they happen to a real player: the server, the network and the device do go wrong. */

const moduleUrl = new URL('../pages/watchedService.ts', import.meta.url);
const quickly = { noticeAfterMs: 1_000, clearAfterMs: 500 };
const soon = { timeout: 20_000, interval: 100 };
let browser: Browser;
let server: FilmServer;
let service: ModulePage<WatchedService>;
const errors: string[] = [];

beforeAll(async () => {
  browser = await launchChromium(['--use-fake-ui-for-media-stream']);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await FilmServer.start();
  service = await open(browser);
});
afterEach(async () => {
  await service.page.context().close();
  await server.close();
  expect(errors.splice(0)).toEqual([]);
});

async function open(
  engine: Browser,
  options: BrowserContextOptions = {},
): Promise<ModulePage<WatchedService>> {
  const context = await engine.newContext({ permissions: ['camera', 'microphone'], ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(server.url);
  return attachModule(page, moduleUrl);
}

const faults = () => service.call('faults');

async function told(type: string, code: string): Promise<DeviceEvent | undefined> {
  const events = await service.call('events');
  return events.find(
    (event) =>
      event.type === type &&
      (event['code'] === code || JSON.stringify(event['fault'])?.includes(code)),
  );
}

describe('a film', () => {
  it('that stops coming has stalled; when it comes on, that is told too', async () => {
    server.serve({ name: 'stops', afterBytes: server.filmBytes / 3 });
    await service.call('watch');
    await service.call('playFilm', '/film.webm');
    await expect.poll(() => service.call('check', 'playback-moving'), soon).toBe(true);
    await expect.poll(faults, soon).toEqual(['playback-stalled']);
    expect(await service.call('check', 'playback-moving')).toBe(false);
    expect(await service.call('check', 'service-reachable')).toBe(true);
    expect(await told('fault-noticed', 'playback-stalled')).toMatchObject({
      fault: {
        evidence: { 'stalled-for': { unit: 's' }, 'ready-state': { value: 2 } },
      },
    });

    await service.call('waitFor', 'playback-moving');
    server.serve({ name: 'well' });
    await expect.poll(() => service.call('came'), soon).toEqual(['playback-moving']);
    await expect.poll(faults, soon).toEqual([]);
    const noticed = await told('fault-noticed', 'playback-stalled');
    expect(await told('fault-cleared', 'playback-stalled')).toMatchObject({ noticed: noticed?.id });
  });

  it('that is paused stays unwatched', async () => {
    await service.call('watch', { 'playback-stalled': quickly });
    await service.call('playFilm', '/film.webm');
    await expect.poll(() => service.call('check', 'picture-moving'), soon).toBe(true);
    await service.call('pause');
    await service.call('waitFor', 'network-up');
    await expect.poll(() => service.call('came'), soon).toEqual(['network-up']);
    await service.call('playFilm', '/film.webm');
    await expect.poll(() => service.call('check', 'playback-moving'), soon).toBe(true);
    expect(await service.call('events')).toEqual([]);
  });

  it('whose bytes are damaged on the way cannot be decoded', async () => {
    server.serve({ name: 'corrupt', fromByte: 20_000 });
    await service.call('watch');
    await service.call('playFilm', '/film.webm');
    await expect.poll(faults, soon).toEqual(['media-decode-error']);
  });

  it('that is none is not supported', async () => {
    server.serve({ name: 'corrupt', fromByte: 0 });
    await service.call('watch');
    expect(await service.call('playFilm', '/film.webm')).toBe('NotSupportedError');
    await expect.poll(faults, soon).toEqual(['media-unsupported']);
  });

  it('that its server does not give out is the service’s trouble', async () => {
    server.serve({ name: 'fails', status: 503 });
    await service.call('watch', { 'media-unsupported': { noticeAfterMs: 5_000, clearAfterMs: 0 } });
    await service.call('playFilm', '/film.webm');
    await expect.poll(faults, soon).toEqual(['service-unreachable']);
    expect(await told('fault-noticed', 'service-unreachable')).toMatchObject({
      fault: { evidence: { 'http-status': { value: 503 } } },
    });
  });

  it('whose pictures end while the sound goes on is frozen', async () => {
    server.serve({ name: 'frozen', fromMs: 3_000 });
    await service.call('watch', { 'picture-frozen': quickly });
    await service.call('playFilm', '/film.webm');
    await expect.poll(() => service.call('check', 'picture-moving'), soon).toBe(true);
    await expect.poll(faults, soon).toEqual(['picture-frozen']);
    expect(await service.call('check', 'picture-moving')).toBe(false);
    expect(await service.call('check', 'playback-moving')).toBe(true);
  });

  it('that the engine does not let begin is refused, and the service hears of it as ever', async () => {
    const strict = await launchChromium(['--autoplay-policy=no-user-gesture-required']);
    const page = await (await strict.newContext()).newPage();
    const script = await bundle(moduleUrl);
    await page.route(`${server.url}/alone`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<body><script>${script}</script></body>` }),
    );
    await page.goto(`${server.url}/alone`);
    // Playwright's own way to call a function counts as a key that the person pressed.
    const devtools = await page.context().newCDPSession(page);
    const run = async (expression: string): Promise<unknown> => {
      const options = { awaitPromise: true, returnByValue: true };
      const { result } = await devtools.send('Runtime.evaluate', { expression, ...options });
      return result.value;
    };
    await run('pageModule.watch()');
    expect(await run('pageModule.playFilm("/film.webm")')).toBe('NotAllowedError');
    await expect.poll(() => run('pageModule.faults()'), soon).toEqual(['playback-refused']);
    await strict.close();
  });
});

describe('a channel', () => {
  it.each([
    { is: 'black', fault: 'picture-black', check: 'picture-moving' },
    { is: 'silent', fault: 'audio-silent', check: 'sound-heard' },
  ] as const)('that is $is is noticed, and that it is well again', async ({ is, fault, check }) => {
    await service.call('watch', { [fault]: quickly });
    await service.call('playChannel');
    await expect.poll(() => service.call('check', check), soon).toBe(true);
    await service.call('changeChannel', is);
    await expect.poll(faults, soon).toEqual([fault]);
    expect(await service.call('check', check)).toBe(false);
    expect(await service.call('check', 'playback-moving')).toBe(true);
    await service.call('waitFor', check);
    await service.call('changeChannel', 'well');
    await expect.poll(faults, soon).toEqual([]);
    await expect.poll(() => service.call('came'), soon).toEqual([check]);
  });

  it('that is stretched has the wrong shape', async () => {
    await service.call('watch', { 'picture-aspect-wrong': quickly });
    await service.call('playChannel');
    await service.call('stretch', 320);
    await expect.poll(() => service.call('check', 'picture-moving'), soon).toBe(true);
    await service.call('stretch', 480);
    await expect.poll(faults, soon).toEqual(['picture-aspect-wrong']);
  });
});

describe('the network', () => {
  it('that is gone is noticed, and that it is back', async () => {
    await service.call('watch');
    await expect.poll(() => service.call('check', 'network-good'), soon).toBe(true);
    await service.page.context().setOffline(true);
    await expect.poll(faults, soon).toEqual(['network-down']);
    expect(await service.call('check', 'network-up')).toBe(false);
    await service.call('waitFor', 'network-up');
    await service.page.context().setOffline(false);
    await expect.poll(() => service.call('came'), soon).toEqual(['network-up']);
    await expect.poll(faults, soon).toEqual([]);
  });

  it('to a server that has gone is there, and the service is not', async () => {
    await service.call('watch');
    await expect.poll(() => service.call('check', 'service-reachable'), soon).toBe(true);
    await service.page.route('**/*', (route) => route.abort('connectionrefused'));
    expect(await service.call('check', 'service-reachable')).toBe(false);
    await expect.poll(faults, soon).toEqual(['service-unreachable']);
  });
});

describe('the device', () => {
  it('has a wrong clock by what the server says', async () => {
    let date = 'Mon, 02 Mar 2015 09:10:00 GMT';
    await service.page.route(`${server.url}/`, (route) => route.fulfill({ headers: { date } }));
    await service.call('watch');
    await expect.poll(faults, soon).toEqual(['clock-wrong']);
    expect(await service.call('check', 'clock-right')).toBe(false);
    date = new Date().toUTCString();
    expect(await service.call('check', 'clock-right')).toBe(true);
    await expect.poll(faults, soon).toEqual([]);
  });

  it('has no room, and has it again', async () => {
    await service.call('fillStorage');
    await service.call('watch');
    await expect.poll(faults, soon).toEqual(['storage-full']);
    await service.call('emptyStorage');
    expect(await service.call('check', 'storage-free')).toBe(true);
    await expect.poll(faults, soon).toEqual([]);
  });

  it('has its camera and microphone, as far as it lets them be used', async () => {
    await service.call('watch');
    await service.call('lookForConsult');
    expect(await faults()).toEqual([]);
    expect(await service.call('check', 'camera-found')).toBe(true);
    expect(await service.call('check', 'microphone-found')).toBe(true);
  });

  it('has neither where there is none', async () => {
    const bare = await launchChromium(['--use-fake-device-for-media-stream']);
    const page = await open(bare);
    await page.call('watch');
    await page.call('lookForConsult');
    expect(await page.call('faults')).toEqual(['camera-missing', 'microphone-missing']);
    expect(await page.call('check', 'camera-found')).toBe(false);
    await bare.close();
  });

  it('has them refused where the person or the platform said no', async () => {
    const page = await open(browser, { permissions: [] });
    const devtools = await page.page.context().newCDPSession(page.page);
    for (const name of ['camera', 'microphone']) {
      await devtools.send('Browser.setPermission', {
        permission: { name },
        setting: 'denied',
        origin: server.url,
      });
    }
    await page.call('watch');
    await page.call('lookForConsult');
    expect(await page.call('faults')).toEqual(['camera-refused', 'microphone-refused']);
    await page.page.context().close();
  });
});

it('leaves the player as it was when it is stopped', async () => {
  await service.call('watch');
  await service.call('playFilm', '/film.webm');
  expect(await service.call('stop')).toBe(true);
  expect(await service.call('check', 'playback-moving')).toBe(false);
});
