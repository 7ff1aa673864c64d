import type { types } from 'mediasoup';

/**
 * What a room's router forwards. VP8 decodes everywhere; H.264 constrained baseline is what the
 * hardware decoders of TVs take (level 3.1, RFC 6184 section 8.1, non-interleaved mode). Opus
 * carries in-band FEC against loss and DTX for silence (RFC 7587 section 6.1).
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: {
      'packetization-mode': 1,
      'profile-level-id': '42e01f',
      'level-asymmetry-allowed': 1,
    },
  },
];
