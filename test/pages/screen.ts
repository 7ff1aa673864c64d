/** Shows a stream in a page, and looks when its frames come. */
export class Screen {
  readonly video = document.createElement('video');
  /** Milliseconds since the epoch. */
  firstFrameAt: number | null = null;
  /** Since the last `lookAnew`. */
  frames = 0;
  /** The longest time from one frame to the next, in milliseconds. */
  longestGapMs = 0;
  #lastFrameAt: number | undefined;

  constructor(stream: MediaStream) {
    this.video.autoplay = true;
    this.video.srcObject = stream;
    this.#await();
  }

  /** Counts anew; the gap after the last frame so far counts. */
  lookAnew(): void {
    this.frames = 0;
    this.longestGapMs = 0;
  }

  #await(): void {
    this.video.requestVideoFrameCallback((now) => {
      this.firstFrameAt ??= Date.now();
      this.frames += 1;
      this.longestGapMs = Math.max(this.longestGapMs, now - (this.#lastFrameAt ?? now));
      this.#lastFrameAt = now;
      this.#await();
    });
  }
}
