import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Limiter } from '../../src/limiter.ts';
import { defaultDeviceGrantSettings } from '../../src/registration/deviceGrant.ts';
import { addressKey, callerKey, plainAddress } from '../../src/web/address.ts';
import { defaultWebLimits } from '../../src/web/limits.ts';
import { foundClinic, hirePerson } from '../registration/support.ts';
import {
  Browser,
  openWeb,
  refusalOf,
  signedIn,
  Television,
  type TestWeb,
  textIn,
  type WebOptions,
} from './support.ts';

describe('guessing', () => {
  let web: TestWeb;
  afterEach(() => web.close());

  async function open(options: WebOptions): Promise<void> {
    web = await openWeb({ trustedProxies: 1, ...options });
    const { clinic } = await foundClinic(web.registration, 'north');
    await hirePerson(web.registration.people, clinic, 'staff', 'second@north.test');
  }
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const guess = (email: string, password: string, address: string) =>
    new Browser(web.url).post('/api/sign-in', { email, password }, from(address));
  const right = 'correct horse battery staple';

  it('a password is stopped for that account from that address, and for nobody else', async () => {
    await open({ limits: { signInPerAccountAndAddress: { points: 3, seconds: 60 } } });
    for (let count = 0; count < 3; count += 1) {
      expect(await guess('staff@north.test', 'wrong', '192.0.2.1')).toMatchObject({ status: 401 });
    }
    const refused = await guess('staff@north.test', right, '192.0.2.1');
    expect(refused).toMatchObject({ status: 429, body: refusalOf('rate_limited') });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await guess('STAFF@north.test', right, '192.0.2.1')).toMatchObject({ status: 429 });
    expect(await guess('staff@north.test', right, '192.0.2.2')).toMatchObject({ status: 200 });
    expect(await guess('second@north.test', right, '192.0.2.1')).toMatchObject({ status: 200 });
  });

  it('a password from many addresses is stopped for that account', async () => {
    await open({ limits: { signInPerAccount: { points: 3, seconds: 60 } } });
    for (const host of [1, 2, 3]) await guess('staff@north.test', 'wrong', `192.0.2.${host}`);
    expect(await guess('staff@north.test', right, '192.0.2.4')).toMatchObject({ status: 429 });
    expect(await guess('second@north.test', right, '192.0.2.4')).toMatchObject({ status: 200 });
  });

  it('never counts people who know their password', async () => {
    await open({ limits: { signInPerAccountAndAddress: { points: 2, seconds: 60 } } });
    for (let count = 0; count < 5; count += 1) {
      expect(await guess('staff@north.test', right, '192.0.2.1')).toMatchObject({ status: 200 });
    }
  });

  it('many passwords at once gets no further than one after the other', async () => {
    await open({ limits: { signInPerAccountAndAddress: { points: 3, seconds: 60 } } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => guess('staff@north.test', 'wrong', '192.0.2.1')),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(3);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(17);
  });

  it('is limited by address, whatever is tried', async () => {
    await open({ limits: { signInPerAddress: { points: 2, seconds: 60 } } });
    await guess('staff@north.test', right, '192.0.2.1');
    await guess('second@north.test', 'wrong', '192.0.2.1');
    expect(await guess('staff@north.test', right, '192.0.2.1')).toMatchObject({ status: 429 });
    expect(await guess('staff@north.test', right, '192.0.2.2')).toMatchObject({ status: 200 });
  });

  it('user codes stops the person who guesses, not the clinic behind the same address', async () => {
    await open({ limits: { userCodePerPerson: { points: 2, seconds: 60 } } });
    const guesser = await signedIn(web, 'staff@north.test');
    const colleague = await signedIn(web, 'second@north.test');
    const { userCode } = await new Television(web).codes();
    await guesser.post('/api/pairing/lookup', { userCode: 'BCDF-GHJK' });
    await guesser.post('/api/pairing/deny', { userCode: 'not a code at all' });
    for (const path of ['/api/pairing/lookup', '/api/pairing/deny']) {
      expect(await guesser.post(path, { userCode })).toMatchObject({
        status: 429,
        body: refusalOf('rate_limited'),
      });
    }
    expect(
      await guesser.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } }),
    ).toMatchObject({ status: 429 });
    expect(await colleague.post('/api/pairing/lookup', { userCode })).toMatchObject({
      status: 200,
    });
  });

  it('user codes is stopped by address, too, and right codes count nowhere', async () => {
    await open({ limits: { userCodePerAddress: { points: 2, seconds: 60 } } });
    const staff = await signedIn(web, 'staff@north.test');
    const { userCode } = await new Television(web).codes();
    for (let count = 0; count < 5; count += 1) {
      expect(await staff.post('/api/pairing/lookup', { userCode })).toMatchObject({ status: 200 });
    }
    await staff.post('/api/pairing/lookup', { userCode: 'BCDF-GHJK' });
    await (await signedIn(web, 'second@north.test')).post('/api/pairing/lookup', {
      userCode: 'BCDF-GHJK',
    });
    expect(await staff.post('/api/pairing/lookup', { userCode })).toMatchObject({ status: 429 });
  });

  it('device codes is limited by code and by address', async () => {
    await open({
      limits: {
        pollPerCode: { points: 2, seconds: 60 },
        pollPerAddress: { points: 4, seconds: 60 },
      },
    });
    const tv = new Television(web);
    const limited = { status: 429, body: { error: 'rate_limited' } };
    const { deviceCode } = await tv.codes();
    await tv.poll(deviceCode);
    await tv.poll(deviceCode);
    const refused = await tv.poll(deviceCode);
    expect(refused).toMatchObject(limited);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await tv.poll('another')).toMatchObject({ status: 400 });
    expect(await tv.poll('a third')).toMatchObject(limited);
  });

  it('asking for codes is limited by address', async () => {
    await open({ limits: { authorizePerAddress: { points: 2, seconds: 60 } } });
    const tv = new Television(web);
    await tv.authorize(from('192.0.2.1'));
    await tv.authorize(from('192.0.2.1'));
    expect(await tv.authorize(from('192.0.2.1'))).toMatchObject({
      status: 429,
      body: { error: 'rate_limited' },
    });
    expect(await tv.authorize(from('192.0.2.2'))).toMatchObject({ status: 200 });
  });

  it('codes that wait are bounded by address and in all, until they run out', async () => {
    const bounds = { maxPendingPerAddress: 2, maxPending: 3 };
    await open({ settings: { deviceGrant: { ...defaultDeviceGrantSettings, ...bounds } } });
    const tv = new Television(web);
    const status = async (address: string) => (await tv.authorize(from(address))).status;
    expect(await status('192.0.2.1')).toBe(200);
    expect(await status('192.0.2.1')).toBe(200);
    expect(await status('192.0.2.1')).toBe(429);
    expect(await status('192.0.2.2')).toBe(200);
    expect(await status('192.0.2.3')).toBe(429);
    web.registration.clock.advance(600);
    expect(await status('192.0.2.1')).toBe(200);
  });

  it('addresses that a client writes into its own request count only behind a proxy', async () => {
    await open({ trustedProxies: 0, limits: { signInPerAddress: { points: 1, seconds: 60 } } });
    await guess('staff@north.test', right, '192.0.2.1');
    expect(await guess('staff@north.test', right, '192.0.2.2')).toMatchObject({ status: 429 });
  });

  it('the address that staff sees beside a code is the one that the proxy reports', async () => {
    await open({});
    const staff = await signedIn(web, 'staff@north.test');
    const { body } = await new Television(web).authorize(from('203.0.113.9'));
    const lookup = await staff.post('/api/pairing/lookup', { userCode: textIn(body, 'user_code') });
    expect(lookup.body).toMatchObject({ address: '203.0.113.9' });
  });
});

