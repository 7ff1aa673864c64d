import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refusal, type RtpParameters } from '../../src/protocol/index.ts';
import type { Relay } from '../../src/sfu/relay.ts';
import {
  camera,
  decodes,
  dtlsParameters,
  type Endpoint,
  joinFully,
  microphone,
  startRelay,
  Told,
  track,
} from './support.ts';

let relay: Relay;
let told: Told;
let room: string;
let rooms = 0;
let tv: Endpoint;

beforeAll(async () => {
  relay = await startRelay();
  told = new Told(relay);
});

beforeEach(async () => {
  rooms += 1;
  room = `consult-${rooms}:1`;
  const { send, receive } = await relay.join(room, 'tv', 'tv');
  tv = { send: send.id, receive: receive.id };
});

afterEach(async () => {
  // Whatever was refused: the room still serves those in it, and the worker lives.
  await joinFully(relay, room, 'tv', 'tv');
  await joinFully(relay, room, 'agent', 'agent');
  expect(relay.stats().total).toMatchObject({ rooms: 1, peers: 2, producers: 4, consumers: 4 });
  await relay.closeRoom(room);
  expect(told.lost).toEqual([]);
});

afterAll(() => relay.close());

const codec = (parameters: RtpParameters, changed: object): RtpParameters => ({
  ...parameters,
  codecs: parameters.codecs.map((known, i) => (i === 0 ? { ...known, ...changed } : known)),
});
const encodings = (...given: NonNullable<RtpParameters['encodings']>): RtpParameters => ({
  ...camera,
  encodings: given,
});
const produce = (rtpParameters: RtpParameters) =>
  relay.produce(room, 'tv', { ...track.camera(tv.send), rtpParameters });
const channel = (sctpStreamParameters: object) =>
  relay.produceData(room, 'tv', { transportId: tv.send, label: 'd', sctpStreamParameters });

const refused: [string, string, () => Promise<unknown>][] = [
  ['no codec', 'media_refused', () => produce({ ...camera, codecs: [] })],
  ['an unknown codec', 'media_refused', () => produce(codec(camera, { mimeType: 'video/H265' }))],
  ['no codec name', 'media_refused', () => produce(codec(camera, { mimeType: 'nonsense' }))],
  ['another clock rate', 'media_refused', () => produce(codec(camera, { clockRate: 8_000 }))],
  [
    'a codec parameter that is an object',
    'media_refused',
    () => produce(codec(camera, { parameters: { apt: { nested: true } } })),
  ],
  ['sound as a camera', 'media_refused', () => produce(microphone)],
  [
    'a camera as sound',
    'media_refused',
    () => relay.produce(room, 'tv', { ...track.camera(tv.send), kind: 'audio' }),
  ],
  [
    'an unknown header extension',
    'media_refused',
    () => produce({ ...camera, headerExtensions: [{ uri: 'urn:nonsense', id: 1 }] }),
  ],
  [
    'a fractional bitrate',
    'media_refused',
    () => produce(encodings({ ssrc: 1, rtx: { ssrc: 2 }, maxBitrate: 1.5 })),
  ],
  [
    'an infinite bitrate',
    'media_refused',
    () => produce(encodings({ ssrc: 1, rtx: { ssrc: 2 }, maxBitrate: Number.POSITIVE_INFINITY })),
  ],
  [
    'encodings with the same SSRC',
    'media_refused',
    () => produce(encodings({ ssrc: 5, rtx: { ssrc: 6 } }, { ssrc: 5, rtx: { ssrc: 7 } })),
  ],
  [
    'encodings without SSRC, RID or MID',
    'media_refused',
    () => {
      const { mid: _, ...withoutMid } = camera;
      return produce({ ...withoutMid, encodings: [{}, {}] });
    },
  ],
  [
    'a MID that another track has',
    'media_refused',
    async () => {
      await relay.produce(room, 'tv', track.microphone(tv.send));
      await produce({ ...camera, mid: microphone.mid });
    },
  ],
  [
    'a track on the transport for receiving',
    'not_found',
    () => relay.produce(room, 'tv', track.camera(tv.receive)),
  ],
  [
    "a track on somebody else's transport",
    'not_found',
    async () => {
      const agent = await relay.join(room, 'agent', 'agent');
      await relay.produce(room, 'tv', track.camera(agent.send.id));
    },
  ],
  ['a data channel without a stream', 'media_refused', () => channel({})],
  [
    'a data channel both ordered and lossy',
    'media_refused',
    () => channel({ streamId: 1, ordered: true, maxRetransmits: 1 }),
  ],
  [
    'a data channel with two limits',
    'media_refused',
    () => channel({ streamId: 1, maxRetransmits: 1, maxPacketLifeTime: 1 }),
  ],
  [
    'a data channel on the stream of another',
    'media_refused',
    async () => {
      for (const label of ['a', 'b']) {
        await relay.produceData(room, 'tv', {
          transportId: tv.send,
          label,
          sctpStreamParameters: { streamId: 3 },
        });
      }
    },
  ],
  [
    'a fifth data channel',
    'media_refused',
    async () => {
      for (const streamId of [0, 1, 2, 3, 4]) {
        await relay.produceData(room, 'tv', {
          transportId: tv.send,
          label: `channel ${streamId}`,
          sctpStreamParameters: { streamId },
        });
      }
    },
  ],
  [
    'a transport connected twice',
    'media_refused',
    async () => {
      await relay.connect(room, 'tv', tv.send, dtlsParameters);
      await relay.connect(room, 'tv', tv.send, dtlsParameters);
    },
  ],
  ['an unknown transport', 'not_found', () => relay.connect(room, 'tv', 'none', dtlsParameters)],
  [
    'capabilities with a codec that has no name',
    'media_refused',
    () =>
      relay.receive(room, 'tv', {
        codecs: [{ kind: 'video', mimeType: '?', clockRate: 1, preferredPayloadType: 96 }],
      }),
  ],
  ['an unknown consumer', 'not_found', () => relay.resume(room, 'tv', 'none')],
  ['a layer of an unknown consumer', 'not_found', () => relay.prefer(room, 'tv', 'none', 0)],
  ['an unknown peer', 'not_found', () => relay.receive(room, 'nobody', decodes)],
  ['ICE anew for an unknown peer', 'not_found', () => relay.restartIce(room, 'nobody')],
  ['an unknown room', 'not_found', () => relay.receive('nowhere', 'tv', decodes)],
];

describe('the relay refuses', () => {
  it.each(refused)('%s with %s', async (_, code, request) => {
    const error = await request().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ code });
  });

  it('a track and leaves nothing half-made', async () => {
    await relay.receive(room, 'tv', decodes);
    const agent = await relay.join(room, 'agent', 'agent');
    const broken = { ...track.camera(agent.send.id), rtpParameters: { ...camera, codecs: [] } };
    await expect(relay.produce(room, 'agent', broken)).rejects.toMatchObject({
      code: 'media_refused',
    });
    expect(relay.stats().total).toMatchObject({ producers: 0, consumers: 0 });
    await relay.produce(room, 'agent', track.camera(agent.send.id));
    expect(relay.stats().total).toMatchObject({ producers: 1, consumers: 1 });
  });
});
