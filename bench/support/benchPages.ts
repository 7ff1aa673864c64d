import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { attachModule, bundle, type ModulePage } from '../../test/support/page.ts';

const emptyPage = '<!doctype html><title>bench</title>';

/**
 * Serves an empty page on loopback, which is a secure context without a certificate. A page that
 * came from nowhere might not speak to servers on loopback.
 */
export class BenchPages {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #origin: string;

  private constructor(browser: Browser, server: Server, port: number) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = `http://localhost:${port}/`;
  }

  static async start(browser: Browser): Promise<BenchPages> {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(emptyPage);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return new BenchPages(browser, server, address.port);
  }

  /**
   * Opens a page in a browser profile of its own, whose script is one of `bench/pages`.
   * @param exposed functions of the benchmark that the page may call by their names
   */
  async open<Api>(
    moduleUrl: URL,
    exposed: Readonly<Record<string, (...args: never[]) => unknown>> = {},
  ): Promise<ModulePage<Api>> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    const watch = await bundle(new URL('../../test/pages/remoteVideo.ts', import.meta.url));
    await context.addInitScript({ content: watch });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${moduleUrl.pathname}: ${error.message}`));
    for (const [name, run] of Object.entries(exposed)) await page.exposeFunction(name, run);
    await page.goto(this.#origin);
    return attachModule(page, moduleUrl);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
