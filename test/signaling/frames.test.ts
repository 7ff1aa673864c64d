import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/signaling/limits.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';

describe('frames', () => {
  let house: House;
  let clinic: Clinic;
  let physician: SignedIn;
  let paired: PairedTv;
  beforeAll(async () => {
    house = await House.open();
    clinic = await house.clinic();
    physician = await clinic.person();
    paired = await clinic.tv(physician);
  });
  afterAll(() => house.close());

  /** Nobody else notices: another session still gets its answers. */
  async function othersAreWell(other: Endpoint): Promise<void> {
    await other.attempt('no.such', {}).then(({ code }) => expect(code).toBe('method_not_found'));
  }

  test.for([
    ['no JSON', 'hello', 4400],
    ['half a frame', '{"jsonrpc":"2.0","id":1,', 4400],
    ['an empty frame', '', 4400],
    ['a binary frame', Buffer.from('{"jsonrpc":"2.0","id":1,"method":"session.open"}'), 4400],
    ['a frame over the limit', `"${'x'.repeat(defaultLimits.maxFrameBytes)}"`, 1009],
    ['text that is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe]), 1007],
  ] as const)('%s closes the socket and disturbs nobody', async ([what, content, code]) => {
    const other = await house.agent(physician);
    const endpoint = await house.connect();
    endpoint.socket.send(content, { binary: what === 'a binary frame' });
    expect(await endpoint.closed).toBe(code);
    await othersAreWell(other);
    other.terminate();
  });

  test.for([
    ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"session.close"}]', null],
    ['an empty batch', '[]', null],
    ['null', 'null', null],
    ['a number', '42', null],
    ['a string', '"session.open"', null],
    ['another version', '{"jsonrpc":"1.0","id":7,"method":"session.close"}', 7],
    ['no version', '{"id":8,"method":"session.close"}', 8],
    ['no method', '{"jsonrpc":"2.0","id":"nine"}', 'nine'],
    ['a method that is no string', '{"jsonrpc":"2.0","id":10,"method":{}}', 10],
    ['a method name without end', `{"jsonrpc":"2.0","id":11,"method":"${'m'.repeat(65)}"}`, 11],
    [
      'parameters by position',
      '{"jsonrpc":"2.0","id":12,"method":"session.close","params":[]}',
      12,
    ],
    ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"session.close"}', null],
    ['an id that is null', '{"jsonrpc":"2.0","id":null,"method":"session.close"}', null],
    ['a fractional id', '{"jsonrpc":"2.0","id":1.5,"method":"session.close"}', null],
    ['a request without an id', '{"jsonrpc":"2.0","method":"session.close"}', null],
    ['an unknown notification', '{"jsonrpc":"2.0","method":"session.hello"}', null],
    ['a reply to nothing', '{"jsonrpc":"2.0","id":13,"result":{}}', 13],
  ] as const)('%s is answered with invalid_request and harms nothing', async ([, text, id]) => {
    const endpoint = await house.agent(physician);
    endpoint.send(text);
    const reply = await endpoint.reply(id);
    expect(reply).toMatchObject({ id, error: { code: -32600, data: { code: 'invalid_request' } } });
    await othersAreWell(endpoint);
    endpoint.terminate();
  });

  test.for(['no.such', 'consult', '', 'constructor', '__proto__', 'toString', 'session.alive'])(
    'the unknown method «%s» is not found',
    async (method) => {
      const endpoint = await house.agent(physician);
      expect((await endpoint.attempt(method, {})).code).toBe('method_not_found');
      endpoint.terminate();
    },
  );

  test.for([
    ['consult.accept', {}],
    ['consult.accept', { consultId: 7 }],
    ['consult.accept', { consultId: 'not-a-uuid' }],
    ['consult.timeline', { consultId: '01890000-0000-7000-8000-000000000000', after: -1 }],
    ['consult.timeline', { consultId: '01890000-0000-7000-8000-000000000000', after: 'all' }],
    ['peer.signal', { consultId: '01890000-0000-7000-8000-000000000000', epoch: 0, signal: {} }],
    [
      'peer.signal',
      {
        consultId: '01890000-0000-7000-8000-000000000000',
        epoch: 1,
        signal: { type: 'offer', sdp: 'x'.repeat(64_001) },
      },
    ],
  ] as const)(
    '%s with %j is answered with the paths of what is wrong',
    async ([method, params]) => {
      const endpoint = await house.agent(physician);
      endpoint.send(JSON.stringify({ jsonrpc: '2.0', id: 99, method, params }));
      const reply = await endpoint.reply(99);
      expect(reply).toMatchObject({ error: { code: -32602, data: { code: 'invalid_params' } } });
      expect(JSON.stringify(reply)).not.toContain('not-a-uuid');
      endpoint.terminate();
    },
  );

  test('what is wrong is named by its path', async () => {
    const tv = await house.tv(paired);
    const params = {
      consultId: '01890000-0000-7000-8000-000000000000',
      serviceRequest: { kind: 'sport' },
    };
    tv.send(JSON.stringify({ jsonrpc: '2.0', id: 1000, method: 'consult.request', params }));
    const reply = await tv.reply(1000);
    expect(reply).toMatchObject({
      error: {
        data: {
          details: {
            issues: [
              { path: 'serviceRequest.kind' },
              { path: 'serviceRequest.event' },
              { path: 'serviceRequest.context' },
            ],
          },
        },
      },
    });
  });

  test('before session.open, every other method is answered with not_open', async () => {
    const endpoint = await house.connect({ cookie: physician.cookie });
    for (const method of ['consult.accept', 'session.close', 'no.such']) {
      expect((await endpoint.attempt(method, {})).code).toBe('not_open');
    }
    await endpoint.open({ endpoint: 'agent' });
  });

  test('a second session.open is refused and changes nothing', async () => {
    const endpoint = await house.agent(physician);
    const again = await endpoint.attempt('session.open', { endpoint: 'agent' });
    expect(again.code).toBe('already_open');
    await othersAreWell(endpoint);
  });

  test('two session.open in one breath open one session', async () => {
    const endpoint = await house.connect({ cookie: physician.cookie });
    const both = [1, 2].map(() => endpoint.attempt('session.open', { endpoint: 'agent' }));
    const [first, second] = await Promise.all(both);
    expect([first?.code, second?.code]).toEqual([undefined, 'already_open']);
  });
});
