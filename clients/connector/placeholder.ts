/** Enough to keep decoders going. Black that comes faster costs a TV what it needs for its camera. */
const framesPerSecond = 2;

/**
 * Stands in for camera and microphone: black and silence. Connections are set up with it and it
 * flows while it rings, so that the first frame of the camera is simply the next frame.
 */
export class Placeholder {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  readonly #repaint: ReturnType<typeof setInterval> | undefined;
  readonly #audioContext: AudioContext | undefined;

  constructor() {
    const canvas = document.createElement('canvas');
    // The camera's own size: an encoder that has to change its size begins anew.
    canvas.width = 1280;
    canvas.height = 720;
    const context = canvas.getContext('2d');
    // Some TVs have no `captureStream`.
    const stream = 'captureStream' in canvas ? canvas.captureStream(framesPerSecond) : undefined;
    this.video = stream?.getVideoTracks()[0] ?? null;
    if (context !== null && this.video !== null) {
      // Only what is painted is captured.
      const paint = () => context.fillRect(0, 0, canvas.width, canvas.height);
      paint();
      this.#repaint = setInterval(paint, 1_000 / framesPerSecond);
    }
    if (typeof AudioContext === 'function') {
      this.#audioContext = new AudioContext();
      const { stream: silence } = this.#audioContext.createMediaStreamDestination();
      this.audio = silence.getAudioTracks()[0] ?? null;
    } else {
      this.audio = null;
    }
  }

  close(): void {
    clearInterval(this.#repaint);
    this.video?.stop();
    this.audio?.stop();
    // A context that is closed already is what we want.
    this.#audioContext?.close().catch(() => undefined);
  }
}
