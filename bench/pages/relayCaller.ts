import { Device, type types } from 'mediasoup-client';
import * as screen from './callerScreen.ts';
import type { RelayAsk, RelayCallerPage } from './relayCallerPage.ts';

declare global {
  /** Answers with the id of what was made, if anything was. */
  var askHousecall: (request: RelayAsk) => Promise<string>;
}

let send: types.Transport | undefined;
let receive: types.Transport | undefined;
let stream = new MediaStream();

export const join: RelayCallerPage['join'] = async (joined, maxBitrate) => {
  const device = await Device.factory();
  const { routerRtpCapabilities } = joined;
  await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
  send = device.createSendTransport(joined.send as types.TransportOptions);
  receive = device.createRecvTransport(joined.receive as types.TransportOptions);
  for (const transport of [send, receive]) {
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      askHousecall({ type: 'connect', transportId: transport.id, dtlsParameters }).then(done, fail);
    });
  }
  const transportId = send.id;
  send.on('produce', ({ kind, rtpParameters }, done, fail) => {
    const source = kind === 'video' ? 'camera' : 'microphone';
    askHousecall({ type: 'produce', transportId, kind, source, rtpParameters }).then(
      (id) => done({ id }),
      fail,
    );
  });
  stream = new MediaStream();
  await askHousecall({ type: 'receive', rtpCapabilities: device.recvRtpCapabilities });
  await screen.openCamera();
  for (const track of screen.openedCamera().getTracks()) {
    await send.produce({ track, ...(track.kind === 'video' && { encodings: [{ maxBitrate }] }) });
  }
};

export const onConsumer: RelayCallerPage['onConsumer'] = async (told) => {
  const consumer = await receive?.consume({
    id: told.consumerId,
    producerId: told.producerId,
    kind: told.kind,
    rtpParameters: told.rtpParameters as types.RtpParameters,
  });
  if (!consumer) throw new Error('not joined');
  stream.addTrack(consumer.track);
  screen.show(stream);
  await askHousecall({ type: 'resume', consumerId: consumer.id });
};

export const leave: RelayCallerPage['leave'] = async () => {
  send?.close();
  receive?.close();
  screen.closeScreen();
};

export const received: RelayCallerPage['received'] = async () =>
  screen.sumUp(await receive?.getStats());
