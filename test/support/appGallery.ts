import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

/** The apps whose gallery is a page of its own kind of build; the TV's is in `test/tv`. */
type App = 'agent' | 'guest' | 'mobile';

/** Under which path the server has an app. */
const paths: Record<App, string> = { agent: 'agent', guest: 'guest', mobile: 'm' };

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

/** Serves a built gallery on a free port of the loopback. */
async function serve(files: BuiltGallery['files']): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const body = files.get(pathname);
    const type = pathname.split('.').pop() ?? '';
    // What lies in `public` is no part of a build that writes nothing.
    if (body === undefined) {
      response.writeHead(pathname.endsWith('icon.svg') ? 204 : 404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': types[type] ?? 'application/octet-stream',
        'content-security-policy': policy,
        // The page is loaded anew for each screen, and nothing of it changes.
        'cache-control': 'max-age=3600',
      })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

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
  readonly #server: Server;
  readonly #address: string;
  readonly #textScale: number;

  private constructor(
    page: Page,
    faults: readonly string[],
    server: Server,
    app: App,
    textScale: number,
  ) {
    this.page = page;
    this.faults = faults;
    this.#server = server;
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    this.#address = `http://127.0.0.1:${port}/${paths[app]}/gallery.html`;
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
    return new Gallery(page, faults, await serve(files), app, textScale);
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
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
