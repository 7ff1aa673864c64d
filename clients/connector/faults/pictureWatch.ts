import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault, Watcher } from './fault.ts';
import { judgePicture, noMemory, type PictureReading } from './picture.ts';
import { Pixels } from './pixels.ts';

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
  readonly #pixels = new Pixels();
  #brightest: number | undefined;
  #looks = 0;
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
    this.#pixels.forget();
  }

  #read(): PictureReading {
    const player = this.#player;
    const hasPicture = player.videoWidth > 0;
    const isMoving = hasPicture && this.#isMoving();
    if (isMoving) {
      const isDue = this.#looks < looksPerSample || this.#looks % looksPerSample === 0;
      if (isDue) this.#brightest = this.#pixels.brightestOf(this.#player);
      this.#looks += 1;
    }
    return {
      isMoving,
      frames: hasPicture ? framesOf(player) : undefined,
      brightest: isMoving ? this.#brightest : undefined,
      ...ratiosOf(player),
    };
  }

  readonly #forget = (): void => {
    this.#memory = noMemory;
    this.#brightest = undefined;
    this.#looks = 0;
    this.#pixels.forget();
  };
}

function framesOf(player: HTMLVideoElement): number | undefined {
  return typeof player.getVideoPlaybackQuality === 'function'
    ? player.getVideoPlaybackQuality().totalVideoFrames
    : undefined;
}

/** The shapes of the film and of its box, where the one is stretched over the other. */
export function ratiosOf(
  player: HTMLVideoElement,
): Pick<PictureReading, 'filmRatio' | 'shownRatio'> {
  const { videoWidth, videoHeight, offsetWidth, offsetHeight } = player;
  const isStretched =
    videoHeight > 0 && offsetHeight > 0 && getComputedStyle(player).objectFit === 'fill';
  return {
    filmRatio: isStretched ? videoWidth / videoHeight : undefined,
    shownRatio: isStretched ? offsetWidth / offsetHeight : undefined,
  };
}
