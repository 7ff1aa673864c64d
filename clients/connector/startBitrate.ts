/**
 * Writes into a description that came from the other side how fast our encoder starts
 * (`x-google-start-bitrate`, read by libwebrtc from the remote description; others ignore it).
 * Without it the first seconds of a 720p picture are a blur at 300 kbit/s.
 */
export function withStartBitrate(sdp: string, kbps: number): string {
  const setting = `x-google-start-bitrate=${kbps}`;
  const lines = sdp.split('\r\n');
  const codecs = new Set<string>();
  const described = new Set<string>();
  for (const line of lines) {
    const codec = /^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\//i.exec(line)?.[1];
    if (codec !== undefined) codecs.add(codec);
    const format = /^a=fmtp:(\d+) /.exec(line)?.[1];
    if (format !== undefined) described.add(format);
  }
  return lines
    .flatMap((line) => {
      const format = /^a=fmtp:(\d+) /.exec(line)?.[1];
      if (format !== undefined && codecs.has(format)) return [`${line};${setting}`];
      const codec = /^a=rtpmap:(\d+) /.exec(line)?.[1];
      if (codec !== undefined && codecs.has(codec) && !described.has(codec)) {
        return [line, `a=fmtp:${codec} ${setting}`];
      }
      return [line];
    })
    .join('\r\n');
}
