import type { ArrivalReport } from '../connector/support/endpointPage.ts';

/** As in `remoteVideo.ts`: a placeholder is black, the fake camera's picture is bright. */
const brightFrom = 60;

/** What is decoded here of the others' pictures, whatever the page makes of it. */
export class Arrivals {
  readonly #context = new OffscreenCanvas(16, 9).getContext('2d', { willReadFrequently: true });
  readonly #looked = new Set<MediaStreamTrack>();
  readonly #report = { frames: 0, brightFrames: 0 };

  get report(): ArrivalReport {
    return { ...this.#report };
  }

  /** Looks at every picture that these receive, from now on. */
  lookAt(connections: Iterable<RTCPeerConnection>): void {
    for (const connection of connections) {
      for (const { track } of connection.getReceivers()) {
        if (track.kind !== 'video' || this.#looked.has(track)) continue;
        this.#looked.add(track);
        this.#watch(track);
      }
    }
  }

  #watch(track: MediaStreamTrack): void {
    const video = document.createElement('video');
    video.muted = true;
    // A clone is on, whether or not the page has the track itself off.
    const clone = track.clone();
    clone.enabled = true;
    video.srcObject = new MediaStream([clone]);
    const onFrame = () => {
      this.#report.frames += 1;
      if (this.#isBright(video)) this.#report.brightFrames += 1;
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
    void video.play().catch(() => undefined);
  }

  #isBright(video: HTMLVideoElement): boolean {
    if (this.#context === null) throw new Error('this engine has no canvas');
    this.#context.drawImage(video, 0, 0, 16, 9);
    const pixels = this.#context.getImageData(0, 0, 16, 9).data;
    return pixels.some((value, i) => i % 4 !== 3 && value > brightFrom);
  }
}
