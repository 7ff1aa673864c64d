import type { types } from 'mediasoup';
import {
  Refusal,
  type RtpParameters,
  type SctpStreamParameters,
  type TrackSource,
} from '../protocol/index.ts';
import { refusingMedia } from './mediaRefusal.ts';
import { closeIfLate } from './transport.ts';

/** A track as an endpoint offers it. */
export interface RelayTrack {
  readonly transportId: string;
  readonly kind: 'audio' | 'video';
  readonly source: TrackSource;
  readonly rtpParameters: RtpParameters;
}

/** A data channel as an endpoint offers it. */
export interface RelayChannel {
  readonly transportId: string;
  readonly label: string;
  readonly sctpStreamParameters: SctpStreamParameters;
}

const maxChannels = 4;

/**
 * Milliseconds between two requests for a key frame. libwebrtc hears one in 300 ms, and mediasoup
 * repeats one that was not heard a second later.
 */
const keyFrameRequestDelay = 330;

const kindOf: Readonly<Record<TrackSource, 'audio' | 'video'>> = {
  camera: 'video',
  microphone: 'audio',
};

/** What a peer sends: at most one track of each source, and one data channel of each label. */
export class Sent {
  readonly #transport: types.WebRtcTransport;
  readonly #tracks = new Map<TrackSource, types.Producer>();
  readonly #channels = new Map<string, types.DataProducer>();

  constructor(transport: types.WebRtcTransport) {
    this.#transport = transport;
  }

  get tracks(): ReadonlyMap<TrackSource, types.Producer> {
    return this.#tracks;
  }

  get channels(): ReadonlyMap<string, types.DataProducer> {
    return this.#channels;
  }

  /** Ids of all tracks and channels. */
  get ids(): ReadonlySet<string> {
    return new Set([...this.#tracks.values(), ...this.#channels.values()].map(({ id }) => id));
  }

  /** @throws Refusal `not_found`, `media_refused` where this peer may not offer such a track */
  checkTrack(track: RelayTrack): void {
    this.#requireSend(track.transportId);
    const { codecs, encodings = [] } = track.rtpParameters;
    const kind = kindOf[track.source];
    const fits = codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`));
    if (track.kind !== kind || !fits) {
      throw new Refusal('media_refused', `A ${track.source} sends ${kind}.`);
    }
    for (const { maxBitrate } of encodings) {
      // mediasoup 3.27 does not check this one, and its serializer, which all rooms of a worker
      // share, is unusable after it stumbled over a fraction.
      if (maxBitrate !== undefined && !Number.isSafeInteger(maxBitrate)) {
        throw new Refusal('media_refused', 'A bitrate is a whole number.');
      }
    }
  }

  /** @throws Refusal `not_found`, `media_refused` where this peer may not open such a channel */
  checkChannel(channel: RelayChannel): void {
    this.#requireSend(channel.transportId);
    if (this.#channels.size >= maxChannels && !this.#channels.has(channel.label)) {
      throw new Refusal('media_refused', `At most ${maxChannels} data channels are relayed.`);
    }
  }

  /** Gives up what this peer sends of a source. It is for the caller to close. */
  takeTrack(source: TrackSource): types.Producer | undefined {
    const producer = this.#tracks.get(source);
    this.#tracks.delete(source);
    return producer;
  }

  /** Gives up the data channel of a label. It is for the caller to close. */
  takeChannel(label: string): types.DataProducer | undefined {
    const dataProducer = this.#channels.get(label);
    this.#channels.delete(label);
    return dataProducer;
  }

  /** @throws Refusal `media_refused` */
  async produce(track: RelayTrack): Promise<types.Producer> {
    const producer = await refusingMedia(() =>
      this.#transport.produce({
        kind: track.kind,
        // The protocol's schema has checked its shape, mediasoup checks the rest.
        rtpParameters: track.rtpParameters as types.RtpParameters,
        keyFrameRequestDelay,
      }),
    );
    closeIfLate(this.#transport, producer);
    this.#tracks.set(track.source, producer);
    return producer;
  }

  /** @throws Refusal `media_refused` */
  async produceData(channel: RelayChannel): Promise<types.DataProducer> {
    const dataProducer = await refusingMedia(() =>
      this.#transport.produceData({
        label: channel.label,
        // The protocol's schema has checked its shape, mediasoup checks the rest.
        sctpStreamParameters: channel.sctpStreamParameters as types.SctpStreamParameters,
      }),
    );
    closeIfLate(this.#transport, dataProducer);
    this.#channels.set(channel.label, dataProducer);
    return dataProducer;
  }

  #requireSend(transportId: string): void {
    if (transportId !== this.#transport.id) {
      throw new Refusal('not_found', 'This endpoint has no such transport to send on.');
    }
  }
}
