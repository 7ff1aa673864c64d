import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, type Page, type WebSocket } from 'playwright-core';
import { chromiumArgs, installedBrowser } from '../../support/chromium.ts';
import { bundle } from '../../support/page.ts';
import type { Namespace } from './namespaces.ts';

const scripts = ['remoteVideo', 'remoteSound'] as const;

export interface EndpointOptions {
  readonly house: Namespace;
  /** Where the profile is kept, across starts, and what belongs to the start. */
  readonly folder: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** What the fake microphone hears, a WAV file. */
  readonly soundFile: string;
  readonly devices?: string;
}

/** A browser in a house of its own, with a profile that outlives it. */
export class EndpointBrowser {
  readonly #options: EndpointOptions;
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  readonly #sessions = new Set<WebSocket>();

  constructor(options: EndpointOptions) {
    this.#options = options;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('the browser does not run');
    return this.#page;
  }

  async start(): Promise<Page> {
    const { folder, viewport, soundFile, house } = this.#options;
    await mkdir(folder, { recursive: true });
    const program = path.join(folder, 'browser');
    const [ip, ...inHouse] = house.prefix;
    const line = [ip, ...inHouse, installedBrowser()].join(' ');
    await writeFile(program, `#!/bin/sh\necho $$ > '${this.#pidFile}'\nexec ${line} "$@"\n`);
    await chmod(program, 0o700);
    const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
      executablePath: program,
      headless: true,
      ignoreHTTPSErrors: true,
      viewport,
      permissions: ['camera', 'microphone'],
      args: [
        ...chromiumArgs,
        // TURN over TLS looks at certificates by itself, whatever pages may do.
        '--ignore-certificate-errors',
        `--use-file-for-fake-audio-capture=${soundFile}`,
      ],
    });
    for (const name of scripts) {
      const module = new URL(`../../pages/${name}.ts`, import.meta.url);
      await context.addInitScript({ content: await bundle(module) });
    }
    this.#context = context;
    this.#page = context.pages()[0] ?? (await context.newPage());
    this.#followSockets(this.#page);
    return this.#page;
  }

  /** Whether the app has a socket over which the server has opened or resumed its session. */
  get hasSession(): boolean {
    return this.#sessions.size > 0;
  }

  #followSockets(page: Page): void {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (payload.includes('"resumeToken"')) this.#sessions.add(socket);
      });
      socket.on('close', () => this.#sessions.delete(socket));
    });
  }

  /** As when the TV loses its power: no chance to say goodbye. */
  async kill(): Promise<void> {
    const closed = this.#context?.waitForEvent('close');
    process.kill(Number(await readFile(this.#pidFile, 'utf8')), 'SIGKILL');
    await closed;
    this.#context = undefined;
    this.#page = undefined;
  }

  /** Kills the process of the browser's that does this for it, such as opening the camera. */
  async killService(name: string): Promise<void> {
    const inHouse = await this.#options.house.pids();
    const lines = await Promise.all(
      inHouse.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
    );
    const pid = inHouse[lines.findIndex((line) => line.includes(`--utility-sub-type=${name}`))];
    if (pid === undefined) throw new Error(`the browser has no process for ${name}`);
    process.kill(pid, 'SIGKILL');
  }

  async close(): Promise<void> {
    await this.#context?.close();
  }

  get #pidFile(): string {
    return path.join(this.#options.folder, 'browser.pid');
  }
}
