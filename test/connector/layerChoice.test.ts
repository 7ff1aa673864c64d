import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnHeight } from '../../clients/connector/drawnHeight.ts';
import {
  judgeLayer,
  type LayerMemory,
  newLayerMemory,
  type PictureLimit,
  type PictureReading,
} from '../../clients/connector/layerChoice.ts';
import { decodingBetween, pictureCountsOf } from '../../clients/connector/pictureCounts.ts';
import type { StatsEntry } from '../../clients/connector/stats.ts';

/** A second in which all is well: 720 lines on a screen of 1080, of which the decoder keeps up. */
const well: PictureReading = {
  elapsedMs: 1_000,
  layers: 2,
  forwardedLayer: undefined,
  receivedHeight: 720,
  shownHeight: 1_080,
  framesDecoded: 30,
  framesDropped: 0,
  decodeMsPerFrame: 8,
};

const isBehind = { framesDecoded: 15, framesDropped: 15, decodeMsPerFrame: 45 } as const;

/** A call in which the relay sends what was wanted a look before. */
class Watched {
  memory: LayerMemory = newLayerMemory(2);
  readonly wanted: number[] = [];

  look(reading: Partial<PictureReading> = {}): void {
    const layer = this.memory.choice.spatialLayer;
    const isAsked = this.memory.fullHeight === undefined;
    this.memory = judgeLayer(this.memory, {
      ...well,
      receivedHeight: layer === 0 ? 360 : 720,
      forwardedLayer: isAsked ? layer : undefined,
      ...reading,
    });
    this.wanted.push(this.memory.choice.spatialLayer);
  }

  for(seconds: number, reading: Partial<PictureReading> = {}): this {
    for (let second = 0; second < seconds; second += 1) this.look(reading);
    return this;
  }

  /** As a TV whose decoder follows the small layer and not the large one. */
  weakFor(seconds: number): this {
    for (let second = 0; second < seconds; second += 1) {
      this.look(this.memory.choice.spatialLayer > 0 ? isBehind : {});
    }
    return this;
  }

  get choice(): { spatialLayer: number; limitedBy: PictureLimit } {
    return this.memory.choice;
  }
}

const rises = (layers: readonly number[]) =>
  layers.filter((layer, i) => layer > (layers[i - 1] ?? layer)).length;

describe('the layer of a picture', () => {
  it.each([
    ['a large picture that the decoder follows', {}, 1, 'none'],
    ['a picture of a quarter of the screen', { shownHeight: 300 }, 0, 'size'],
    ['exactly as large as the small layer', { shownHeight: 360 }, 0, 'size'],
    ['a little larger than the small layer', { shownHeight: 420 }, 1, 'none'],
    ['nobody sees it', { shownHeight: 0 }, 0, 'size'],
    ['where it is shown is not known', { shownHeight: undefined }, 1, 'none'],
    ['half of the frames dropped', isBehind, 0, 'decoder'],
    [
      'dropped, by an engine that tells no time',
      { ...isBehind, decodeMsPerFrame: undefined },
      0,
      'decoder',
    ],
    [
      'dropped while the decoder was idle: the line',
      { framesDropped: 15, decodeMsPerFrame: 4 },
      1,
      'none',
    ],
    ['slow, and nothing dropped: a pipeline', { decodeMsPerFrame: 60 }, 1, 'none'],
    [
      'too few frames to say',
      { framesDecoded: 2, framesDropped: 2, decodeMsPerFrame: 90 },
      1,
      'none',
    ],
    [
      'a frame dropped now and then',
      { framesDecoded: 29, framesDropped: 1, decodeMsPerFrame: 30 },
      1,
      'none',
    ],
  ] as const)('%s', (_, reading, spatialLayer, limitedBy) => {
    const watched = new Watched().for(4);
    watched.for(2, reading);
    if (limitedBy !== 'decoder') watched.for(2, reading);
    expect(watched.choice).toEqual({ spatialLayer, limitedBy });
  });

  it('says that the line carries no more, where less comes than is wanted', () => {
    const watched = new Watched().for(4).for(4, { receivedHeight: 360 });
    expect(watched.choice).toEqual({ spatialLayer: 1, limitedBy: 'line' });
    expect(watched.for(1).choice.limitedBy).toBe('none');
  });

  it('says so of a call in which the large one never came', () => {
    const watched = new Watched().for(1, { receivedHeight: 360, forwardedLayer: 0 });
    watched.for(4, { receivedHeight: 360 });
    expect(watched.choice).toEqual({ spatialLayer: 1, limitedBy: 'line' });
  });

  it('is larger within a look once the picture is', () => {
    const watched = new Watched().for(2).for(10, { shownHeight: 200 });
    expect(watched.choice.spatialLayer).toBe(0);
    expect(watched.for(1).choice.spatialLayer).toBe(1);
  });

  it('stays when a picture is small for a moment', () => {
    const watched = new Watched().for(2);
    for (let turn = 0; turn < 20; turn += 1) watched.for(2, { shownHeight: 10 }).for(1);
    expect(watched.wanted.every((layer) => layer === 1)).toBe(true);
  });

  it('asks the relay again where another camera has another height', () => {
    const watched = new Watched().for(3).for(1, { receivedHeight: 480 });
    expect(watched.memory.fullHeight).toBeUndefined();
    watched.for(1, { receivedHeight: 480, forwardedLayer: 1 });
    expect(watched.memory.fullHeight).toBe(480);
  });

  it('is tried again for a weak decoder, ever more seldom', () => {
    const { wanted } = new Watched().for(2).weakFor(3_600);
    expect(rises(wanted)).toBeGreaterThan(3);
    expect(rises(wanted)).toBeLessThan(16);
    expect(wanted.filter((layer) => layer === 1).length).toBeLessThan(50);
  });

  it('comes back for a decoder that was slow for a while, and stays', () => {
    const watched = new Watched().for(2).for(3, isBehind).for(30);
    expect(watched.choice).toEqual({ spatialLayer: 1, limitedBy: 'none' });
    expect(rises(watched.for(600).wanted)).toBe(1);
  });
});

