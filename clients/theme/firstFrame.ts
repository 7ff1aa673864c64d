const lookEveryMs = 40;
/** A stream of which nothing is to be seen is shown all the same: somebody may be heard. */
const patienceMs = 3_000;

/**
 * Calls back once an element has a frame of its stream to show, or there is nothing to wait for.
 * @returns the way to stop waiting
 */
export function onFirstFrame(video: HTMLVideoElement, listener: () => void): () => void {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const hasWaited = performance.now() - startedAt >= patienceMs;
    if (hasFrame(video) || hasWaited) listener();
  }, lookEveryMs);
  // Engines before Chromium 83 do not tell.
  const tells = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  const handle = tells ? video.requestVideoFrameCallback(listener) : undefined;
  return () => {
    clearInterval(timer);
    if (handle !== undefined) video.cancelVideoFrameCallback(handle);
  };
}

function hasFrame(video: HTMLVideoElement): boolean {
  const stream = video.srcObject;
  if (stream instanceof MediaStream && stream.getVideoTracks().length === 0) return true;
  return video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 0;
}
