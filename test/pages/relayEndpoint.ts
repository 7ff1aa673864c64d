import { Device, type types } from 'mediasoup-client';
import type { EndpointReport, RelayEndpointPage, RelayRequest } from '../sfu/relayEndpoint.ts';

declare global {
  /** Answers with the id of what was made, if anything was. */
  var askRelay: (request: RelayRequest) => Promise<string>;
}

const consumers = new Map<string, types.Consumer>();
const dataConsumers = new Map<string, types.DataConsumer>();
const messages: string[] = [];
const screen = document.createElement('video');
const shown = new MediaStream();
let send: types.Transport | undefined;
let receive: types.Transport | undefined;
let channel: types.DataProducer | undefined;
let firstFrameAt: number | null = null;

export const join: RelayEndpointPage['join'] = async (joined, simulcast) => {
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
  screen.srcObject = shown;
  screen.requestVideoFrameCallback(() => {
    firstFrameAt = Date.now();
  });
  await askRelay({ type: 'receive', rtpCapabilities: device.recvRtpCapabilities });
  const camera = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const twoSizes = [{ scaleResolutionDownBy: 2, maxBitrate: 300_000 }, { maxBitrate: 1_000_000 }];
  for (const track of camera.getTracks()) {
    const layered = simulcast && track.kind === 'video';
    await send.produce(layered ? { track, encodings: twoSizes } : { track });
  }
  channel = await send.produceData({ label: 'diagnostics' });
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
  shown.addTrack(consumer.track);
  screen.play().catch(() => undefined);
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
  if (consumer) shown.removeTrack(consumer.track);
  consumer?.close();
  consumers.delete(consumerId);
  dataConsumers.get(consumerId)?.close();
  dataConsumers.delete(consumerId);
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
    firstFrameAt,
    messages: [...messages],
    sendState: send?.connectionState ?? 'none',
    receiveState: receive?.connectionState ?? 'none',
  } satisfies EndpointReport;
};

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
