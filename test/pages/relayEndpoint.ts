import { Device, type types } from 'mediasoup-client';
import type { EndpointReport, RelayEndpointPage, RelayRequest } from '../sfu/relayEndpoint.ts';
import { Screen } from './screen.ts';

declare global {
  /** Answers with the id of what was made, if anything was. */
  var askRelay: (request: RelayRequest) => Promise<string>;
}

const consumers = new Map<string, types.Consumer>();
const dataConsumers = new Map<string, types.DataConsumer>();
const messages: string[] = [];
const speakers: string[] = [];
const screens = new Map<string, { readonly stream: MediaStream; readonly screen: Screen }>();
let send: types.Transport | undefined;
let receive: types.Transport | undefined;
let microphone: types.Producer | undefined;
let camera: types.Producer | undefined;
let channel: types.DataProducer | undefined;

export const join: RelayEndpointPage['join'] = async (joined, { simulcast, data }) => {
  const device = await Device.factory();
  const { routerRtpCapabilities } = joined;
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
  send = device.createSendTransport(joined.send as types.TransportOptions);
  receive = device.createRecvTransport(joined.receive as types.TransportOptions);
  for (const transport of [send, receive]) {
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      askRelay({ type: 'connect', transportId: transport.id, dtlsParameters }).then(done, fail);
    });
  }
  const transportId = send.id;
  send.on('produce', ({ kind, rtpParameters }, done, fail) => {
    const source = kind === 'video' ? 'camera' : 'microphone';
    askRelay({ type: 'produce', transportId, kind, source, rtpParameters }).then(
      (id) => done({ id }),
      fail,
    );
  });
  send.on('producedata', ({ sctpStreamParameters, label = '' }, done, fail) => {
    askRelay({ type: 'produceData', transportId, label, sctpStreamParameters }).then(
      (id) => done({ id }),
      fail,
    );
  });
  await askRelay({ type: 'receive', rtpCapabilities: device.recvRtpCapabilities });
  const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const twoSizes = [{ scaleResolutionDownBy: 2, maxBitrate: 300_000 }, { maxBitrate: 1_000_000 }];
  for (const track of devices.getTracks()) {
    const layered = simulcast && track.kind === 'video';
    const producer = await send.produce({
      track,
      ...(layered && { encodings: twoSizes }),
      // As the connector does, so that a key frame is not held back by a cautious first estimate.
      ...(track.kind === 'video' && { codecOptions: { videoGoogleStartBitrate: 1_500 } }),
    });
    if (track.kind === 'audio') microphone = producer;
    else camera = producer;
  }
  if (data) channel = await send.produceData({ label: 'diagnostics' });
};

export const onConsumer: RelayEndpointPage['onConsumer'] = async (told) => {
  const consumer = await receive?.consume({
    id: told.consumerId,
    producerId: told.producerId,
    kind: told.kind,
    rtpParameters: told.rtpParameters as types.RtpParameters,
  });
  if (!consumer) throw new Error('not joined');
  consumers.set(consumer.id, consumer);
  streamOf(told.from).addTrack(consumer.track);
  await askRelay({ type: 'resume', consumerId: consumer.id });
};

export const onDataConsumer: RelayEndpointPage['onDataConsumer'] = async (told) => {
  const dataConsumer = await receive?.consumeData({
    id: told.dataConsumerId,
    dataProducerId: told.dataProducerId,
    label: told.label,
    sctpStreamParameters: told.sctpStreamParameters as types.SctpStreamParameters,
  });
  if (!dataConsumer) throw new Error('not joined');
  dataConsumers.set(dataConsumer.id, dataConsumer);
  dataConsumer.on('message', (message: unknown) => messages.push(String(message)));
};

export const onConsumerClosed: RelayEndpointPage['onConsumerClosed'] = async (consumerId) => {
  const consumer = consumers.get(consumerId);
  if (consumer) for (const { stream } of screens.values()) stream.removeTrack(consumer.track);
  consumer?.close();
  consumers.delete(consumerId);
  dataConsumers.get(consumerId)?.close();
  dataConsumers.delete(consumerId);
};

export const onSpeaker: RelayEndpointPage['onSpeaker'] = async (place) => {
  speakers.push(place);
};

export const speak: RelayEndpointPage['speak'] = async (loud) => {
  const voice = loud ? newVoice() : new AudioContext().createMediaStreamDestination();
  await microphone?.replaceTrack({ track: voice.stream.getAudioTracks()[0] ?? null });
};

export const stopSending: RelayEndpointPage['stopSending'] = async () => {
  for (const producer of [microphone, camera]) await producer?.replaceTrack({ track: null });
};

/** A tone that comes and goes a few times a second, as syllables do. */
function newVoice(): MediaStreamAudioDestinationNode {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { type: 'sawtooth', frequency: 160 });
  const syllables = new OscillatorNode(audio, { type: 'square', frequency: 3 });
  const loudness = new GainNode(audio, { gain: 0.5 });
  const voice = audio.createMediaStreamDestination();
  syllables.connect(new GainNode(audio, { gain: 0.5 })).connect(loudness.gain);
  tone.connect(loudness).connect(voice);
  tone.start();
  syllables.start();
  return voice;
}

export const lookAnew: RelayEndpointPage['lookAnew'] = async () => {
  for (const { screen } of screens.values()) screen.lookAnew();
};

export const say: RelayEndpointPage['say'] = async (text) => {
  channel?.send(text);
};

export const report: RelayEndpointPage['report'] = async () => {
  const sent = await send?.getStats();
  const received = await receive?.getStats();
  return {
    framesSent: sum(sent, 'outbound-rtp', 'framesSent'),
    audioPacketsSent: sum(sent, 'outbound-rtp', 'packetsSent', 'audio'),
    consumers: [...consumers.keys()],
    packetsReceived: sum(received, 'inbound-rtp', 'packetsReceived'),
    framesDecoded: sum(received, 'inbound-rtp', 'framesDecoded'),
    audioEnergy: sum(received, 'inbound-rtp', 'totalAudioEnergy'),
    firstFrameAt: firstOf([...screens.values()].map(({ screen }) => screen.firstFrameAt)),
    messages: [...messages],
    pictures: Object.fromEntries(
      [...screens].map(
        ([
          place,
          {
            screen: { frames, longestGapMs, video },
          },
        ]) => [place, { frames, longestGapMs, height: video.videoHeight }],
      ),
    ),
    speakers: [...speakers],
    sendState: send?.connectionState ?? 'none',
    receiveState: receive?.connectionState ?? 'none',
  } satisfies EndpointReport;
};

function streamOf(place: string): MediaStream {
  const known = screens.get(place);
  if (known) return known.stream;
  const stream = new MediaStream();
  screens.set(place, { stream, screen: new Screen(stream) });
  return stream;
}

function firstOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function sum(
  stats: RTCStatsReport | undefined,
  type: string,
  field: string,
  kind?: string,
): number {
  let total = 0;
  stats?.forEach((entry: Record<string, unknown>) => {
    // mediasoup probes the bandwidth with packets that carry nothing, on a stream of their own.
    if (entry['mid'] === 'probator') return;
    if (entry['type'] !== type || (kind !== undefined && entry['kind'] !== kind)) return;
    const value = entry[field];
    if (typeof value === 'number') total += value;
  });
  return total;
}
