/** Enough to keep decoders going. Black that comes faster costs a TV what it needs for its camera. */
const repaintMs = 500;
/**
 * A relay passes on at once what it has had a frame of. Of three temporal layers engines send the
 * lowest, the third, the second and the third, over and over, and begin anew with a key frame.
 */
const firstFrames = 5;
const firstFramesMs = 50;

/**
 * Stands in for camera and microphone: black and silence. Connections are set up with it and it
 * flows while it rings, so that the first frame of the camera is simply the next frame.
 */
export class Placeholder {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #audioContext: AudioContext | undefined;
  #repaintTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const canvas = document.createElement('canvas');
    // The camera's own size: an encoder that has to change its size begins anew.
    canvas.width = 1280;
    canvas.height = 720;
    this.#context = canvas.getContext('2d');
    // Some TVs have no `captureStream`. Only what is painted is captured, and each time that it is.
    const stream = 'captureStream' in canvas ? canvas.captureStream() : undefined;
    this.video = stream?.getVideoTracks()[0] ?? null;
    this.#paint(1);
    if (typeof AudioContext === 'function') {
      this.#audioContext = new AudioContext();
      const { stream: silence } = this.#audioContext.createMediaStreamDestination();
      this.audio = silence.getAudioTracks()[0] ?? null;
    } else {
      this.audio = null;
    }
  }

  /**
   * Frames of all temporal layers come in quick succession. Not for a picture without layers: frames
   * that come like this make the receiver hold the next ones longer.
   */
  introduce(): void {
    clearTimeout(this.#repaintTimer);
    this.#paint(firstFrames);
  }

  close(): void {
    clearTimeout(this.#repaintTimer);
    this.video?.stop();
    this.audio?.stop();
    // A context that is closed already is what we want.
    this.#audioContext?.close().catch(() => undefined);
  }

  /** @param quick how many frames come in quick succession, this one included */
  #paint(quick: number): void {
    if (this.#context === null || this.video?.readyState !== 'live') return;
    const { canvas } = this.#context;
    this.#context.fillRect(0, 0, canvas.width, canvas.height);
    this.#repaintTimer = setTimeout(
      () => this.#paint(quick - 1),
      quick > 1 ? firstFramesMs : repaintMs,
    );
  }
}
