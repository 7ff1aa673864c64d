import type { ReceivedMedia } from './callerPage.ts';

/* What every page that calls has, whatever it calls over: a camera, a button and a screen. */

/** As Housecall's own connector asks for them. */
const wanted: MediaStreamConstraints = {
  video: {
    width: { ideal: 1280, max: 1280 },
    height: { ideal: 720, max: 720 },
    frameRate: { ideal: 30, max: 30 },
  },
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

const screen = document.createElement('video');
screen.dataset['testid'] = 'remote-video';
screen.autoplay = true;
const button = document.createElement('button');
button.dataset['testid'] = 'accept';
button.textContent = 'Accept';
document.body.append(button, screen);

let camera: MediaStream | undefined;
let answer: (() => void) | undefined;
button.addEventListener('click', () => answer?.());

export async function openCamera(): Promise<void> {
  camera = await navigator.mediaDevices.getUserMedia(wanted);
}

export function openedCamera(): MediaStream {
  if (camera === undefined) throw new Error('the camera is not open');
  return camera;
}

export function show(stream: MediaStream | null): void {
  if (screen.srcObject !== stream) screen.srcObject = stream;
}

/** What a click on the button does. */
export function onAccept(run: () => Promise<void>): void {
  answer = () => {
    answer = undefined;
    void run();
  };
}

export function closeScreen(): void {
  screen.srcObject = null;
  for (const track of camera?.getTracks() ?? []) track.stop();
  camera = undefined;
}

/** VP8 alone, so that all that are compared carry the same. */
export function preferVp8(connection: RTCPeerConnection): void {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const ours = codecs.filter(({ mimeType }) => ['video/VP8', 'video/rtx'].includes(mimeType));
  for (const transceiver of connection.getTransceivers()) {
    if (transceiver.sender.track?.kind === 'video') transceiver.setCodecPreferences(ours);
  }
}

export async function limitBitrate(
  connection: RTCPeerConnection,
  maxBitrate: number,
): Promise<void> {
  for (const sender of connection.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
    await sender.setParameters(parameters);
  }
}

/** Sums up what came in, of RTCInboundRtpStreamStats. */
export function sumUp(stats: RTCStatsReport | undefined): ReceivedMedia {
  const sum = { bytes: 0, packets: 0, packetsLost: 0, framesDecoded: 0, frameWidth: 0 };
  stats?.forEach((entry: Record<string, unknown>) => {
    if (entry['type'] !== 'inbound-rtp' || entry['mid'] === 'probator') return;
    sum.bytes += numberOf(entry['bytesReceived']) + numberOf(entry['headerBytesReceived']);
    sum.packets += numberOf(entry['packetsReceived']);
    sum.packetsLost += numberOf(entry['packetsLost']);
    sum.framesDecoded += numberOf(entry['framesDecoded']);
    sum.frameWidth += numberOf(entry['frameWidth']);
  });
  return sum;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
