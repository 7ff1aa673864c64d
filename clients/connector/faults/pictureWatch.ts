import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import { judgePicture, noMemory, type PictureReading } from './picture.ts';

/** Few enough to cost nothing, enough to find a light in a dark scene. */
const grid = { width: 32, height: 18 };
/** A look at the pixels copies a picture: after the first few, once in so many looks. */
const looksPerSample = 4;

/** Watches whether a player that plays shows anything, and anything new, in its own shape. */
export class PictureWatch implements Watcher {
  readonly codes: readonly FaultCode[] = [
    'picture-black',
    'picture-frozen',
    'picture-aspect-wrong',
  ];
  readonly #player: HTMLVideoElement;
  readonly #isMoving: () => boolean;
  #memory = noMemory;
  #canvas: CanvasRenderingContext2D | null = null;
  #brightest: number | undefined;
  #looks = 0;
  #cannotSample = false;
  #lastFaults: readonly Fault[] = [];

  /** @param isMoving whether the film's time moves */
  constructor(player: HTMLVideoElement, isMoving: () => boolean) {
    this.#player = player;
    this.#isMoving = isMoving;
    player.addEventListener('emptied', this.#forget);
  }

  /** Whether new pictures were seen at the last look, as far as this engine lets know. */
  get isMoving(): boolean {
    return this.#isMoving() && this.#player.videoWidth > 0 && this.#lastFaults.length === 0;
  }

  look(): readonly Fault[] {
    const { memory, faults } = judgePicture(this.#memory, this.#read());
    this.#memory = memory;
    this.#lastFaults = faults;
    return faults;
  }

  close(): void {
    this.#player.removeEventListener('emptied', this.#forget);
    this.#canvas = null;
  }

  #read(): PictureReading {
    const player = this.#player;
    const hasPicture = player.videoWidth > 0;
    const isMoving = hasPicture && this.#isMoving();
    if (isMoving) {
      const isDue = this.#looks < looksPerSample || this.#looks % looksPerSample === 0;
      if (isDue) this.#brightest = this.#sample();
      this.#looks += 1;
    }
    return {
      isMoving,
      frames: hasPicture ? framesOf(player) : undefined,
      brightest: isMoving ? this.#brightest : undefined,
      ...ratiosOf(player),
    };
  }

  #sample(): number | undefined {
    if (this.#cannotSample) return undefined;
    try {
      this.#canvas ??= newCanvas();
      if (this.#canvas === null) return undefined;
      this.#canvas.drawImage(this.#player, 0, 0, grid.width, grid.height);
      const { data } = this.#canvas.getImageData(0, 0, grid.width, grid.height);
      let brightest = 0;
      for (let at = 0; at < data.length; at += 4) {
        brightest = Math.max(brightest, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
      return brightest;
    } catch {
      // A film of another origin, or a protected one, is not for pages to look at.
      this.#cannotSample = true;
      return undefined;
    }
  }

  readonly #forget = (): void => {
    this.#memory = noMemory;
    this.#brightest = undefined;
    this.#looks = 0;
    this.#cannotSample = false;
    // A canvas that was drawn a foreign film on stays closed.
    this.#canvas = null;
  };
}

function newCanvas(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = grid.width;
  canvas.height = grid.height;
  return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
}

function framesOf(player: HTMLVideoElement): number | undefined {
  return typeof player.getVideoPlaybackQuality === 'function'
    ? player.getVideoPlaybackQuality().totalVideoFrames
    : undefined;
}

/** The shapes of the film and of its box, where the one is stretched over the other. */
function ratiosOf(player: HTMLVideoElement): Pick<PictureReading, 'filmRatio' | 'shownRatio'> {
  const { videoWidth, videoHeight, offsetWidth, offsetHeight } = player;
  const isStretched =
    videoHeight > 0 && offsetHeight > 0 && getComputedStyle(player).objectFit === 'fill';
  return {
    filmRatio: isStretched ? videoWidth / videoHeight : undefined,
    shownRatio: isStretched ? offsetWidth / offsetHeight : undefined,
  };
}
