import { describe, expect, it } from 'vitest';
import { withStartBitrate } from '../../clients/connector/startBitrate.ts';

describe('the start bitrate', () => {
  it('is written for each video codec and nothing else', () => {
    const sdp = [
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 useinbandfec=1',
      'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102',
      'a=rtpmap:96 VP8/90000',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      'a=rtpmap:102 H264/90000',
      'a=fmtp:102 packetization-mode=1',
      '',
    ];
    expect(withStartBitrate(sdp.join('\r\n'), 1_500).split('\r\n')).toEqual([
      ...sdp.slice(0, 5),
      'a=fmtp:96 x-google-start-bitrate=1500',
      ...sdp.slice(5, 8),
      'a=fmtp:102 packetization-mode=1;x-google-start-bitrate=1500',
      '',
    ]);
  });
});
