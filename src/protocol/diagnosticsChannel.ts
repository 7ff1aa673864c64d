import { z } from 'zod';
import { mediaDevices, pathKind } from './consult.ts';
import { mediaTransport } from './media.ts';
import { deviceEvent } from './serviceRequest.ts';

/** One direction of one kind of media; names and units as in W3C webrtc-stats, rates per second. */
const stream = z.object({
  bitrateBps: z.number().min(0),
  packetsLost: z.number().int(),
  /** Share of packets lost since the sample before, 0 to 1. */
  fractionLost: z.number().min(0).max(1),
  /** Seconds. */
  jitter: z.number().min(0).optional(),
  framesPerSecond: z.number().min(0).optional(),
  /** MIME subtype, lower case. */
  codec: z.string().max(32).optional(),
  frameWidth: z.number().int().optional(),
  frameHeight: z.number().int().optional(),
  freezeCount: z.number().int().optional(),
  framesDropped: z.number().int().optional(),
  /** Seconds for each frame that was decoded since the sample before. */
  decodeTime: z.number().min(0).optional(),
  /** 0 to 1. */
  audioLevel: z.number().min(0).max(1).optional(),
});

/** A frame on the `diagnostics` data channel: once a second, from the TV; never stored. */
export const diagnosticsSample = z.object({
  type: z.literal('sample'),
  version: z.literal(1),
  /** Milliseconds since the epoch, by the sender's clock. */
  at: z.number(),
  path: pathKind,
  epoch: z.number().int(),
  /** Seconds; absent until ICE has measured it. */
  currentRoundTripTime: z.number().min(0).optional(),
  /** Absent until a connection is there. */
  transport: mediaTransport.optional(),
  inbound: z.object({ audio: stream.optional(), video: stream.optional() }),
  outbound: z.object({ audio: stream.optional(), video: stream.optional() }),
  /** What the sender makes of the picture that it receives; absent where there is none. */
  picture: z
    .object({
      /** Of the picture on its screen, in pixels; 0 where nobody sees it. */
      shownHeight: z.number().int().min(0).optional(),
      /** The largest layer that it has a use for, from 0; absent where there is one size only. */
      spatialLayer: z.number().int().min(0).optional(),
      /** Why that is not the largest, or why less comes than that. */
      limitedBy: z.enum(['none', 'size', 'decoder', 'line']).optional(),
    })
    .optional(),
  device: z.object({
    devices: mediaDevices,
    /** Whether the app is on screen (`document.visibilityState`). */
    visible: z.boolean(),
  }),
});

/**
 * A frame on the `diagnostics` data channel, from either side: something was noticed. The same goes
 * by `consult.reportEvent` into the timeline; whoever gets both counts the id once.
 */
const diagnosticsEvent = z.object({
  type: z.literal('event'),
  version: z.literal(1),
  event: deviceEvent,
});

/** What may come on the `diagnostics` data channel. */
export const diagnosticsFrame = z.discriminatedUnion('type', [diagnosticsSample, diagnosticsEvent]);

export type DiagnosticsEvent = z.infer<typeof diagnosticsEvent>;
export type DiagnosticsSample = z.infer<typeof diagnosticsSample>;
export type StreamSample = z.infer<typeof stream>;
