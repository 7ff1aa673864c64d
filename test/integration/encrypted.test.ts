import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPost } from '../../src/integration/post.ts';

let folder: string;
let server: Server;
let certificate: string;
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'housecall-hook-'));
  const cert = path.join(folder, 'cert.pem');
  const key = path.join(folder, 'key.pem');
  const options =
    '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=erp' +
    ' -addext subjectAltName=DNS:erp.clinic.example';
  const made = spawnSync('openssl', ['req', ...options.split(' '), '-keyout', key, '-out', cert]);
  expect(made.status).toBe(0);
  certificate = await readFile(cert, 'utf8');
  server = createServer({ cert: certificate, key: await readFile(key) }, (request, response) => {
    asked.push(request.headers.host ?? '');
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function post(host: string) {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const send = createPost({
    reach: 'private-too',
    userAgent: 'test',
    now: () => new Date(),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const posting = { url: `https://${host}:${port}/`, headers: {}, body: '{}' };
  return send(posting, new AbortController().signal);
}

it('a target is trusted by its certificate and its name, whatever address it has', async () => {
  expect(await post('erp.clinic.example')).toMatchObject({
    error: 'The connection failed (DEPTH_ZERO_SELF_SIGNED_CERT).',
  });
  setDefaultCACertificates([...getCACertificates(), certificate]);
  expect(await post('other.clinic.example')).toMatchObject({
    error: 'The connection failed (ERR_TLS_CERT_ALTNAME_INVALID).',
  });
  expect(asked).toEqual([]);
  expect(await post('erp.clinic.example')).toEqual({ delivered: true, status: 200 });
  expect(asked).toHaveLength(1);
});
