/*
 * Put into the apps' pages by tests and benchmarks: tells whether the other side is really seen
 * and heard, from what is decoded and not from what the app says.
 */

/** A placeholder is black; the fake camera's picture is bright. 0 to 255. */
const brightFrom = 60;
const loudFrom = 0.01;
/** By the place that is looked at, or none. */
const framesAtFirstLook = new Map<string | undefined, number>();

/** @param place whose, on a screen that shows several people; else the one that there is */
function remoteVideo(place?: string): HTMLVideoElement | undefined {
  const video = document.querySelector(
    place === undefined ? '[data-testid="remote-video"]' : `[data-place="${place}"] video`,
  );
  return video instanceof HTMLVideoElement && video.videoWidth > 0 ? video : undefined;
}

const canvas = new OffscreenCanvas(16, 9);
const context = canvas.getContext('2d', { willReadFrequently: true });

function isBright(video: HTMLVideoElement): boolean {
  if (context === null) return false;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.some((value, i) => i % 4 !== 3 && value > brightFrom);
}

/** Frames decoded by the remote video's element so far. */
function framesDecoded(place?: string): number {
  return remoteVideo(place)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
}

/** In pixels, as it comes: less where a line lets no more through. */
function pictureWidth(): number {
  return remoteVideo()?.videoWidth ?? 0;
}

/** Forgets the frames so far: the camera counts as seen only when it moves from here on. */
function lookAnew(): void {
  framesAtFirstLook.clear();
}

/** Whether the picture is bright and has gone on for ten frames since the first look. */
function isCameraSeen(place?: string): boolean {
  const video = remoteVideo(place);
  if (video === undefined || !isBright(video)) return false;
  const frames = framesDecoded(place);
  // An element that was made anew counts from zero.
  const first = Math.min(framesAtFirstLook.get(place) ?? frames, frames);
  framesAtFirstLook.set(place, first);
  return frames > first + 10;
}

/** Listens for up to 1.5 s, since the fake microphone beeps once a second. */
async function isMicrophoneHeard(place?: string): Promise<boolean> {
  const stream = remoteVideo(place)?.srcObject;
  if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return false;
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const until = performance.now() + 1_500;
  let loudest = 0;
  while (performance.now() < until && loudest < loudFrom) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    analyser.getFloatTimeDomainData(samples);
    loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), loudest);
  }
  await audio.close();
  return loudest >= loudFrom;
}

/**
 * Waits for the first decoded frame of the other side's camera.
 * @returns milliseconds since the epoch at which it was handed to the screen
 */
function firstCameraFrameAt(): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const video = remoteVideo();
      if (video === undefined) {
        requestAnimationFrame(look);
        return;
      }
      const onFrame = (now: number) => {
        if (isBright(video)) resolve(performance.timeOrigin + now);
        else if (document.contains(video)) video.requestVideoFrameCallback(onFrame);
        else look();
      };
      if (isBright(video)) resolve(performance.timeOrigin + performance.now());
      else video.requestVideoFrameCallback(onFrame);
    };
    look();
  });
}

/**
 * Waits until another stream than now is shown of the other side, and has a frame: the patient is
 * at another device.
 * @returns milliseconds since the epoch at which it was handed to the screen
 */
function nextStreamShownAt(): Promise<number> {
  const before = remoteVideo()?.srcObject;
  return new Promise((resolve) => {
    const look = () => {
      const video = remoteVideo();
      const isNext = video !== undefined && video.srcObject !== before && isBright(video);
      if (isNext) resolve(performance.timeOrigin + performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** How often the count of frames is read: a gap is found longer than it was by as much at most. */
const readEachMs = 4;
/** So long a gap has to be that what ends it is looked at. */
const lookFromMs = 200;
let watching = false;
let longestGap = 0;
let longestGapEnd = 0;

/**
 * A gap ends with a frame of a camera, not with the black that an engine shows of what is closed, or
 * that a side sends before its camera. To look at each frame would cost too much.
 */
function endsGap(gapMs: number): boolean {
  const video = gapMs < lookFromMs ? undefined : remoteVideo();
  return video === undefined || isBright(video);
}

/** From now on notes how long it takes from one decoded frame of the other side to the next. */
function watchGaps(): void {
  watching = true;
  longestGap = 0;
  let lastFrame = performance.now();
  let seen = framesDecoded();
  const look = () => {
    if (!watching) return;
    const frames = framesDecoded();
    const now = performance.now();
    // An element that was made anew counts from zero: that is no frame yet.
    if (frames !== seen && frames > 0 && endsGap(now - lastFrame)) lastFrame = now;
    seen = frames;
    if (now - lastFrame > longestGap) {
      longestGap = now - lastFrame;
      longestGapEnd = performance.timeOrigin + now;
    }
    setTimeout(look, readEachMs);
  };
  look();
}

/** @returns the longest gap between two frames since `watchGaps`, in milliseconds */
function longestGapMs(): number {
  watching = false;
  return longestGap;
}

/** The same, while the watching goes on. */
function longestGapSoFarMs(): number {
  return longestGap;
}

/** @returns when the longest gap ended, in milliseconds since the epoch */
function longestGapEndedAt(): number {
  return longestGapEnd;
}

/** Milliseconds since the epoch at which the page next gets such an event from its user. */
function timeOfEvent(type: 'keydown' | 'click'): Promise<number> {
  return new Promise((resolve) => {
    const onEvent = (event: Event) => resolve(performance.timeOrigin + event.timeStamp);
    addEventListener(type, onEvent, { capture: true, once: true });
  });
}

/** Milliseconds since the epoch at which the page next comes to show such an element. */
function timeOfElement(testId: string): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(`[data-testid="${testId}"]`) === null) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    });
    observer.observe(document, { subtree: true, childList: true });
  });
}

Object.assign(globalThis, {
  remoteVideo: {
    framesDecoded,
    pictureWidth,
    lookAnew,
    isCameraSeen,
    isMicrophoneHeard,
    firstCameraFrameAt,
    nextStreamShownAt,
    watchGaps,
    longestGapMs,
    longestGapEndedAt,
    longestGapSoFarMs,
    timeOfEvent,
    timeOfElement,
  },
});