const anyReading: fc.Arbitrary<Partial<PictureReading>> = fc.record({
  receivedHeight: fc.constantFrom(undefined, 0, 180, 240, 360, 480, 720, 1_080),
  shownHeight: fc.option(fc.integer({ min: 0, max: 2_160 }), { nil: undefined }),
  framesDecoded: fc.nat(60),
  framesDropped: fc.nat(60),
  decodeMsPerFrame: fc.option(fc.nat(200), { nil: undefined }),
});

describe('whatever is read', () => {
  it('the layer is one that there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(anyReading), (layers, readings) => {
        let memory = newLayerMemory(layers);
        for (const reading of readings) {
          memory = judgeLayer(memory, { ...well, layers, forwardedLayer: 0, ...reading });
          expect(memory.choice.spatialLayer).toBeGreaterThanOrEqual(0);
          expect(memory.choice.spatialLayer).toBeLessThan(layers);
        }
      }),
    );
  });

  it('a decoder gets more only after it was calm for twenty seconds', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { minLength: 60, maxLength: 400 }), (readings) => {
        const watched = new Watched();
        const full = { receivedHeight: 720, shownHeight: 1_080, forwardedLayer: 1 };
        for (const reading of readings) watched.look({ ...reading, ...full });
        const { wanted } = watched;
        wanted.forEach((layer, at) => {
          const fell = wanted.lastIndexOf(1, at - 1);
          if (at > 0 && layer > (wanted[at - 1] ?? 1)) expect(at - fell).toBeGreaterThanOrEqual(20);
        });
      }),
    );
  });

  it('a size changes the layer no more often than twice in three seconds', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 1_080 }), { minLength: 10, maxLength: 200 });
    fc.assert(
      fc.property(sizes, (shownHeights) => {
        const watched = new Watched().for(1);
        for (const shownHeight of shownHeights) watched.look({ shownHeight });
        const { wanted } = watched;
        const changes = wanted.filter((layer, i) => i > 0 && layer !== wanted[i - 1]).length;
        expect(changes).toBeLessThanOrEqual(Math.ceil(wanted.length / 3) * 2);
      }),
    );
  });

  it('what is calm from now on is as it should be within six minutes', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 100 }), (readings) => {
        const watched = new Watched();
        for (const reading of readings) watched.look(reading);
        expect(watched.for(360).choice).toEqual({ spatialLayer: 1, limitedBy: 'none' });
      }),
    );
  });
});

describe('a picture on the screen', () => {
  it.each([
    ['contained in a wide box', 1_920, 720, 'contain', 720],
    ['contained in a high box', 640, 1_000, 'contain', 360],
    ['covering a high box', 640, 1_000, 'cover', 1_000],
    ['covering a wide box', 1_920, 500, 'cover', 1_080],
    ['stretched over its box', 640, 900, 'fill', 900],
    ['in no box at all', 0, 0, 'cover', 0],
  ] as const)('%s', (_, boxWidth, boxHeight, fit, expected) => {
    expect(drawnHeight({ boxWidth, boxHeight, ratio: 16 / 9, fit })).toBe(expected);
  });
});

describe('what an engine counts of a picture', () => {
  const inbound = (members: Record<string, unknown>): StatsEntry => {
    return { id: 'in', type: 'inbound-rtp', kind: 'video', ...members };
  };

  it('is the time for each frame since the look before', () => {
    const before = pictureCountsOf(
      [inbound({ framesDecoded: 30, framesDropped: 1, totalDecodeTime: 0.3, frameHeight: 720 })],
      1_000,
    );
    const after = pictureCountsOf(
      [inbound({ framesDecoded: 50, framesDropped: 6, totalDecodeTime: 1.1, frameHeight: 720 })],
      2_000,
    );
    const { decodeMsPerFrame, ...counted } = decodingBetween(before, after);
    expect(counted).toEqual({ elapsedMs: 1_000, framesDecoded: 20, framesDropped: 5 });
    expect(decodeMsPerFrame).toBeCloseTo(40);
  });

  it('has no time where an engine tells none, and drops in an entry of their own', () => {
    const counted = (framesDropped: number) =>
      pictureCountsOf(
        [
          { id: 'in', type: 'inbound-rtp', mediaType: 'video', trackId: 't', framesDecoded: 9 },
          { id: 't', type: 'track', framesDropped, frameHeight: 360 },
        ],
        0,
      );
    expect(counted(4).height).toBe(360);
    expect(decodingBetween(counted(4), counted(7))).toEqual({
      elapsedMs: 0,
      framesDecoded: 0,
      framesDropped: 3,
      decodeMsPerFrame: undefined,
    });
  });
});
