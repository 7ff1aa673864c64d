import type { Device, types } from 'mediasoup-client';
import { isPatientPlace, type PlaceName, type TrackSource } from '../../src/protocol/index.ts';

/** So that the first frames are sharp: without it an engine starts at 300 kbit/s. */
export const startBitrateKbps = 1_500;

const maxBitrateBps = 2_500_000;

/** Whoever receives it gets the layer that their line and, at a TV, the decoder can carry. */
const simulcast: readonly RTCRtpEncodingParameters[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 300_000 },
  { scaleResolutionDownBy: 1, maxBitrate: maxBitrateBps },
];

/** Whoever looks at the patient has a browser, and decodes what the line carries. */
const single: readonly RTCRtpEncodingParameters[] = [{ maxBitrate: maxBitrateBps }];

/** Whether the picture that is sent from there has layers, of which each receiver gets some. */
export function isLayered(place: PlaceName): boolean {
  return !isPatientPlace(place);
}

export interface TrackSending {
  readonly source: TrackSource;
  readonly place: PlaceName;
  readonly device: Device;
  /**
   * Subtypes to choose the video's codec from, the best first: what the TV decodes, or encodes; none
   * where no TV is concerned.
   */
  readonly codecs: readonly string[];
  /** Whether the picture is small until `sendFullSize`. */
  readonly beginsSmall: boolean;
}

/** How a track is sent to the relay. */
export function sendingOptions(sending: TrackSending): types.ProducerOptions {
  const { source, place, device, codecs, beginsSmall } = sending;
  const common = {
    // The tracks belong to whoever made them; `enabled` is the person's own switch.
    stopTracks: false,
    disableTrackOnPause: false,
  };
  if (source === 'microphone') {
    return { ...common, codecOptions: { opusFec: true, opusDtx: true, opusStereo: false } };
  }
  const encodings = isLayered(place) ? simulcast : single;
  const codec = codecFor(device, codecs);
  return {
    ...common,
    // mediasoup-client writes into what it is given.
    encodings: encodings.map((encoding, layer) => ({
      ...encoding,
      ...(beginsSmall && layer === encodings.length - 1 && small(encodings)),
    })),
    ...(codec === undefined ? {} : { codec }),
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  };
}

/**
 * What makes the last of these small: a frame of a quarter of the pixels is encoded, sent, decoded and
 * drawn in less than half of the time. Of two layers the larger rests from the first frame on. Were it
 * to rest only later, the relay would pass on the first frame of it, and wait for a second.
 */
function small(encodings: readonly unknown[]): RTCRtpEncodingParameters {
  return encodings.length > 1 ? { active: false } : { scaleResolutionDownBy: 2 };
}

/**
 * Sends a picture that began small as large as it is.
 *
 * @throws DOMException, InvalidStateError where the engine does not take it, or it is closed
 */
export async function sendFullSize(producer: types.Producer): Promise<void> {
  const layers = producer.rtpParameters.encodings?.length ?? 1;
  // It negotiates, so that later negotiations leave it so.
  if (layers > 1) await producer.setMaxSpatialLayer(layers - 1);
  else if (producer.rtpSender !== undefined) await scaleDown(producer.rtpSender, 1);
}

/**
 * Sends the only layer of a picture by so much less wide and high than it is.
 *
 * @throws DOMException where the engine does not take it, or the connection is closed
 */
export async function scaleDown(sender: RTCRtpSender, by: number): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return;
  encoding.scaleResolutionDownBy = by;
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
