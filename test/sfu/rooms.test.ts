import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { joinFully, startRelay, Told } from './support.ts';

let relay: Relay;
let told: Told;
let room: string;
let rooms = 0;

beforeAll(async () => {
  relay = await startRelay();
});

beforeEach(() => {
  told = new Told(relay);
  rooms += 1;
  room = `consult-${rooms}:1`;
});

afterEach(async () => {
  await relay.closeRoom(room);
  expect(relay.stats().total).toMatchObject({ rooms: 0, peers: 0, transports: 0, consumers: 0 });
});

afterAll(() => relay.close());

const nothingOn = { rooms: 0, transports: 0, producers: 0, consumers: 0, dataConsumers: 0 };

describe('a room', () => {
  it('describes one UDP and one TCP candidate, which all of a worker share', async () => {
    const tv = await relay.join(room, 'tv', 'tv');
    const agent = await relay.join(room, 'agent', 'agent');
    const ports = [tv.send, tv.receive, agent.send, agent.receive].map(({ iceCandidates }) =>
      iceCandidates.map(({ protocol, port }) => `${protocol}:${port}`),
    );
    expect(ports[0]).toHaveLength(2);
    expect(new Set(ports.map(String)).size).toBe(1);
  });

  it('begins ICE anew with other credentials for each transport of one peer', async () => {
    const { send, receive } = await relay.join(room, 'tv', 'tv');
    const anew = await relay.restartIce(room, 'tv');
    const passwords = [send.iceParameters, receive.iceParameters, anew.send, anew.receive];
    expect(new Set(passwords.map(({ password }) => password)).size).toBe(4);
  });

  it('offers Opus with FEC and DTX, VP8, and H.264 constrained baseline', async () => {
    const { routerRtpCapabilities } = await relay.join(room, 'tv', 'tv');
    const codecs = routerRtpCapabilities.codecs ?? [];
    expect(codecs.map(({ mimeType }) => mimeType)).toEqual([
      'audio/opus',
      'video/VP8',
      'video/rtx',
      'video/H264',
      'video/rtx',
    ]);
    expect(codecs[0]?.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
    expect(codecs[3]?.parameters).toMatchObject({
      'packetization-mode': 1,
      'profile-level-id': '42e01f',
      'level-asymmetry-allowed': 1,
    });
  });

  it('is one room, however many join at the same moment', async () => {
    await Promise.all([
      relay.join(room, 'tv', 'tv'),
      relay.join(room, 'agent', 'agent'),
      relay.join(room, 'other', 'agent'),
    ]);
    expect(relay.stats().workers).toMatchObject([{ rooms: 1, peers: 3, transports: 6 }]);
  });

  it('replaces a peer that joins again, and tells the other side that the old tracks ended', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    const before = await joinFully(relay, room, 'agent', 'agent');
    const after = await relay.join(room, 'agent', 'agent');
    expect(after.send.id).not.toBe(before.send);
    expect(told.closed.map(({ peerId }) => peerId)).toEqual(['tv', 'tv']);
    expect(relay.stats().total).toMatchObject({ peers: 2, transports: 4, consumers: 0 });
  });

  it('tells those who stay when a peer leaves', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    await relay.leave(room, 'agent');
    expect(told.closed.map(({ peerId }) => peerId)).toEqual(['tv', 'tv', 'tv']);
    expect(relay.stats().total).toMatchObject({ peers: 1, consumers: 0, dataConsumers: 0 });
  });

  it('closes with its last peer', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await relay.leave(room, 'tv');
    await relay.leave(room, 'tv');
    expect(relay.stats()).toMatchObject({ workers: [nothingOn], total: nothingOn });
    await expect(relay.join(room, 'tv', 'tv')).resolves.toBeDefined();
  });

  it('stays without a worker while only its admission waits', async () => {
    await relay.admit(room, ['tv']);
    await relay.join(room, 'tv', 'tv');
    await relay.leave(room, 'tv');
    expect(relay.stats()).toMatchObject({ workers: [nothingOn], total: { rooms: 1 } });
  });

  it('closes when told, with all that is in it, and is not opened again', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    told.closed.length = 0;
    await relay.closeRoom(room);
    await relay.closeRoom(room);
    expect(relay.stats()).toMatchObject({ workers: [nothingOn], total: nothingOn });
    expect(told.closed).toEqual([]);
    await expect(relay.join(room, 'tv', 'tv')).rejects.toMatchObject({ code: 'not_found' });
    await relay.admit(room, ['tv', 'agent']);
    expect(relay.stats().total.rooms).toBe(0);
  });

  it('leaves nothing behind where it is closed while peers are joining', async () => {
    const joins = Promise.allSettled([
      joinFully(relay, room, 'tv', 'tv'),
      joinFully(relay, room, 'agent', 'agent'),
    ]);
    await relay.closeRoom(room);
    for (const outcome of await joins) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    expect(relay.stats()).toMatchObject({ workers: [nothingOn], total: nothingOn });
  });

  it('goes on where a listener throws', async () => {
    const stop = relay.listen({
      onConsumer: () => {
        throw new Error('a listener that fails');
      },
    });
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    stop();
    expect(told.consumers).toHaveLength(4);
  });
});
