import type { Device, types } from 'mediasoup-client';
import { isPatientPlace, type PlaceName, type TrackSource } from '../../src/protocol/index.ts';

/** So that the first frames are sharp: without it an engine starts at 300 kbit/s. */
export const startBitrateKbps = 1_500;

const maxBitrateBps = 2_500_000;

/** Whoever receives it gets the layer that their line and, at a TV, the decoder can carry. */
const simulcast = [
  { scaleResolutionDownBy: 2, maxBitrate: 600_000, active: true },
  { scaleResolutionDownBy: 1, maxBitrate: maxBitrateBps, active: true },
];

/** Whoever looks at the patient has a browser, and decodes what the line carries. */
const single = [{ scaleResolutionDownBy: 1, maxBitrate: maxBitrateBps, active: true }];

export interface TrackSending {
  readonly source: TrackSource;
  readonly place: PlaceName;
  readonly device: Device;
  /**
   * Subtypes to choose the video's codec from, the best first: what the TV decodes, or encodes; none
   * where no TV is concerned.
   */
  readonly codecs: readonly string[];
  /**
   * Whether the picture is small until `sendAllSizes`: a frame of a quarter of the pixels is encoded,
   * sent, decoded and drawn in less than half of the time.
   */
  readonly isSmall: boolean;
}

/** How a track is sent to the relay. */
export function sendingOptions(sending: TrackSending): types.ProducerOptions {
  const { source, device, codecs } = sending;
  const common = {
    // The tracks belong to whoever made them; `enabled` is the person's own switch.
    stopTracks: false,
    disableTrackOnPause: false,
  };
  if (source === 'microphone') {
    return { ...common, codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } };
  }
  const codec = codecFor(device, codecs);
  return {
    ...common,
    encodings: encodingsOf(sending),
    ...(codec === undefined ? {} : { codec }),
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  };
}

/** A copy: mediasoup-client writes into what it is given. */
function encodingsOf({ place, isSmall }: TrackSending): types.RtpEncodingParameters[] {
  const [smallest, ...larger] = isPatientPlace(place) ? single : simulcast;
  return [
    { ...smallest, ...(isSmall ? { scaleResolutionDownBy: 2 } : {}) },
    ...larger.map((encoding) => ({ ...encoding, active: !isSmall })),
  ];
}

/**
 * The picture is sent as large as it is from now on, where it began small.
 * @throws DOMException where the engine does not take it, or the connection is closed
 */
export async function sendAllSizes(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const largest = parameters.encodings[parameters.encodings.length - 1];
  if (largest === undefined) return;
  largest.active = true;
  largest.scaleResolutionDownBy = 1;
  await sender.setParameters(parameters);
}

/**
 * The first of these that this engine can send and the relay forwards; `undefined` leaves the choice
 * to the engine.
 */
function codecFor(device: Device, codecs: readonly string[]): types.RtpCodecCapability | undefined {
  const sendable = device.sendRtpCapabilities.codecs?.filter(({ kind }) => kind === 'video') ?? [];
  return codecs
    .map((codec) => sendable.find(({ mimeType }) => mimeType.toLowerCase() === `video/${codec}`))
    .find((found) => found !== undefined);
}
