import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { Express } from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { Playbooks } from '../../src/diagnostics/playbooks.ts';
import { createIntegration, type Integration } from '../../src/integration/integration.ts';
import type { HealthResponse } from '../../src/protocol/index.ts';
import type { RegistrationSettings } from '../../src/registration/registration.ts';
import { signInCookieName } from '../../src/registration/signInCookie.ts';
import { createPlaybookStore } from '../../src/store/playbookStore.ts';
import { createIntegrationStore } from '../../src/store/webhookStore.ts';
import { createWebApp, type WebAppDeps } from '../../src/web/app.ts';
import { defaultWebLimits, type WebLimits } from '../../src/web/limits.ts';
import { RecordingCommands } from '../integration/commands.ts';
import {
  openRegistration,
  password,
  type TestRegistration,
  televisionOf,
} from '../registration/support.ts';

export interface WebOptions {
  readonly limits?: Partial<WebLimits>;
  readonly publicUrl?: string;
  readonly isSecure?: boolean;
  readonly trustedProxies?: number;
  readonly settings?: Partial<RegistrationSettings>;
  readonly mail?: WebAppDeps['mail'];
}

/** The HTTP edge on a port of its own, on a real database, with built apps of one page each. */
export interface TestWeb {
  readonly url: string;
  readonly app: Express;
  readonly registration: TestRegistration;
  readonly integration: Integration;
  /** What other systems had done. */
  readonly commands: RecordingCommands;
  readonly log: readonly string[];
  health: HealthResponse['status'];
  close(): Promise<void>;
}

export async function openWeb(options: WebOptions = {}): Promise<TestWeb> {
  const isSecure = options.isSecure ?? false;
  const registration = await openRegistration({
    isSecure,
    ...(options.settings && { settings: options.settings }),
  });
  const clientsDir = await buildApps();
  const log: string[] = [];
  const lines = new Writable({
    write: (chunk, _encoding, done) => {
      log.push(String(chunk));
      done();
    },
  });
  const web = { health: 'ok' as HealthResponse['status'] };
  const logger = pino({ level: 'info' }, lines);
  const now = registration.clock.now;
  const newId = () => v7();
  const store = createPlaybookStore(registration.database);
  const commands = new RecordingCommands();
  const integration = createIntegration({
    store: createIntegrationStore(registration.database),
    commands,
    secretKey: randomBytes(32),
    reach: 'public-and-loopback',
    userAgent: 'Housecall/0.0.0-test',
    now,
    newId,
    randomBytes,
    random: Math.random,
    log: logger,
  });
  const app = createWebApp({
    registration,
    playbooks: new Playbooks({ store, log: logger, now, monotonicMs: () => 0, newId }),
    integration,
    mail: options.mail ?? null,
    log: logger,
    newId,
    publicUrl: options.publicUrl,
    isSecure,
    trustedProxies: options.trustedProxies ?? 0,
    clientsDir,
    metrics: new Registry(),
    health: () => Promise.resolve(web.health),
    version: '0.0.0-test',
    limits: { ...defaultWebLimits, ...options.limits },
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return Object.assign(web, {
    url: `http://127.0.0.1:${port}`,
    app,
    registration,
    integration,
    commands,
    log,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await integration.deliveries.close();
      await registration.close();
      await rm(clientsDir, { recursive: true });
    },
  });
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('There is no TCP port.');
  return address;
}

async function buildApps(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'housecall-apps-'));
  for (const app of ['tv', 'agent']) {
    await mkdir(path.join(directory, app, 'assets'), { recursive: true });
    await writeFile(path.join(directory, app, 'index.html'), `<title>${app}</title>`);
    await writeFile(path.join(directory, app, 'assets', 'index-B0M44Av.js'), 'export {};');
  }
  return directory;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON where it is, else as text. */
  readonly body: unknown;
}

/** A browser: it keeps the sign-in cookie and writes `Origin` as a page of ours would. */
export class Browser {
  readonly #url: string;
  readonly #origin: string;
  cookie: string | undefined;

  constructor(url: string, origin = url) {
    this.#url = url;
    this.#origin = origin;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.sendJson('POST', path, body, headers);
  }

  sendJson(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const json = { 'content-type': 'application/json', origin: this.#origin };
    return this.send(method, path, JSON.stringify(body), { ...json, ...headers });
  }

  async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(this.cookie && { cookie: this.cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      if (pair.startsWith(`${signInCookieName(line.includes('Secure'))}=`)) {
        this.cookie = pair.endsWith('=') ? undefined : pair;
      }
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  signIn(email: string, secret = password): Promise<Answer> {
    return this.post('/api/sign-in', { email, password: secret });
  }
}

export async function signedIn(web: TestWeb, email: string): Promise<Browser> {
  const browser = new Browser(web.url);
  const { status } = await browser.signIn(email);
  if (status !== 200) throw new Error(`Signing in as ${email} came to ${status}.`);
  return browser;
}

export const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

/** A television before it is paired; it is no browser page and writes no `Origin`. */
export class Television {
  readonly #browser: Browser;
  readonly #hardwareId: string;

  constructor(web: { readonly url: string }, hardwareId = `serial-${v7()}`) {
    this.#browser = new Browser(web.url);
    this.#hardwareId = hardwareId;
  }

  authorize(headers: Record<string, string> = {}): Promise<Answer> {
    return this.#post(
      '/api/device/authorize',
      {
        client_id: 'housecall-tv',
        registration: televisionOf(this.#hardwareId),
      },
      headers,
    );
  }

  /** Asks to be paired and hands over the two codes. */
  async codes(): Promise<{ deviceCode: string; userCode: string }> {
    const { body } = await this.authorize();
    const deviceCode = textIn(body, 'device_code');
    return { deviceCode, userCode: textIn(body, 'user_code') };
  }

  poll(deviceCode: string): Promise<Answer> {
    return this.#post('/api/device/token', {
      grant_type: grantType,
      client_id: 'housecall-tv',
      device_code: deviceCode,
    });
  }

  #post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = { 'content-type': 'application/json', ...headers };
    return this.#browser.send('POST', path, JSON.stringify(body), json);
  }
}

/** A field of a JSON answer that has to be text. */
export function textIn(body: unknown, field: string): string {
  const value: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, field) : null;
  if (typeof value !== 'string') throw new Error(`${field} is missing in ${JSON.stringify(body)}`);
  return value;
}

/** `{ error: { code } }` as answers carry it. */
export function refusalOf(code: string) {
  return { error: expect.objectContaining({ code }) };
}
