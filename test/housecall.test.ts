import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openRegistration } from '../src/openRegistration.ts';
import { demoPassword, HousecallProcess } from './support/housecall.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(env: Record<string, string> = {}): Promise<HousecallProcess> {
  const housecall = await HousecallProcess.start(env);
  cleanups.push(() => housecall.close());
  return housecall;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'housecall-run-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  return folder;
}

async function takenPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  cleanups.push(async () => server.close());
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return String(address.port);
}

/** Runs the server where it is expected to end by itself. */
function run(env: Record<string, string>): Promise<{ code: number; errors: string }> {
  return new Promise((resolve) => {
    execFile(
      'node',
      ['src/main.ts'],
      { env: { ...process.env, ...env } },
      (error, _out, errors) => {
        resolve({ code: error === null ? 0 : Number(error.code), errors });
      },
    );
  });
}

function printedPasswords(housecall: HousecallProcess): string[] {
  return housecall.log.flatMap((line) => /Password {2}(\S+)/.exec(line)?.[1] ?? []);
}

describe('the server process', () => {
  it('prints where the apps are and how the demo people sign in', async () => {
    const housecall = await start();
    await expect.poll(() => housecall.log.join('\n')).toContain(`Password  ${demoPassword}`);
    const printed = housecall.log.join('\n');
    expect(printed).toContain(`${housecall.url}/tv/`);
    for (const who of ['physician', 'staff', 'admin'])
      expect(printed).toContain(`${who}@demo.test`);
    for (const app of ['tv', 'agent']) {
      expect((await fetch(`${housecall.url}/${app}/`)).status).toBe(200);
    }
    expect(await (await fetch(`${housecall.url}/api/health`)).json()).toMatchObject({
      status: 'ok',
    });
  });

  it('ends cleanly on SIGTERM with its workers', async () => {
    const housecall = await start();
    const worker = housecall.log.map((line) => /"workerPid":(\d+)/.exec(line)?.[1]).find(Boolean);
    expect(await housecall.end('SIGTERM')).toBe(0);
    expect(() => process.kill(Number(worker), 0)).toThrow(/ESRCH/);
  });

  it('makes a random password on the first start, for its own account to read, and keeps it', async () => {
    const dataDir = await temporaryFolder();
    const first = await start({ HOUSECALL_DATA_DIR: dataDir, HOUSECALL_DEMO_PASSWORD: '' });
    await expect.poll(() => printedPasswords(first)).toHaveLength(1);
    await first.end('SIGKILL');
    await first.launch();
    await expect.poll(() => printedPasswords(first)).toHaveLength(2);
    expect(new Set(printedPasswords(first)).size).toBe(1);
    const { mode } = await stat(path.join(dataDir, 'demo-password'));
    expect(mode & 0o077).toBe(0);
  });

  it('ends with 78 and the name of the setting that is wrong', async () => {
    const { code, errors } = await run({ HOUSECALL_PORT: 'eighty' });
    expect(code).toBe(78);
    expect(errors).toContain('HOUSECALL_PORT');
  });

  it('ends with a message where its port is taken, and leaves no worker behind', async () => {
    const port = await takenPort();
    const { code, errors } = await run({
      HOUSECALL_PORT: port,
      HOUSECALL_DATA_DIR: await temporaryFolder(),
      HOUSECALL_MEDIA_PORT: '0',
    });
    expect(code).toBe(1);
    expect(errors).toContain(`port ${port}`);
    expect(errors).toContain('HOUSECALL_PORT');
  });

  it('ends with a message where a media port is taken', async () => {
    const port = await takenPort();
    const { code, errors } = await run({
      HOUSECALL_PORT: '0',
      HOUSECALL_DATA_DIR: await temporaryFolder(),
      HOUSECALL_MEDIA_PORT: port,
      HOUSECALL_MEDIA_WORKERS: '1',
    });
    expect(code).toBe(1);
    expect(errors).toContain('HOUSECALL_MEDIA_PORT');
  });

  it('mixes no demo with a real clinic, in either order', async () => {
    const demoDir = await temporaryFolder();
    const demo = await start({ HOUSECALL_DATA_DIR: demoDir });
    await demo.end('SIGTERM');
    const real = { HOUSECALL_DEMO: 'off', HOUSECALL_MEDIA_HOST: '127.0.0.1', HOUSECALL_PORT: '0' };
    const served = await run({ ...real, HOUSECALL_DATA_DIR: demoDir });
    expect(served).toMatchObject({ code: 78, errors: expect.stringContaining('demo clinic') });

    const realDir = await temporaryFolder();
    const { database, registration } = await openRegistration({
      dataDir: realDir,
      feed: { publish: () => undefined },
      isSecure: true,
    });
    const clinic = { name: 'North', careLinkRule: 'mutual', pathPolicy: 'auto' } as const;
    await registration.people.createClinic(clinic);
    await database.destroy();
    const seeded = await run({ HOUSECALL_DATA_DIR: realDir, HOUSECALL_PORT: '0' });
    expect(seeded).toMatchObject({ code: 78, errors: expect.stringContaining('HOUSECALL_DEMO') });
  });

  it('leaves a data folder alone on which another server runs', async () => {
    const dataDir = await temporaryFolder();
    const housecall = await start({ HOUSECALL_DATA_DIR: dataDir });
    const second = await run({
      HOUSECALL_DATA_DIR: dataDir,
      HOUSECALL_PORT: '0',
      HOUSECALL_MEDIA_PORT: '0',
    });
    expect(second.code).toBe(1);
    expect(second.errors).toContain('Another Housecall runs');
    expect((await fetch(`${housecall.url}/api/health`)).status).toBe(200);
    await housecall.end('SIGKILL');
    await housecall.launch();
  });

  it('serves HTTPS with a certificate of its own', async () => {
    const folder = await temporaryFolder();
    const cert = path.join(folder, 'cert.pem');
    const key = path.join(folder, 'key.pem');
    const options =
      '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost';
    const made = spawnSync('openssl', ['req', ...options.split(' '), '-keyout', key, '-out', cert]);
    expect(made.status).toBe(0);
    const housecall = await start({ HOUSECALL_TLS_CERT: cert, HOUSECALL_TLS_KEY: key });
    const url = `${housecall.url.replace('http:', 'https:')}/api/health`;
    const asked = request(url, { rejectUnauthorized: false });
    asked.end();
    const [response] = await once(asked, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
  });
});
