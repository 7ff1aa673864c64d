import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Endpoint } from './support/endpoint.ts';
import { House } from './support/house.ts';

describe('upgrades', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house.close());

  /** Sends a head as it stands and returns the status line's code, or `undefined` for none. */
  async function answerTo(head: readonly string[]): Promise<string | undefined> {
    const socket = connect(house.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    socket.destroy();
    return /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  }

  const upgrade = [
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  const protocol = 'Sec-WebSocket-Protocol: housecall.v1';

  test.for([
    ['as it should be', ['GET /signaling HTTP/1.1', ...upgrade, protocol], '101'],
    ['with a query', ['GET /signaling?x=1 HTTP/1.1', ...upgrade, protocol], '101'],
    ['to another path', ['GET /elsewhere HTTP/1.1', ...upgrade, protocol], '404'],
    ['to a path that is no URL', ['GET // HTTP/1.1', ...upgrade, protocol], '404'],
    ['to a whole URL', ['GET http://[ HTTP/1.1', ...upgrade, protocol], '404'],
    ['without the subprotocol', ['GET /signaling HTTP/1.1', ...upgrade], '400'],
    ['with another subprotocol', ['GET /signaling HTTP/1.1', ...upgrade, `${protocol}2`], '400'],
    ['by POST', ['POST /signaling HTTP/1.1', ...upgrade, protocol], '405'],
    [
      'to another protocol',
      ['GET /signaling HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: h2c', protocol],
      '400',
    ],
    [
      'with a cookie of garbage',
      ['GET /signaling HTTP/1.1', ...upgrade, protocol, 'Cookie: ;;=;%'],
      '101',
    ],
  ] as const)('a request %s gets its answer', async ([, head, status]) => {
    expect(await answerTo(head)).toBe(status);
    const endpoint = await house.connect();
    endpoint.terminate();
  });

  test('the subprotocol is chosen from among others', async () => {
    const endpoint = await Endpoint.connect(house.url, {}, ['other', 'housecall.v1']);
    expect(endpoint.socket.protocol).toBe('housecall.v1');
    endpoint.terminate();
  });
});
