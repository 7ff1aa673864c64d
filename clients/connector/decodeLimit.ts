/** What the engine counted of one picture since the look before. */
export interface DecodeReading {
  readonly elapsedMs: number;
  readonly framesDecoded: number;
  /** Those that came and that it gave up, of late or before it decoded them. */
  readonly framesDropped: number;
  /** `undefined` where the engine does not tell, as before Chromium 81. */
  readonly decodeMsPerFrame: number | undefined;
}

/** What a decoder has shown of itself. */
export interface DecodeMemory {
  /** The largest layer that it could follow; `Infinity` where none was too much yet. */
  readonly most: number;
  /** Whether it fell behind, by the last looks, oldest first. */
  readonly behind: readonly boolean[];
  /** How long it has followed without falling behind. */
  readonly calmForMs: number;
  /** How long that must be until a larger layer is tried again. */
  readonly waitMs: number;
}

/** A tenth of the frames lost is seen as jerks. */
const droppedLimit = 0.1;
/**
 * Frames are dropped where the line stalls, too. A decoder that takes less than half of a frame's
 * time is not what is late.
 */
const busyLimit = 0.5;
const looksKept = 3;
const looksBehind = 2;
/** Of fewer, each one would be a share of its own. */
const framesToJudge = 5;

/** Doubled with each time that a layer was too much: the first wait is twice this. */
const leastWaitMs = 10_000;
const longestWaitMs = 320_000;

export const newDecodeMemory: DecodeMemory = {
  most: Infinity,
  behind: [],
  calmForMs: 0,
  waitMs: leastWaitMs,
};

/**
 * How large a picture a decoder can follow: down as soon as two of three looks show it behind, up
 * by one layer after a while, and after a longer one each time that this was too much.
 *
 * @param layer the one that was decoded
 * @param top the largest that there is
 */
export function judgeDecoding(
  before: DecodeMemory,
  reading: DecodeReading,
  layer: number,
  top: number,
): DecodeMemory {
  const behind = [...before.behind, isBehind(reading)].slice(-looksKept);
  // What still comes of a layer that was too much says nothing new.
  const isNews = layer <= before.most;
  if (isNews && behind.filter(Boolean).length >= looksBehind) {
    const waitMs = layer === 0 ? before.waitMs : Math.min(before.waitMs * 2, longestWaitMs);
    return { most: Math.max(0, layer - 1), behind: [], calmForMs: 0, waitMs };
  }
  const calmForMs = behind.some(Boolean) ? 0 : before.calmForMs + reading.elapsedMs;
  const calm = { ...before, behind, calmForMs };
  if (before.most >= top) {
    // What it has followed for so long it can follow.
    return calmForMs < longestWaitMs ? calm : { ...calm, waitMs: leastWaitMs };
  }
  return calmForMs < before.waitMs ? calm : { ...calm, calmForMs: 0, most: before.most + 1 };
}

function isBehind(reading: DecodeReading): boolean {
  const { elapsedMs, framesDecoded, framesDropped, decodeMsPerFrame } = reading;
  const came = framesDecoded + framesDropped;
  if (came < framesToJudge || framesDropped < came * droppedLimit) return false;
  if (decodeMsPerFrame === undefined || elapsedMs <= 0) return true;
  return decodeMsPerFrame >= (elapsedMs / came) * busyLimit;
}
