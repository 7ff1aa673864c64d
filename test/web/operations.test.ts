import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { foundClinic } from '../registration/support.ts';
import { Browser, openWeb, refusalOf, signedIn, type TestWeb } from './support.ts';

describe('the HTTP edge', () => {
  let web: TestWeb;
  let browser: Browser;

  beforeAll(async () => {
    web = await openWeb();
    browser = new Browser(web.url);
    await foundClinic(web.registration, 'north');
  });
  afterAll(() => web.close());

  it('tells its health and version, and by its status that it is stopping', async () => {
    expect(await browser.get('/api/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', version: '0.0.0-test' },
    });
    web.health = 'degraded';
    expect(await browser.get('/api/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded' },
    });
    web.health = 'stopping';
    expect(await browser.get('/api/health')).toMatchObject({
      status: 503,
      body: { status: 'stopping' },
    });
    web.health = 'ok';
  });

  it.each(['a;b', 'a,b', 'a b', '[', ''])('is not upset by the host «%s»', async (host) => {
    const { port } = new URL(web.url);
    const answer = await raw(port, `GET /api/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(answer).toContain("connect-src 'self' 'self'");
    expect(web.log.join('')).not.toContain('internal_error');
  });

  it('serves the wire contract', async () => {
    const { status, body } = await browser.get('/api/openrpc.json');
    expect(status).toBe(200);
    expect(
      z.object({ openrpc: z.string(), methods: z.array(z.unknown()) }).parse(body),
    ).toBeTruthy();
  });

  describe('gives metrics', () => {
    it('to programs on this machine', async () => {
      expect(await browser.get('/api/metrics')).toMatchObject({ status: 200 });
    });

    it.each(['x-forwarded-for', 'forwarded', 'via'])(
      'to nobody for whom a proxy on this machine asks (%s)',
      async (header) => {
        expect(await browser.get('/api/metrics', { [header]: '192.0.2.1' })).toMatchObject({
          status: 401,
          body: refusalOf('unauthenticated'),
        });
      },
    );

    it('to nobody where a proxy stands before the server that does not say for whom it asks', async () => {
      const publicUrl = 'https://consult.clinic.example';
      const silent = await openWeb({ publicUrl });
      const telling = await openWeb({ publicUrl, trustedProxies: 1 });
      const answers = [silent, telling].map(({ url }) => new Browser(url).get('/api/metrics'));
      const [bySilent, byTelling] = await Promise.all(answers);
      await Promise.all([silent.close(), telling.close()]);
      expect(bySilent).toMatchObject({ status: 401, body: refusalOf('unauthenticated') });
      expect(byTelling).toMatchObject({ status: 200 });
    });

    it('to no page whose name was made to point at this machine', async () => {
      const { port } = new URL(web.url);
      const answer = await raw(port, 'GET /api/metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n');
      expect(answer).toContain('401 Unauthorized');
    });

    it('to admins, and to nobody else who is signed in', async () => {
      const admin = await signedIn(web, 'admin@north.test');
      const staff = await signedIn(web, 'staff@north.test');
      expect(await admin.get('/api/metrics')).toMatchObject({ status: 200 });
      expect(await staff.get('/api/metrics')).toMatchObject({ status: 403 });
    });
  });

  describe('serves the apps', () => {
    it('with pages that are asked for anew and files that are kept for good', async () => {
      for (const app of ['tv', 'agent']) {
        const page = await browser.get(`/${app}/`);
        expect(page).toMatchObject({ status: 200, body: `<title>${app}</title>` });
        expect(page.headers.get('cache-control')).toBe('no-cache');
        const script = await browser.get(`/${app}/assets/index-B0M44Av.js`);
        expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(script.headers.get('content-type')).toContain('javascript');
        const bare = await browser.get(`/${app}`);
        expect(bare).toMatchObject({ status: 301 });
        expect(bare.headers.get('location')).toBe(`/${app}/`);
      }
    });

    it('and a list of them', async () => {
      const { body } = await browser.get('/');
      expect(body).toContain('<a href="/tv/">');
      expect(body).toContain('<a href="/agent/">');
    });

    it('and nothing beside them', async () => {
      const { port } = new URL(web.url);
      for (const path of ['/tv/../../package.json', '/tv/%2e%2e/agent/x', '/tv/.env', '/x']) {
        const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
        expect(answer, path).toMatch(/^HTTP\/1.1 (404|403|400)/);
      }
    });

    it('under a policy that lets in no script, frame or socket of others', async () => {
      const { headers } = await browser.get('/tv/');
      const policy = new Map(
        headers
          .get('content-security-policy')
          ?.split(';')
          .map((directive) => {
            const [name = '', ...values] = directive.split(' ');
            return [name, values.join(' ')];
          }),
      );
      expect(Object.fromEntries(policy)).toEqual({
        'default-src': "'self'",
        'base-uri': "'none'",
        'connect-src': `'self' ${web.url.replace('http', 'ws')}`,
        'font-src': "'self'",
        'form-action': "'self'",
        'frame-ancestors': "'none'",
        'img-src': "'self' data: blob:",
        'media-src': "'self' blob:",
        'object-src': "'none'",
        'script-src': "'self'",
        'script-src-attr': "'none'",
        'style-src': "'self'",
      });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    });
  });

  describe('answers bad requests with a code and nothing of itself', () => {
    const json = () => ({ 'content-type': 'application/json', origin: web.url });
    const rows: [string, string, string, () => Record<string, string>, number, string][] = [
      ['JSON that is none', '/api/sign-in', '{"email": "a@b', json, 400, 'invalid_request'],
      ['a bare word', '/api/sign-in', '"text"', json, 400, 'invalid_request'],
      ['a body too large', '/api/sign-in', `"${'x'.repeat(20_000)}"`, json, 413, 'invalid_request'],
      [
        'an unknown encoding',
        '/api/sign-in',
        '{}',
        () => ({ ...json(), 'content-encoding': 'zip' }),
        415,
        'invalid_request',
      ],
      [
        'another content type',
        '/api/sign-in',
        'email=a',
        () => ({ 'content-type': 'text/plain', origin: web.url }),
        400,
        'invalid_params',
      ],
      ['a route that is none', '/api/nothing', '{}', json, 404, 'not_found'],
    ];

    it.each(rows)('%s', async (_what, path, body, headers, status, code) => {
      const answer = await browser.send('POST', path, body, headers());
      expect(answer).toMatchObject({ status, body: refusalOf(code) });
      expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts|Unexpected|a@b/);
    });

    it('also at the device endpoints', async () => {
      const bodies: [string, number][] = [
        ['{"registration": {"patientName": "Ada', 400],
        [`"${'x'.repeat(20_000)}"`, 413],
      ];
      for (const [body, status] of bodies) {
        const answer = await browser.send('POST', '/api/device/authorize', body, json());
        expect(answer).toMatchObject({ status, body: { error: 'invalid_request' } });
        expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|Unexpected|Ada/);
      }
    });

    it('and to a request without a host, or with one that is none', async () => {
      const { port } = new URL(web.url);
      const body = 'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
      const start = 'POST /api/sign-in HTTP/1.1';
      expect(await raw(port, `${start}\r\n${body}`)).toMatch(/^HTTP\/1.1 400/);
      const odd = `${start}\r\nHost: ;script-src *\r\nOrigin: http://;script-src *\r\n${body}`;
      const answer = await raw(port, odd);
      expect(answer).toMatch(/^HTTP\/1.1 403/);
      expect(answer).not.toContain('script-src *');
    });
  });
});

/** What the server answers to bytes that no HTTP client would send. */
async function raw(port: string, request: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk;
  });
  socket.end(request);
  await once(socket, 'close');
  return answer;
}
