import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type BuiltFiles, buildBeside } from './build.ts';

/*
 * housecall.js in somebody else's page: one that styles everything, listens to every key and has
 * its own ideas of a font size. No server answers; what is shown needs none.
 */

const origin = 'https://service.test';
let browser: Browser;
let embed: BuiltFiles;
let page: Page;
const errors: string[] = [];

const hostPage = `<!doctype html>
<html lang="en" style="font-size: 7px">
  <head>
    <title>A service</title>
    <style>
      * { color: #ff00ff !important; letter-spacing: 9px; box-sizing: content-box; }
      h1, p, button, div { font: 11px monospace !important; margin: 31px; text-transform: uppercase; }
      div { display: inline !important; transform: rotate(3deg); opacity: 0.3; }
      :root { --color-background: #00ff00; --tv-title: 1px; }
    </style>
  </head>
  <body>
    <main><h1 id="title">Films</h1><button id="play">Play</button></main>
    <script src="/housecall.js"></script>
    <script>
      window.heard = [];
      for (const target of [window, document, document.body]) {
        for (const type of ['keydown', 'keyup', 'keypress']) {
          target.addEventListener(type, ({ key }) => window.heard.push(type + ' ' + key));
        }
      }
      document.getElementById('play').focus();
      window.shown = [];
      window.housecall = Housecall.attach({
        service: { name: 'A service' },
        onShow: () => window.shown.push('shown'),
        onHide: () => window.shown.push('hidden'),
      });
    </script>
  </body>
</html>`;

beforeAll(async () => {
  [browser, embed] = await Promise.all([launchChromium(), buildBeside('embed')]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await openHost();
});
afterEach(async () => {
  await page.context().close();
  expect(errors.splice(0)).toEqual([]);
});

async function openHost(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const opened = await context.newPage();
  opened.on('pageerror', (error) => errors.push(error.message));
  await opened.route(`${origin}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: hostPage });
    const body = embed.get(name);
    if (body === undefined) return route.abort('connectionrefused');
    const contentType = name.endsWith('.js') ? 'text/javascript' : 'font/woff2';
    return route.fulfill({
      contentType,
      body: typeof body === 'string' ? body : Buffer.from(body),
    });
  });
  await opened.goto(`${origin}/`);
  return opened;
}

const heard = () => page.evaluate<string[]>('window.heard.splice(0)');
const shown = () => page.evaluate<string[]>('window.shown');
const overlay = () => page.locator('[data-housecall]');
const styleOf = (selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate(
      (element, name) => element.ownerDocument.defaultView?.getComputedStyle(element)[name],
      property as 'color',
    );

describe('while nothing is asked', () => {
  it('the page has every key, its focus and its own look', async () => {
    await page.keyboard.press('Enter');
    expect(await heard()).toEqual(
      ['keydown', 'keypress', 'keyup'].flatMap((type) => Array(3).fill(`${type} Enter`)),
    );
    expect(await overlay().count()).toBe(0);
    expect(await page.evaluate('document.activeElement.id')).toBe('play');
  });
});

describe('while the app is shown', () => {
  beforeEach(async () => {
    await page.evaluate('window.housecall.open()');
    await page.getByText('The clinic cannot be reached').waitFor();
  });

  it('it fills the screen as it does alone, whatever the page does to all that is in it', async () => {
    expect(await overlay().boundingBox()).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
    const title = '[data-housecall] h1';
    expect(await styleOf(title, 'fontSize')).toBe('72px');
    expect(await styleOf(title, 'letterSpacing')).not.toBe('9px');
    expect(await styleOf(title, 'textTransform')).toBe('none');
    expect(await styleOf(title, 'color')).toBe('rgb(28, 36, 38)');
    expect(await styleOf('[data-housecall] .app', 'backgroundColor')).toBe('rgb(248, 244, 236)');
    expect(await styleOf('[data-housecall]', 'opacity')).toBe('1');
  });

  it('its styles leave the page as it was', async () => {
    expect(await styleOf('#title', 'fontSize')).toBe('11px');
    expect(await styleOf('#play', 'minHeight')).toBe('0px');
    expect(await styleOf('body', 'overflow')).toBe('visible');
    expect(await styleOf('html', 'fontSize')).toBe('7px');
  });

  it('it alone has the keys; the page is out of a screen reader’s way', async () => {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('q');
    expect(await heard()).toEqual([]);
    expect(await page.locator('main').first().getAttribute('aria-hidden')).toBe('true');
  });

  it('it goes by Back, gives the focus back, and lets no end of the key through', async () => {
    await page.keyboard.down('Backspace');
    await overlay().waitFor({ state: 'detached' });
    await page.keyboard.up('Backspace');
    expect(await heard()).toEqual([]);
    expect(await page.evaluate('document.activeElement.id')).toBe('play');
    expect(await page.locator('main').getAttribute('aria-hidden')).toBeNull();
    expect(await shown()).toEqual(['shown', 'hidden']);
    await page.keyboard.press('Enter');
    expect((await heard()).length).toBe(9);
  });

  it('it is taken away without a trace by close', async () => {
    await page.evaluate('window.housecall.close()');
    await overlay().waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    expect((await heard()).length).toBe(9);
  });
});

it('a fault brings the question, and one key answers it', async () => {
  await page.context().setOffline(true);
  await page.getByTestId('help-no').waitFor({ timeout: 15_000 });
  expect(await page.getByText('This TV has no internet.').isVisible()).toBe(true);
  await page.keyboard.press('Backspace');
  await overlay().waitFor({ state: 'detached' });
  expect(await shown()).toEqual(['shown', 'hidden']);
});

it('a fault that goes takes its question along', async () => {
  await page.context().setOffline(true);
  await page.getByTestId('help-no').waitFor({ timeout: 15_000 });
  await page.context().setOffline(false);
  await overlay().waitFor({ state: 'detached', timeout: 15_000 });
});
