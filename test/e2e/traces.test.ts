import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ask, bothShow, pair } from '../support/consultPages.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';

const turnSecret = 'a secret that coturn shares';
const email = 'physician@demo.test';

/** Fields whose values are secrets or tell who somebody is, as they go over the wire. */
const secretFields = [
  ...['token', 'resumeToken', 'rotatedToken', 'access_token', 'device_code', 'user_code'],
  ...['userCode', 'credential', 'password', 'usernameFragment'],
];
const personalFields = ['hardwareId', 'email'];

/** Keeps the values of these fields, wherever they stand. */
function collect(value: unknown, fields: readonly string[], found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (fields.includes(name) && typeof inner === 'string') found.add(inner);
    collect(inner, fields, found);
  }
}

describe('what a whole consult leaves behind', () => {
  let browser: Browser;
  let housecall: HousecallProcess;
  let dataDir: string;
  let tv: Page;
  let agent: Page;
  const secrets = new Set<string>([demoPassword, turnSecret]);
  const people = new Set<string>(['Anna Bianchi', 'Chiara Rossi', email]);

  async function open(app: string): Promise<Page> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    const note = (text: string | Buffer | null) => {
      let json: unknown = null;
      try {
        json = JSON.parse(String(text));
      } catch {
        return;
      }
      collect(json, secretFields, secrets);
      collect(json, personalFields, people);
    };
    page.on('request', (request) => note(request.postData()));
    page.on('response', (response) => {
      if (response.url().includes('/api/')) response.text().then(note, () => undefined);
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => note(payload));
      socket.on('framereceived', ({ payload }) => note(payload));
    });
    await page.goto(`${housecall.url}/${app}/`);
    return page;
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-traces-'));
    [browser, housecall] = await Promise.all([
      launchChromium(),
      HousecallProcess.start({
        HOUSECALL_DATA_DIR: dataDir,
        HOUSECALL_DEMO_PATH_POLICY: 'relay',
        HOUSECALL_LOG_LEVEL: 'trace',
        HOUSECALL_TURN_URLS: 'turn:127.0.0.1:9',
        HOUSECALL_TURN_SECRET: turnSecret,
      }),
    ]);
    [tv, agent] = await Promise.all([open('tv'), open('agent')]);
    await agent.getByTestId('email').fill(email);
    await agent.getByTestId('password').fill('not the password');
    await agent.getByTestId('sign-in').click();
    await agent.getByRole('alert').waitFor();
    await agent.getByTestId('password').fill(demoPassword);
    await agent.getByTestId('sign-in').click();
    await agent.getByTestId('email').waitFor({ state: 'detached' });
    for (const cookie of await agent.context().cookies()) secrets.add(cookie.value);
    await pair(tv, agent, 'Anna Bianchi');
    await ask(tv, agent);
    await agent.getByTestId('accept').first().click();
    await bothShow(tv, agent, 'active');
    await agent.getByTestId('end').click();
    await bothShow(tv, agent, 'ended');
    // A token, a resume token each, two codes, a cookie, TURN and ICE passwords at the least.
    expect(secrets.size).toBeGreaterThan(10);
    expect(people.size).toBeGreaterThan(3);
  });
  afterAll(async () => {
    await browser.close();
    await housecall.close();
    await rm(dataDir, { recursive: true });
  });

  it('no secret and nobody in the log, at its most talkative', () => {
    // What is printed for the person at the terminal is no part of the log.
    const log = housecall.log.filter((line) => line.startsWith('{')).join('\n');
    expect(log).toContain('wrong_credentials');
    for (const value of [...secrets, ...people]) expect(log).not.toContain(value);
  });

  it('no secret in the data folder but the keys that lie there, for one account to read', async () => {
    const kept = ['demo-password', 'user-code.key'];
    for (const name of await readdir(dataDir)) {
      const file = path.join(dataDir, name);
      const content = (await readFile(file)).toString('latin1');
      if (content === '' || kept.includes(name)) continue;
      for (const secret of secrets) expect(content.includes(secret), name).toBe(false);
      if (name.startsWith('housecall.sqlite')) {
        expect((await stat(file)).mode & 0o077, name).toBe(0);
      }
    }
  });

  it("in the TV's storage its token and what it is, in the agent's nothing of anybody", async () => {
    const stored = (page: Page) =>
      page.evaluate<unknown>(
        '[Object.keys(localStorage).sort(), Object.keys(sessionStorage), document.cookie]',
      );
    expect(await stored(tv)).toEqual([['housecall.deviceToken', 'housecall.hardwareId'], [], '']);
    expect(await stored(agent)).toEqual([[], [], '']);
  });
});
