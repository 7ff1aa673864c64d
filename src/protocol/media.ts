import { z } from 'zod';
import { id } from './registration.ts';

/*
 * Parameters that mediasoup and mediasoup-client exchange. Their shape is checked here as far as
 * it protects the server (sizes, types of what is read); mediasoup itself checks the rest and
 * its refusal becomes `media_refused`.
 */

/**
 * What SDP writes as `name=value`. Nothing nested: it goes on to the other endpoint, and JSON that
 * is nested thousands deep can be read but not written.
 */
const flat = z
  .record(z.string(), z.unknown())
  .refine((values) => Object.values(values).every((value) => typeof value !== 'object'), {
    error: 'Values are text, numbers or booleans.',
  });

const rtcpFeedback = z.object({
  type: z.string().max(32),
  parameter: z.string().max(32).optional(),
});

const rtpCodec = z.object({
  mimeType: z.string().max(64),
  clockRate: z.number().int().positive(),
  channels: z.number().int().positive().max(8).optional(),
  parameters: flat.optional(),
  rtcpFeedback: z.array(rtcpFeedback).max(16).optional(),
});

export const rtpCapabilities = z.object({
  codecs: z
    .array(
      rtpCodec.extend({
        kind: z.enum(['audio', 'video']),
        preferredPayloadType: z.number().int().min(0).max(127).optional(),
      }),
    )
    .max(64)
    .optional(),
  headerExtensions: z
    .array(
      z.object({
        kind: z.enum(['audio', 'video']),
        uri: z.string().max(256),
        preferredId: z.number().int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(64)
    .optional(),
});

export const rtpParameters = z.object({
  mid: z.string().max(32).optional(),
  codecs: z.array(rtpCodec.extend({ payloadType: z.number().int().min(0).max(127) })).max(16),
  headerExtensions: z
    .array(
      z.object({
        uri: z.string().max(256),
        id: z.number().int().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: flat.optional(),
      }),
    )
    .max(32)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: z.number().int().optional(),
        rid: z.string().max(16).optional(),
        codecPayloadType: z.number().int().optional(),
        rtx: z.object({ ssrc: z.number().int() }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: z.string().max(16).optional(),
        scaleResolutionDownBy: z.number().optional(),
        maxBitrate: z.number().int().min(0).optional(),
        maxFramerate: z.number().optional(),
        active: z.boolean().optional(),
      }),
    )
    .max(8)
    .optional(),
  rtcp: z
    .object({
      cname: z.string().max(256).optional(),
      reducedSize: z.boolean().optional(),
      mux: z.boolean().optional(),
    })
    .optional(),
  msid: z.string().max(256).optional(),
});

export const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().max(256),
      }),
    )
    .min(1)
    .max(8),
});

export const sctpStreamParameters = z.object({
  streamId: z.number().int().min(0).max(65_535).optional(),
  ordered: z.boolean().optional(),
  maxPacketLifeTime: z.number().int().positive().optional(),
  maxRetransmits: z.number().int().min(0).optional(),
});

/** By what both ends of a transport know each other's connectivity checks (RFC 8445). */
export const iceParameters = z.object({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().optional(),
});

/** What an endpoint needs to set up one transport to the relay. Produced by mediasoup. */
export const transportParameters = z.object({
  id: z.string(),
  iceParameters,
  iceCandidates: z.array(
    z.object({
      foundation: z.string(),
      priority: z.number(),
      ip: z.string(),
      address: z.string(),
      protocol: z.enum(['udp', 'tcp']),
      port: z.number(),
      type: z.enum(['host', 'srflx', 'prflx', 'relay']),
      tcpType: z.enum(['active', 'passive', 'so']).optional(),
    }),
  ),
  dtlsParameters,
  sctpParameters: flat.optional(),
});

/** What a track is, so that the receiver knows where to show it. */
export const trackSource = z.enum(['camera', 'microphone']);

const guestPrefix = 'guest:';

/**
 * The place from which somebody takes part in a consult's media: `tv`, `mobile` (the patient's
 * phone), `agent`, or `guest:` and the guest's id. While it rings, several agents may stand at one place; they never receive each other.
 */
export const placeName = z
  .string()
  .max(80)
  .regex(/^(tv|mobile|agent|guest:[A-Za-z0-9-]+)$/);

/** The place of one guest. */
export function guestPlace(guestId: string): PlaceName {
  return `${guestPrefix}${guestId}`;
}

/** Whether it is one of the patient's devices. They are one person: neither receives the other. */
export function isPatientPlace(place: PlaceName): boolean {
  return place === 'tv' || place === 'mobile';
}

export function isGuestPlace(place: PlaceName): boolean {
  return place.startsWith(guestPrefix);
}

/** A consumer that the relay made for this endpoint; it starts paused until `relay.resume`. */
export const relayConsumer = z.object({
  consumerId: id,
  producerId: id,
  /** The place that sends it. */
  from: placeName,
  kind: z.enum(['audio', 'video']),
  source: trackSource,
  rtpParameters,
});

export const relayDataConsumer = z.object({
  dataConsumerId: id,
  dataProducerId: id,
  /** The place that sends it. */
  from: placeName,
  label: z.string(),
  sctpStreamParameters,
});

/** An entry of RTCConfiguration.iceServers. */
export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});

/** The label of the data channel for diagnostics, on either path. */
export const diagnosticsLabel = 'diagnostics';

/** What simple-peer hands over to be carried to the other side. */
export const peerSignal = z.union([
  z.object({ type: z.enum(['offer', 'answer']), sdp: z.string().max(64_000) }),
  z.object({
    type: z.literal('candidate'),
    candidate: z.object({
      candidate: z.string().max(1_000),
      sdpMid: z.string().max(32).nullish(),
      sdpMLineIndex: z.number().int().min(0).max(64).nullish(),
      usernameFragment: z.string().max(256).nullish(),
    }),
  }),
  z.object({ type: z.literal('renegotiate'), renegotiate: z.literal(true) }),
  z.object({
    type: z.literal('transceiverRequest'),
    transceiverRequest: z.object({ kind: z.enum(['audio', 'video']) }),
  }),
]);

/** How media gets through the network, by the pair of ICE candidates in use (RFC 8445). */
export const mediaTransport = z.object({
  protocol: z.enum(['udp', 'tcp']),
  /** Whether a TURN server stands in between. */
  relayed: z.boolean(),
  /** How this endpoint reaches the TURN server, where the engine tells. */
  relayProtocol: z.enum(['udp', 'tcp', 'tls']).optional(),
});

export type RtpCapabilities = z.infer<typeof rtpCapabilities>;
export type RtpParameters = z.infer<typeof rtpParameters>;
export type DtlsParameters = z.infer<typeof dtlsParameters>;
export type SctpStreamParameters = z.infer<typeof sctpStreamParameters>;
export type IceParameters = z.infer<typeof iceParameters>;
export type TransportParameters = z.infer<typeof transportParameters>;
export type PlaceName = z.infer<typeof placeName>;
export type TrackSource = z.infer<typeof trackSource>;
export type RelayConsumer = z.infer<typeof relayConsumer>;
export type RelayDataConsumer = z.infer<typeof relayDataConsumer>;
export type IceServer = z.infer<typeof iceServer>;
export type PeerSignal = z.infer<typeof peerSignal>;
export type MediaTransport = z.infer<typeof mediaTransport>;
