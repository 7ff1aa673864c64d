import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

/** The apps whose gallery is a page of its own kind of build; the TV's is in `test/tv`. */
type App = 'agent' | 'guest' | 'mobile';

/** Under which path the server has an app. */
const paths: Record<App, string> = { agent: 'agent', guest: 'guest', mobile: 'm' };

const origin = 'https://housecall.test';

/** What the server sends along with an app, as far as it can break the app. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'";

/** An app's gallery, built. */
export interface BuiltGallery {
  readonly app: App;
  /** By their path on the server. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** Builds the gallery as the app is built, without writing anything. */
export async function buildGallery(app: App): Promise<BuiltGallery> {
  const configFile = fileURLToPath(new URL(`../../clients/${app}/vite.config.ts`, import.meta.url));
  const input = fileURLToPath(new URL('gallery.html', `file://${configFile}`));
  const built = await build({
    configFile,
    logLevel: 'warn',
    build: { write: false, rolldownOptions: { input } },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const file of output.output) {
      files.set(`/${paths[app]}/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
    }
  }
  return { app, files };
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  /** How much larger than usual the person reads. */
  readonly textScale?: number;
}

/** The screen on a physician's desk, in CSS pixels. */
export const agentScreen = { width: 1440, height: 900 };

/** The gallery of all of an app's screens. */
export class Gallery {
  readonly page: Page;
  /** Errors that nothing caught, and what the content security policy forbade. */
  readonly faults: readonly string[];
  readonly #address: string;
  readonly #textScale: number;

  private constructor(page: Page, app: App, faults: readonly string[], textScale: number) {
    this.page = page;
    this.#address = `${origin}/${paths[app]}/gallery.html`;
    this.faults = faults;
    this.#textScale = textScale;
  }

  static async open(browser: Browser, { app, files }: BuiltGallery, look: Look): Promise<Gallery> {
    const { textScale = 1, ...options } = look;
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const body = files.get(pathname);
      // What lies in `public` is no part of a build that writes nothing.
      if (body === undefined) {
        return route.fulfill({ status: pathname.endsWith('icon.svg') ? 204 : 404 });
      }
      return route.fulfill({
        contentType: types[pathname.split('.').pop() ?? ''] ?? 'application/octet-stream',
        headers: { 'content-security-policy': policy },
        body: typeof body === 'string' ? body : Buffer.from(body),
      });
    });
    return new Gallery(page, app, faults, textScale);
  }

  async screenNames(): Promise<string[]> {
    await this.page.goto(this.#address);
    return this.page.locator('#screens a').allTextContents();
  }

  async show(name: string): Promise<void> {
    await this.page.goto(`${this.#address}?screen=${name}`);
    await this.page.locator('#app > *').first().waitFor();
    // As a browser's setting of the text size has it: all that is in rem follows.
    await this.page.evaluate(
      `document.documentElement.style.fontSize = '${this.#textScale * 16}px'`,
    );
    await this.page.evaluate('document.fonts.ready.then(() => undefined)');
  }

  /** The action that the last press led to. */
  pressed(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-pressed');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
