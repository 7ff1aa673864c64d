import { seconds } from '../faults/fault.ts';
import { judgePicture, noMemory, type PictureMemory } from '../faults/picture.ts';
import { type Look, withEvidence } from './look.ts';

/** What is known of the counterpart's picture at one moment. */
export interface ReceivedPictureReading {
  /** Their camera is on, and this page is on screen. */
  readonly isExpected: boolean;
  /** Decoded so far on this path, and how often the engine saw them stop. */
  readonly frames: number | undefined;
  readonly freezes: number | undefined;
  /** The brightest of a few samples of the element that shows it, 0 to 255. */
  readonly brightest: number | undefined;
  /** Each pair is the shape as it should be and as it is: on the way, and on the screen. */
  readonly shapes: readonly Shape[];
}

/** Width by height of what was sent or came, and of what came or is shown. */
export interface Shape {
  readonly film: number;
  readonly shown: number;
}

export interface ReceivedPictureMemory {
  readonly picture: PictureMemory;
  readonly freezes: number | undefined;
  readonly stillForMs: number;
  readonly blackForMs: number;
}

/** @param trustsBlack whether an element that shows video can be read, as in any browser */
export function newPictureMemory(trustsBlack: boolean): ReceivedPictureMemory {
  const picture = { ...noMemory, samples: trustsBlack };
  return { picture, freezes: undefined, stillForMs: 0, blackForMs: 0 };
}

/** Another path counts its frames from the beginning. */
export function onOtherPath(memory: ReceivedPictureMemory): ReceivedPictureMemory {
  return { ...memory, picture: { ...memory.picture, frames: undefined }, freezes: undefined };
}

/** Fewer frames in a second, with stops between them, are no moving picture. */
const jerkyBelowHz = 5;

/** Whether the counterpart's picture is frozen, black or out of shape. */
export function judgeReceivedPicture(
  before: ReceivedPictureMemory,
  reading: ReceivedPictureReading,
  elapsedMs: number,
): { readonly memory: ReceivedPictureMemory; readonly look: Look } {
  const { frames, freezes, shapes } = reading;
  const { film, shown } = mostWrong(shapes) ?? {};
  const rateHz = rateOf(before.picture.frames, frames, elapsedMs);
  const hasStopped = (freezes ?? 0) > (before.freezes ?? freezes ?? 0);
  const isJerky = hasStopped && rateHz !== undefined && rateHz < jerkyBelowHz;
  const { memory: picture, faults } = judgePicture(before.picture, {
    isMoving: reading.isExpected,
    frames: isJerky ? before.picture.frames : frames,
    brightest: reading.isExpected ? reading.brightest : undefined,
    filmRatio: reading.isExpected ? film : undefined,
    shownRatio: reading.isExpected ? shown : undefined,
  });
  const has = (code: string) => faults.some((fault) => fault.code === code);
  const memory = {
    picture: { ...picture, frames: frames ?? picture.frames },
    freezes: freezes ?? before.freezes,
    stillForMs: has('picture-frozen') ? before.stillForMs + elapsedMs : 0,
    blackForMs: has('picture-black') ? before.blackForMs + elapsedMs : 0,
  };
  const durations: Readonly<Record<string, number>> = {
    'picture-frozen': memory.stillForMs,
    'picture-black': memory.blackForMs,
  };
  const told = faults.map(({ code, evidence }) => {
    const durationMs = durations[code];
    const rate =
      code === 'picture-frozen' && rateHz !== undefined ? { 'frame-rate': hertz(rateHz) } : {};
    const duration = durationMs === undefined ? {} : { duration: seconds(durationMs) };
    return { code, evidence: { ...evidence, ...duration, ...rate } };
  });
  const look: Look = {
    judged: ['picture-frozen', 'picture-black', 'picture-aspect-wrong'],
    faults: told,
  };
  return { memory, look: withEvidence(look, { direction: { value: 'received' } }) };
}

function rateOf(
  before: number | undefined,
  after: number | undefined,
  elapsedMs: number,
): number | undefined {
  if (before === undefined || after === undefined || elapsedMs <= 0) return undefined;
  return (Math.max(0, after - before) * 1_000) / elapsedMs;
}

function hertz(rate: number): { readonly value: number; readonly unit: string } {
  return { value: Math.round(rate * 10) / 10, unit: 'Hz' };
}

function mostWrong(shapes: readonly Shape[]): Shape | undefined {
  const wrong = ({ film, shown }: Shape) => Math.abs(Math.log(shown / film));
  return [...shapes].sort((one, other) => wrong(other) - wrong(one))[0];
}
