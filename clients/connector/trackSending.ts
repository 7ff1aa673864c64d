import type { Device, types } from 'mediasoup-client';
import { isPatientPlace, type PlaceName, type TrackSource } from '../../src/protocol/index.ts';

/** So that the first frames are sharp: without it an engine starts at 300 kbit/s. */
export const startBitrateKbps = 1_500;

const maxBitrateBps = 2_500_000;

/** Whoever receives it gets the layer that their line and, at a TV, the decoder can carry. */
const simulcast = [
  { scaleResolutionDownBy: 2, maxBitrate: 300_000 },
  { scaleResolutionDownBy: 1, maxBitrate: maxBitrateBps },
];

/** Whoever looks at the patient has a browser, and decodes what the line carries. */
const single = [{ maxBitrate: maxBitrateBps }];

export interface TrackSending {
  readonly source: TrackSource;
  readonly place: PlaceName;
  readonly device: Device;
  /**
   * Subtypes to choose the video's codec from, the best first: what the TV decodes, or encodes; none
   * where no TV is concerned.
   */
  readonly codecs: readonly string[];
}

/** How a track is sent to the relay. */
export function sendingOptions(sending: TrackSending): types.ProducerOptions {
  const { source, place, device, codecs } = sending;
  const common = {
    // The tracks belong to whoever made them; `enabled` is the person's own switch.
    stopTracks: false,
    disableTrackOnPause: false,
  };
  if (source === 'microphone') {
    return { ...common, codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } };
  }
  const encodings = isPatientPlace(place) ? single : simulcast;
  const codec = codecFor(device, codecs);
  return {
    ...common,
    // mediasoup-client writes into what it is given.
    encodings: encodings.map((encoding) => ({ ...encoding })),
    ...(codec === undefined ? {} : { codec }),
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  };
}

/**
 * Sends a picture a half as wide and high, or as large as it is: by the smaller of two layers alone,
 * or by the scale of the only one. A frame of a quarter of the pixels is encoded, sent, decoded and
 * drawn in less than half of the time. It works on what has been negotiated, since each negotiation
 * makes layers rest or work as the first one had it.
 *
 * @throws DOMException where the engine does not take it, or the connection is closed
 */
export async function sendSize(sender: RTCRtpSender, size: 'small' | 'full'): Promise<void> {
  const parameters = sender.getParameters();
  const { encodings } = parameters;
  const largest = encodings[encodings.length - 1];
  if (largest === undefined) return;
  const isFull = size === 'full';
  if (encodings.length > 1) largest.active = isFull;
  else largest.scaleResolutionDownBy = isFull ? 1 : 2;
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
