import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import type { TvAudit } from '../pages/tv-audit-contract.ts';
import { attachModule, type ModulePage } from '../support/page.ts';

const origin = 'https://tv.test/';
const configFile = fileURLToPath(new URL('../../clients/tv/vite.config.ts', import.meta.url));

/** What the server sends along with the app, as far as it can break the app. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob: mediastream:; connect-src 'self' wss://tv.test; object-src 'none'; base-uri 'none'";

/** A file of a build, by its name relative to the app. */
export type BuiltFiles = ReadonlyMap<string, string | Uint8Array>;

/** Builds the app as it is shipped, or another page of it, without writing anything. */
export async function buildTv(input?: 'gallery.html'): Promise<BuiltFiles> {
  const entry =
    input === undefined
      ? {}
      : { rolldownOptions: { input: fileURLToPath(new URL(input, `file://${configFile}`)) } };
  const built = await build({ configFile, logLevel: 'warn', build: { write: false, ...entry } });
  const files = new Map<string, string | Uint8Array>();
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const file of output.output) {
      files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
    }
  }
  return files;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

/** The gallery of all screens, on a TV's screen. */
export class Gallery {
  readonly page: Page;
  /** Looks at the screen that is shown. */
  readonly audit: ModulePage<TvAudit>['call'];
  /** Errors that nothing caught, and what the content security policy forbade. */
  readonly faults: readonly string[];

  private constructor(audit: ModulePage<TvAudit>, faults: readonly string[]) {
    this.page = audit.page;
    this.audit = audit.call;
    this.faults = faults;
  }

  static async open(
    browser: Browser,
    files: BuiltFiles,
    look: {
      colorScheme?: 'light' | 'dark';
      viewport?: { width: number; height: number };
      reducedMotion?: 'reduce';
    } = {},
  ): Promise<Gallery> {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      ...look,
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.route(`${origin}**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const body = files.get(name);
      if (body === undefined) return route.fulfill({ status: name === 'icon.svg' ? 204 : 404 });
      return route.fulfill({
        contentType: types[name.split('.').pop() ?? ''] ?? 'application/octet-stream',
        headers: { 'content-security-policy': policy },
        body: typeof body === 'string' ? body : Buffer.from(body),
      });
    });
    await page.goto(`${origin}gallery.html`);
    const auditModule = new URL('../pages/tv-audit.ts', import.meta.url);
    return new Gallery(await attachModule<TvAudit>(page, auditModule), faults);
  }

  async screenNames(): Promise<string[]> {
    await this.page.goto(`${origin}gallery.html#`);
    await this.page.locator('#screens a').first().waitFor();
    return this.page.locator('#screens a').allTextContents();
  }

  /** Shows a screen anew and waits until its fonts are there and the focus is set. */
  async show(name: string): Promise<void> {
    await this.audit('showScreen', name);
    await expect.poll(() => this.audit('isSettled')).toBe(true);
  }

  /** The words of the control that has the focus. */
  focused(): Promise<string | null> {
    return this.page.locator(':focus').textContent();
  }

  /** The action that the last press led to. */
  pressed(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-pressed');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
