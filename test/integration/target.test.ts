import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost, type PostResult } from '../../src/integration/post.ts';
import { checkTarget, type Reach, type Resolve } from '../../src/integration/target.ts';
import { outcomeOf } from '../consult/world.ts';
import { answering, Receiver } from './receiver.ts';

const outOfReach = 'The target is in a network that webhooks may not reach.';

describe('the reach of webhooks', () => {
  const reaches: readonly Reach[] = ['public', 'public-and-loopback', 'private-too'];
  it.each<[string, boolean, boolean, boolean]>([
    //                                            public, loopback, private
    ['https://erp.clinic.example/hook', true, true, true],
    ['https://8.8.8.8/', true, true, true],
    ['https://[2a00:1450:4001:831::200e]/', true, true, true],
    ['http://erp.clinic.example/hook', false, false, false],
    ['http://8.8.8.8/', false, false, false],
    ['http://10.0.0.1/', false, false, false],
    ['http://localhost:9000/', false, true, true],
    ['http://127.0.0.1/', false, true, true],
    ['http://2130706433/', false, true, true],
    ['http://0x7f.1/', false, true, true],
    ['http://[::1]/', false, true, true],
    ['https://localhost/', false, true, true],
    ['https://[::ffff:127.0.0.1]/', false, true, true],
    ['https://10.1.2.3/', false, false, true],
    ['https://172.31.0.1/', false, false, true],
    ['https://192.168.1.1/', false, false, true],
    ['https://[::ffff:192.168.1.1]/', false, false, true],
    ['https://100.64.0.1/', false, false, true],
    ['https://[fd12::1]/', false, false, true],
    ['https://169.254.169.254/', false, false, false],
    ['https://[::ffff:169.254.169.254]/', false, false, false],
    ['https://100.100.100.200/', false, false, false],
    ['https://[fd00:ec2::254]/', false, false, false],
    ['https://[fe80::1]/', false, false, false],
    ['https://0.0.0.0/', false, false, false],
    ['https://[::]/', false, false, false],
    ['https://224.0.0.1/', false, false, false],
    ['https://255.255.255.255/', false, false, false],
    ['https://[64:ff9b::10.0.0.1]/', false, false, false],
    ['https://[2002:a00:1::]/', false, false, false],
    ['https://user:password@erp.clinic.example/', false, false, false],
  ])('%s: public %s, with loopback %s, with the private network %s', async (url, ...allowed) => {
    for (const [index, reach] of reaches.entries()) {
      const check = outcomeOf(Promise.resolve().then(() => checkTarget(url, reach)));
      expect(await check, reach).toBe(allowed[index] ? 'ok' : 'invalid_params');
    }
  });
});

describe('a posting', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.close());

  function post(url: string, reach: Reach, ...addresses: string[]): Promise<PostResult> {
    const resolve: Resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const send = createPost({
      reach,
      userAgent: 'test',
      now: () => new Date(),
      resolve,
      timeoutMs: 5_000,
    });
    return send({ url, headers: {}, body: '{}' }, new AbortController().signal);
  }

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['fe80::1%eth0'],
    ['8.8.8.8', '127.0.0.1'],
    ['no address'],
    [],
  ])('is not made to a name that points to %s', async (...addresses) => {
    const url = `https://erp.clinic.example:${receiver.port}/`;
    expect(await post(url, 'public', ...addresses)).toMatchObject({ error: outOfReach });
    expect(receiver.received).toEqual([]);
  });

  it('leaves this machine only encrypted, even where the private network is in reach', async () => {
    expect(
      await post(`http://localhost:${receiver.port}/`, 'private-too', '10.0.0.1'),
    ).toMatchObject({
      error: outOfReach,
    });
  });

  it('is not made to an address in the URL that is out of reach', async () => {
    expect(await post(receiver.url, 'public')).toMatchObject({ error: outOfReach });
    expect(receiver.received).toEqual([]);
  });

  it('goes to the address that was checked, by the name that was given', async () => {
    const url = `http://localhost:${receiver.port}/`;
    expect(await post(url, 'public-and-loopback', '127.0.0.1')).toEqual({
      delivered: true,
      status: 204,
    });
    expect(receiver.received[0]?.headers).toMatchObject({
      host: `localhost:${receiver.port}`,
      'user-agent': 'test',
    });
  });

  it('says why there is no connection, and nothing of who was called', async () => {
    const { port } = receiver;
    const gone = await Receiver.start();
    const url = gone.url;
    await gone.close();
    expect(await post(url, 'public-and-loopback')).toEqual({
      delivered: false,
      status: null,
      error: 'The connection failed (ECONNREFUSED).',
    });
    // No TLS is spoken there.
    const result = await post(`https://127.0.0.1:${port}/`, 'public-and-loopback');
    expect(result).toMatchObject({
      error: expect.stringMatching(/^The connection failed \(\w+\)\.$/),
    });
  });

  it.each(['soon', '-5', '99999999999', ''])('overlooks Retry-After: %s', async (header) => {
    receiver.answer = answering(503, { 'retry-after': header });
    expect(await post(receiver.url, 'public-and-loopback')).toEqual({
      delivered: false,
      status: 503,
      error: 'It answered 503.',
    });
  });
});
