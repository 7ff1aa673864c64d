import type { Fault } from './fault.ts';

/** What is known of a player's picture at one moment. */
export interface PictureReading {
  /** The film's time has moved since the look before. */
  readonly isMoving: boolean;
  /** Pictures decoded so far; `undefined` where the engine does not count. */
  readonly frames: number | undefined;
  /** The brightest of a few samples, 0 to 255; `undefined` where none could be taken. */
  readonly brightest: number | undefined;
  /** Width by height of the film, and of what it fills on the screen; `undefined` where unknown. */
  readonly filmRatio: number | undefined;
  readonly shownRatio: number | undefined;
}

/** What earlier looks have shown. */
export interface PictureMemory {
  readonly frames: number | undefined;
  /** Whether counting and sampling have been seen to work on this engine, with this player. */
  readonly counts: boolean;
  readonly samples: boolean;
}

export const noMemory: PictureMemory = { frames: undefined, counts: false, samples: false };

/** Video black is 16 of 255; panels and codecs add a little. */
const blackBelow = 24;
/** A film that is a tenth too wide or too narrow looks wrong to anybody. */
const ratioTolerance = 0.1;

/**
 * What is wrong with the picture. Engines that show video on a plane of its own give black samples
 * and count nothing: black and frozen count only once something else has been seen.
 */
export function judgePicture(
  memory: PictureMemory,
  reading: PictureReading,
): { readonly memory: PictureMemory; readonly faults: readonly Fault[] } {
  const { isMoving, frames, brightest } = reading;
  const advanced = frames !== undefined && memory.frames !== undefined && frames !== memory.frames;
  const isBlack = brightest !== undefined && brightest < blackBelow;
  const faults: Fault[] = [];
  if (isMoving && memory.counts && frames !== undefined && !advanced) {
    faults.push({ code: 'picture-frozen', evidence: { frames: { value: frames } } });
  }
  if (isMoving && memory.samples && isBlack) {
    faults.push({ code: 'picture-black', evidence: { brightest: { value: brightest } } });
  }
  return {
    memory: {
      frames: frames ?? memory.frames,
      counts: memory.counts || (isMoving && advanced),
      samples: memory.samples || (brightest !== undefined && !isBlack),
    },
    faults: [...faults, ...aspectFault(reading)],
  };
}

function aspectFault({ filmRatio, shownRatio }: PictureReading): Fault[] {
  if (filmRatio === undefined || shownRatio === undefined) return [];
  if (Math.abs(shownRatio / filmRatio - 1) <= ratioTolerance) return [];
  const rounded = (ratio: number) => ({ value: Math.round(ratio * 100) / 100 });
  return [
    {
      code: 'picture-aspect-wrong',
      evidence: { 'film-ratio': rounded(filmRatio), 'shown-ratio': rounded(shownRatio) },
    },
  ];
}
