import { observer, type types } from 'mediasoup';
import { createLogger } from '../../src/log.ts';
import {
  type DtlsParameters,
  isGuestPlace,
  type RelayConsumer,
  type RelayDataConsumer,
  type RtpCapabilities,
  type RtpParameters,
} from '../../src/protocol/index.ts';
import type { RelayListener } from '../../src/sfu/listener.ts';
import { Relay, type RelayOptions } from '../../src/sfu/relay.ts';
import type { RelayTrack } from '../../src/sfu/sent.ts';

/** A relay with real workers on free ports of the loopback. */
export function startRelay(options: Partial<RelayOptions> = {}): Promise<Relay> {
  return Relay.start({
    workers: 1,
    listenIp: '127.0.0.1',
    basePort: 0,
    log: createLogger('silent'),
    ...options,
  });
}

/** Keeps what a relay tells. */
export class Told implements RelayListener {
  readonly consumers: { roomId: string; peerId: string; consumer: RelayConsumer }[] = [];
  readonly dataConsumers: { roomId: string; peerId: string; consumer: RelayDataConsumer }[] = [];
  readonly closed: { roomId: string; peerId: string; consumerId: string }[] = [];
  readonly speakers: { roomId: string; peerId: string; place: string }[] = [];
  readonly lost: string[] = [];

  constructor(relay: Relay) {
    relay.listen(this);
  }

  onConsumer(roomId: string, peerId: string, consumer: RelayConsumer): void {
    this.consumers.push({ roomId, peerId, consumer });
  }

  onDataConsumer(roomId: string, peerId: string, consumer: RelayDataConsumer): void {
    this.dataConsumers.push({ roomId, peerId, consumer });
  }

  onConsumerClosed(roomId: string, peerId: string, consumerId: string): void {
    this.closed.push({ roomId, peerId, consumerId });
  }

  onSpeaker(roomId: string, peerId: string, place: string): void {
    this.speakers.push({ roomId, peerId, place });
  }

  onRoomLost(roomId: string): void {
    this.lost.push(roomId);
  }

  /** The consumers that a peer was told of. */
  consumersOf(peerId: string): RelayConsumer[] {
    return this.consumers.filter((told) => told.peerId === peerId).map((told) => told.consumer);
  }
}

/** mediasoup's own objects, of every worker that starts from now on. */
export class MediasoupWatch {
  readonly workers: types.Worker[] = [];
  readonly webRtcServers: types.WebRtcServer[] = [];
  readonly transports: types.Transport[] = [];
  readonly producers: types.Producer[] = [];
  readonly consumers: types.Consumer[] = [];
  readonly dataConsumers: types.DataConsumer[] = [];
  readonly speakerObservers: types.RtpObserver[] = [];

  readonly #onWorker = (worker: types.Worker): void => {
    this.workers.push(worker);
    worker.observer.on('newwebrtcserver', (server) => this.webRtcServers.push(server));
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newrtpobserver', (made) => this.speakerObservers.push(made));
      router.observer.on('newtransport', (transport) => {
        this.transports.push(transport);
        transport.observer.on('newproducer', (producer) => this.producers.push(producer));
        transport.observer.on('newconsumer', (consumer) => this.consumers.push(consumer));
        transport.observer.on('newdataconsumer', (made) => this.dataConsumers.push(made));
      });
    });
  };

  constructor() {
    observer.on('newworker', this.#onWorker);
  }

  [Symbol.dispose](): void {
    observer.off('newworker', this.#onWorker);
  }

  consumer(consumerId: string): types.Consumer {
    const found = this.consumers.find(({ id }) => id === consumerId);
    if (!found) throw new Error(`mediasoup made no consumer ${consumerId}`);
    return found;
  }
}

/** A fingerprint of the right shape, of no certificate. */
export const dtlsParameters: DtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
};

const feedback = [
  { type: 'goog-remb' },
  { type: 'transport-cc' },
  { type: 'ccm', parameter: 'fir' },
  { type: 'nack' },
  { type: 'nack', parameter: 'pli' },
];

/** What Chromium says of a microphone. */
export const microphone: RtpParameters = {
  mid: '0',
  codecs: [
    {
      mimeType: 'audio/opus',
      payloadType: 111,
      clockRate: 48_000,
      channels: 2,
      parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 },
      rtcpFeedback: [{ type: 'transport-cc' }],
    },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
    { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 },
  ],
  encodings: [{ ssrc: 2_180_035_812, dtx: true }],
  rtcp: { cname: 'Tm2hmM7yMmvU2pgG', reducedSize: true },
};

/** What Chromium says of a camera. */
export const camera: RtpParameters = {
  mid: '1',
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: feedback,
    },
    {
      mimeType: 'video/rtx',
      payloadType: 97,
      clockRate: 90_000,
      parameters: { apt: 96 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
    { uri: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', id: 2 },
  ],
  encodings: [{ ssrc: 1_399_122_441, rtx: { ssrc: 3_083_612_012 } }],
  rtcp: { cname: 'Tm2hmM7yMmvU2pgG', reducedSize: true },
};

/** What Chromium says that it decodes. */
export const decodes: RtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: { minptime: 10, useinbandfec: 1 },
      rtcpFeedback: [{ type: 'transport-cc' }],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: feedback,
    },
    {
      kind: 'video',
      mimeType: 'video/rtx',
      preferredPayloadType: 102,
      clockRate: 90_000,
      parameters: { apt: 101 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [
    { kind: 'audio', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 },
    { kind: 'video', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 },
  ],
};

export const track = {
  microphone: (transportId: string): RelayTrack => ({
    transportId,
    kind: 'audio',
    source: 'microphone',
    rtpParameters: microphone,
  }),
  camera: (transportId: string): RelayTrack => ({
    transportId,
    kind: 'video',
    source: 'camera',
    rtpParameters: camera,
  }),
};

export interface Endpoint {
  readonly send: string;
  readonly receive: string;
}

/** Joins, connects, offers a microphone, a camera and, but for guests, a data channel; receives. */
export async function joinFully(
  relay: Relay,
  roomId: string,
  peerId: string,
  side: string,
  party = peerId,
): Promise<Endpoint> {
  const { send, receive } = await relay.join(roomId, peerId, side, party);
  await relay.connect(roomId, peerId, send.id, dtlsParameters);
  await relay.connect(roomId, peerId, receive.id, dtlsParameters);
  await relay.receive(roomId, peerId, decodes);
  await relay.produce(roomId, peerId, track.microphone(send.id));
  await relay.produce(roomId, peerId, track.camera(send.id));
  if (isGuestPlace(side)) return { send: send.id, receive: receive.id };
  await relay.produceData(roomId, peerId, {
    transportId: send.id,
    label: 'diagnostics',
    sctpStreamParameters: { streamId: 0, ordered: true },
  });
  return { send: send.id, receive: receive.id };
}
