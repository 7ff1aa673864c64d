import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSameOrigin } from '../../src/web/origin.ts';
import { foundClinic } from '../registration/support.ts';
import { Browser, openWeb, refusalOf, signedIn, Television, type TestWeb } from './support.ts';

describe('requests of other origins', () => {
  let web: TestWeb;

  beforeAll(async () => {
    web = await openWeb();
    await foundClinic(web.registration, 'north');
  });
  afterAll(() => web.close());

  const strangers: [string, string][] = [
    ['another site', 'https://evil.example'],
    ['another port', 'http://127.0.0.1:1'],
    ['another scheme', 'https://127.0.0.1'],
    ['a sandboxed frame', 'null'],
    ['an address that only begins like ours', 'http://127.0.0.1.evil.example'],
    ['nowhere', ''],
  ];
  const changing = [
    '/api/sign-in',
    '/api/sign-out',
    '/api/pairing/lookup',
    '/api/pairing/confirm',
    '/api/pairing/deny',
    '/api/device/unpair',
    '/api/care-links/name',
    '/api/care-links/unname',
  ];

  it.each(strangers)(
    'are refused from %s on every route that changes something',
    async (_, origin) => {
      const staff = await signedIn(web, 'staff@north.test');
      for (const path of changing) {
        const answer = await staff.post(path, {}, { origin });
        expect(answer, path).toMatchObject({ status: 403, body: refusalOf('forbidden') });
      }
      expect(await staff.get('/api/me')).toMatchObject({ status: 200 });
    },
  );

  it('are refused where the cookie comes along but no origin does', async () => {
    const staff = await signedIn(web, 'staff@north.test');
    for (const path of changing) {
      const headers = { 'content-type': 'application/json' };
      expect(await staff.send('POST', path, '{}', headers)).toMatchObject({ status: 403 });
    }
  });

  it('are refused at the device endpoints, too, where televisions may come without an origin', async () => {
    const tv = new Television(web);
    expect(await tv.authorize()).toMatchObject({ status: 200 });
    expect(await tv.authorize({ origin: web.url })).toMatchObject({ status: 200 });
    expect(await tv.authorize({ origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { error: 'forbidden' },
    });
  });

  it('are measured by the public URL where a proxy stands before the server', async () => {
    const publicUrl = 'https://consult.clinic.example';
    const behindProxy = await openWeb({ publicUrl });
    await foundClinic(behindProxy.registration, 'north');
    const { status } = await new Browser(behindProxy.url, publicUrl).signIn('staff@north.test');
    const direct = await new Browser(behindProxy.url).signIn('staff@north.test');
    const { body } = await new Television(behindProxy).authorize();
    await behindProxy.close();
    expect(status).toBe(200);
    expect(direct.status).toBe(403);
    expect(body).toMatchObject({ verification_uri: `${publicUrl}/agent/` });
  });

  it('get no answer that a page of another origin could read', async () => {
    const { headers } = await new Browser(web.url).get('/api/health', {
      origin: 'https://evil.example',
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

describe('isSameOrigin', () => {
  /** Has a request with these headers arrive over a real socket. */
  async function arrived(headers: Record<string, string>): Promise<IncomingMessage> {
    const server = createServer((_request, response) => response.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const arriving = once(server, 'request');
    const outgoing = request({ port, host: '127.0.0.1', headers, setHost: false }).end();
    const [incoming] = await arriving;
    const [answer] = await once(outgoing, 'response');
    answer.resume();
    server.closeAllConnections();
    server.close();
    return incoming;
  }

  const rows: [string | undefined, string | undefined, boolean][] = [
    ['clinic.example', 'http://clinic.example', true],
    ['clinic.example:8080', 'http://clinic.example:8080', true],
    ['CLINIC.example', 'http://clinic.example', true],
    ['clinic.example:80', 'http://clinic.example', true],
    ['[::1]:8080', 'http://[::1]:8080', true],
    ['clinic.example', 'https://clinic.example', false],
    ['clinic.example', 'http://clinic.example:8080', false],
    ['clinic.example', 'http://clinic.example.evil', false],
    ['clinic.example', undefined, false],
    ['clinic.example', 'null', false],
    ['a b', 'http://a b', false],
  ];

  it.each(rows)('host %s, origin %s: %s', async (host, origin, expected) => {
    const headers = { ...(host && { host }), ...(origin && { origin }) };
    expect(isSameOrigin(await arrived(headers), undefined)).toBe(expected);
  });
});
