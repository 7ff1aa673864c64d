const lookEveryMs = 40;
/** A stream of which nothing is to be seen is shown all the same: somebody may be heard. */
const patienceMs = 3_000;

/**
 * Calls back once an element has a frame of its stream to show, or there is nothing to wait for.
 * @returns the way to stop waiting
 */
export function onFirstFrame(video: HTMLVideoElement, listener: () => void): () => void {
  const startedAt = performance.now();
  // Engines before Chromium 83 do not tell. Those that do know better than any count.
  const tells = 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  const timer = setInterval(() => {
    const hasWaited = performance.now() - startedAt >= patienceMs;
    if (hasWaited || hasNoPicture(video) || (!tells && hasFrames(video))) listener();
  }, lookEveryMs);
  const handle = tells ? video.requestVideoFrameCallback(listener) : undefined;
  return () => {
    clearInterval(timer);
    if (handle !== undefined) video.cancelVideoFrameCallback(handle);
  };
}

function hasNoPicture({ srcObject }: HTMLVideoElement): boolean {
  return srcObject instanceof MediaStream && srcObject.getVideoTracks().length === 0;
}

/** Of a frame that was counted the engine may still be about to paint it; of two, one is there. */
function hasFrames(video: HTMLVideoElement): boolean {
  return video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 1;
}
