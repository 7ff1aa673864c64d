/**
 * A browser that sends its camera to a mediasoup transport of the test. The page has no signaling:
 * the test hands in what the server side says and is called for what the server side must do.
 */

import { Device, type types } from 'mediasoup-client';
import type { SenderSample } from './workerSenderContract.ts';

let producer: types.Producer | undefined;

globalThis.startSending = async (serverSide) => {
  const { routerRtpCapabilities, transportOptions } = JSON.parse(serverSide);
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities });
  const transport = device.createSendTransport(transportOptions);
  transport.on('connect', ({ dtlsParameters }, callback, errback) => {
    connectTransport(dtlsParameters).then(callback, errback);
  });
  transport.on('produce', ({ rtpParameters }, callback, errback) => {
    produce(rtpParameters).then((id) => callback({ id }), errback);
  });

  const track = await openGrainyCamera();
  producer = await transport.produce({
    track,
    encodings: [{ maxBitrate: 1_500_000 }],
    codecOptions: { videoGoogleStartBitrate: 1000 },
  });
};

globalThis.takeSample = async () => {
  const sample: SenderSample = { bytesSent: 0, availableBps: 0 };
  const report = await producer?.getStats();
  for (const stats of report?.values() ?? []) {
    if (stats.type === 'outbound-rtp') sample.bytesSent += stats.bytesSent;
    if (stats.type === 'candidate-pair' && stats.nominated) {
      sample.availableBps = stats.availableOutgoingBitrate ?? 0;
    }
  }
  return sample;
};

/**
 * The camera with grain over it. The picture of a fake camera is so plain that it would not need
 * the bitrate that the test watches.
 */
async function openGrainyCamera(): Promise<MediaStreamTrack> {
  const video = document.createElement('video');
  video.srcObject = await navigator.mediaDevices.getUserMedia({
    video: { width: 640, height: 360, frameRate: 30 },
  });
  await video.play();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');

  const grain = context.createImageData(320, 180);
  setInterval(() => {
    context.drawImage(video, 0, 0);
    const pixels = new Uint32Array(grain.data.buffer);
    for (let index = 0; index < pixels.length; index += 1) {
      pixels[index] = 0xff000000 | (Math.random() * 0x1000000);
    }
    context.putImageData(grain, 0, 0);
  }, 40);

  const [track] = canvas.captureStream(25).getVideoTracks();
  if (!track) throw new Error('the canvas gives no picture');
  return track;
}
