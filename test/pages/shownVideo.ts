import { h, render } from 'preact';
import { Video } from '../../clients/theme/Video.tsx';
import type { ShownReport } from '../connector/support/endpointPage.ts';

/** As in `remoteVideo.ts`: a placeholder is black, the fake camera's picture is bright. */
const brightFrom = 60;

/** The picture of the counterpart as the apps show it, and what comes to the screen of it. */
export class ShownVideo {
  readonly #root = document.createElement('div');
  readonly #context = new OffscreenCanvas(16, 9).getContext('2d', { willReadFrequently: true });
  #report: ShownReport = nothingShown();
  #watched: HTMLVideoElement | undefined;
  #lastFrameAt: number | undefined;

  constructor() {
    document.body.append(this.#root);
    new MutationObserver(() => this.#watchFront()).observe(this.#root, {
      childList: true,
      subtree: true,
      attributes: true,
    });
    setInterval(() => this.#listen(), 5);
  }

  get report(): ShownReport {
    return this.#report;
  }

  show(stream: MediaStream | null, muted: boolean): void {
    render(
      h(Video, { stream, label: 'the other side', testId: 'remote-video', muted }),
      this.#root,
    );
    this.#watchFront();
  }

  /** Counts anew; the gap after the last frame so far counts. */
  lookAnew(): void {
    this.#report = nothingShown();
  }

  #watchFront(): void {
    const front = this.#root.querySelector('[data-testid="remote-video"]');
    if (!(front instanceof HTMLVideoElement) || front === this.#watched) return;
    const isChange = this.#watched !== undefined;
    this.#watched = front;
    // It comes to the front with its frame.
    if (isChange && front.getVideoPlaybackQuality().totalVideoFrames > 0) {
      const now = performance.now();
      const gapMs = now - (this.#lastFrameAt ?? now);
      this.#report = {
        ...this.#report,
        longestChangeMs: Math.max(this.#report.longestChangeMs, gapMs),
      };
      this.#note(front, now);
    }
    this.#await(front);
  }

  #note(video: HTMLVideoElement, now: number): void {
    const { frames, blackFrames, longestGapMs } = this.#report;
    this.#report = {
      ...this.#report,
      frames: frames + 1,
      blackFrames: blackFrames + (this.#isBright(video) ? 0 : 1),
      longestGapMs: Math.max(longestGapMs, now - (this.#lastFrameAt ?? now)),
    };
    this.#lastFrameAt = now;
  }

  #await(video: HTMLVideoElement): void {
    video.requestVideoFrameCallback((now) => {
      if (video !== this.#watched) return;
      this.#note(video, now);
      this.#await(video);
    });
  }

  #isBright(video: HTMLVideoElement): boolean {
    const context = this.#context;
    if (context === null) return false;
    const { width, height } = context.canvas;
    context.drawImage(video, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    return pixels.some((value, i) => i % 4 !== 3 && value > brightFrom);
  }

  #listen(): void {
    const heard = [...this.#root.querySelectorAll('video')].filter(
      ({ muted, paused, srcObject }) =>
        !muted &&
        !paused &&
        srcObject instanceof MediaStream &&
        srcObject.getAudioTracks().length > 0,
    );
    const mostHeard = Math.max(this.#report.mostHeard, heard.length);
    this.#report = { ...this.#report, mostHeard };
  }
}

function nothingShown(): ShownReport {
  return { frames: 0, blackFrames: 0, longestGapMs: 0, longestChangeMs: 0, mostHeard: 0 };
}
