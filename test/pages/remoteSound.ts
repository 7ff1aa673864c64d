/*
 * Put into the apps' pages by the chaos tests: for how long at most nothing was to be heard of the
 * other side, from the samples that the browser plays.
 */

/** Of full scale. What conceals a lost packet fades below this; speech does not. */
const audible = 0.01;
/** Loudness is that of so many milliseconds. */
const windowMs = 10;

interface Meter {
  readonly audio: AudioContext;
  readonly analyser: AnalyserNode;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly track: MediaStreamTrack;
  /** Up to where the samples have been looked at, in seconds of the context. */
  lookedUntil: number;
}

let meter: Meter | undefined;
let silentMs = 0;
let longestMs = 0;
let watching = false;

function remoteStream(): MediaStream | undefined {
  const video = document.querySelector('[data-testid="remote-video"]');
  const stream = video instanceof HTMLVideoElement ? video.srcObject : null;
  return stream instanceof MediaStream && stream.getAudioTracks().length > 0 ? stream : undefined;
}

async function attach(stream: MediaStream, track: MediaStreamTrack): Promise<void> {
  await meter?.audio.close();
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 32_768;
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  meter = { audio, analyser, samples, track, lookedUntil: audio.currentTime };
}

/** Goes through all samples since the last look, however late this one comes. */
function look(): void {
  const stream = remoteStream();
  const track = stream?.getAudioTracks()[0];
  if (stream !== undefined && track !== undefined && track !== meter?.track) {
    void attach(stream, track);
    return;
  }
  if (meter === undefined) return;
  const { audio, analyser, samples } = meter;
  const now = audio.currentTime;
  const fresh = Math.min(samples.length, Math.round((now - meter.lookedUntil) * audio.sampleRate));
  meter.lookedUntil = now;
  analyser.getFloatTimeDomainData(samples);
  const size = Math.round((audio.sampleRate * windowMs) / 1_000);
  for (let from = samples.length - fresh; from + size <= samples.length; from += size) {
    const window = samples.subarray(from, from + size);
    const loudest = window.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    silentMs = loudest < audible ? silentMs + windowMs : 0;
    longestMs = Math.max(longestMs, silentMs);
  }
}

/** From now on notes how long it is silent. */
function watchSilence(): void {
  silentMs = 0;
  longestMs = 0;
  if (watching) return;
  watching = true;
  setInterval(look, 50);
}

/** @returns the longest silence since `watchSilence`, in milliseconds */
function longestSilenceMs(): number {
  return longestMs;
}

Object.assign(globalThis, { remoteSound: { watchSilence, longestSilenceMs } });
