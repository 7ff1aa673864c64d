import {
  type DecodeMemory,
  type DecodeReading,
  judgeDecoding,
  newDecodeMemory,
} from './decodeLimit.ts';
import { judgeShownSize, newShownMemory, type ShownMemory } from './shownLayer.ts';

/** What is known of one received picture at one moment. */
export interface PictureReading extends DecodeReading {
  /** How many sizes of it are sent to the relay, each twice as high as the one before. */
  readonly layers: number;
  /** In pixels; `undefined` until a frame is there. */
  readonly receivedHeight: number | undefined;
  /** The layer that it is, where the relay has just told. */
  readonly forwardedLayer: number | undefined;
  /** As `judgeShownSize` has it. */
  readonly shownHeight: number | undefined;
}

/** Why a picture is not as large as it is sent. */
export type PictureLimit = 'none' | 'size' | 'decoder' | 'line';

/** Which layer of a picture is wanted, and what comes. */
export interface LayerChoice {
  /** The largest that there is a use for, from 0. */
  readonly spatialLayer: number;
  readonly limitedBy: PictureLimit;
}

export interface LayerMemory {
  readonly choice: LayerChoice;
  readonly decoding: DecodeMemory;
  readonly shown: ShownMemory;
  /** Height of the largest layer; `undefined` until the relay tells which one it is that comes. */
  readonly fullHeight: number | undefined;
  /** For how long less came than was wanted. */
  readonly missingForMs: number;
}

/** A larger layer begins with a key frame, and where the line was narrow, after it was probed. */
const missingLimitMs = 3_000;
/** Heights are rounded to what encoders take. */
const tolerance = 0.1;

/** @param layers how many sizes of the picture there are */
export function newLayerMemory(layers: number): LayerMemory {
  return {
    choice: { spatialLayer: Math.max(0, layers - 1), limitedBy: 'none' },
    decoding: newDecodeMemory,
    shown: newShownMemory,
    fullHeight: undefined,
    missingForMs: 0,
  };
}

/** Chooses the layer of a picture from one look to the next. */
export function judgeLayer(before: LayerMemory, reading: PictureReading): LayerMemory {
  const { layers, receivedHeight, shownHeight, elapsedMs } = reading;
  if (!receivedHeight) return before;
  const top = Math.max(0, layers - 1);
  const fullHeight = fullHeightOf(before, reading, top);
  if (fullHeight === undefined) return { ...before, fullHeight };
  const heights = Array.from({ length: top + 1 }, (_, layer) => fullHeight / 2 ** (top - layer));
  const received = layerOf(receivedHeight, heights);
  const decoding = judgeDecoding(before.decoding, reading, received, top);
  const shown = judgeShownSize(before.shown, shownHeight, heights, elapsedMs);
  const spatialLayer = Math.min(top, decoding.most, shown.most);
  const isMissing = received < Math.min(spatialLayer, before.choice.spatialLayer);
  const missingForMs = isMissing ? before.missingForMs + elapsedMs : 0;
  const limits = { top, decoder: decoding.most, size: shown.most, missingForMs };
  const choice = { spatialLayer, limitedBy: limitOf(limits) };
  return { choice, decoding, shown, fullHeight, missingForMs };
}

function limitOf(of: {
  readonly top: number;
  readonly decoder: number;
  readonly size: number;
  readonly missingForMs: number;
}): PictureLimit {
  if (of.missingForMs >= missingLimitMs) return 'line';
  // A screen that has a use for more is worse off than one that has none.
  if (of.decoder < of.top && of.decoder <= of.size) return 'decoder';
  return of.size < of.top ? 'size' : 'none';
}

/** Another camera has another height: then the relay is asked again. */
function fullHeightOf(
  { fullHeight }: LayerMemory,
  { receivedHeight = 0, forwardedLayer }: PictureReading,
  top: number,
): number | undefined {
  if (forwardedLayer !== undefined) return receivedHeight * 2 ** Math.max(0, top - forwardedLayer);
  if (fullHeight === undefined) return undefined;
  const halvings = Math.log2(fullHeight / receivedHeight);
  const isLayer = Math.abs(halvings - Math.round(halvings)) <= tolerance;
  return isLayer && Math.round(halvings) >= 0 && Math.round(halvings) <= top
    ? fullHeight
    : undefined;
}

function layerOf(height: number, heights: readonly number[]): number {
  const found = heights.findIndex((each) => each >= height * (1 - tolerance));
  return found === -1 ? Math.max(0, heights.length - 1) : found;
}