describe('counting failures', () => {
  const limits = { ...defaultWebLimits, userCodePerPerson: { points: 2, seconds: 60 } };

  it('locks nobody out who only did many right things at once', async () => {
    const limiter = new Limiter(limits);
    const attempt = (work: () => Promise<void>) =>
      limiter.countFailures([['userCodePerPerson', 'ann']], () => true, work);
    const answered = Promise.withResolvers<void>();
    const underWay = [1, 2].map(() => attempt(() => answered.promise));
    for (let count = 0; count < 5; count += 1) {
      await expect(attempt(() => answered.promise)).rejects.toMatchObject({ code: 'rate_limited' });
    }
    answered.resolve();
    await Promise.all(underWay);
    await expect(attempt(() => Promise.resolve())).resolves.toBeUndefined();
  });
});

describe('addresses', () => {
  const rows: [string, string][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
  ];
  it.each(rows)('%s counts as %s', (address, key) => {
    expect(addressKey(plainAddress(address))).toBe(key);
  });
});

describe('who opens a socket', () => {
  let server: Server;
  afterEach(() => server.close());

  /** Sends a request by way of a proxy that writes this address. */
  async function keyOf(forwardedFor: string, trustedProxies: number): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    server = createServer((request, response) => {
      resolve(callerKey(request, trustedProxies));
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await fetch(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-for': forwardedFor } });
    server.closeAllConnections();
    return promise;
  }

  it('is counted by the address that the trusted proxy saw, and by no other', async () => {
    expect(await keyOf('198.51.100.1, 192.0.2.7', 1)).toBe('192.0.2.7');
    expect(await keyOf('198.51.100.1, 192.0.2.7', 0)).toBe('127.0.0.1');
  });

  it('is counted by the network where one household has many addresses', async () => {
    expect(await keyOf('2001:db8:1:2::5', 1)).toBe(await keyOf('2001:db8:1:2:ffff::9', 1));
  });
});
