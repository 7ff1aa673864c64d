import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, type PathReading, readingOf } from '../../clients/connector/trialJudge.ts';

const everyMs = 250;

/** A path's readings over so long: with so many packets of sound a second, of which a share is lost. */
function readings(
  forMs: number,
  line: { roundTripMs?: number; loss?: number; outboundLoss?: number },
): PathReading[] {
  const { roundTripMs, loss = 0, outboundLoss = 0 } = line;
  return Array.from({ length: Math.floor(forMs / everyMs) + 1 }, (_, i) => ({
    at: 1_000 + i * everyMs,
    roundTripMs,
    received: i * 12.5 * (1 - loss),
    lost: i * 12.5 * loss,
    outboundLoss,
  }));
}

const relay = { roundTripMs: 40 };

describe('the direct path beside the relay', () => {
  test.each([
    ['after less than two seconds', 1_750, { roundTripMs: 20 }, relay, undefined],
    ['that is faster', 2_000, { roundTripMs: 20 }, relay, 'proven'],
    ['that is as fast, within what measuring differs', 2_000, { roundTripMs: 50 }, relay, 'proven'],
    ['that is slower, at first', 4_000, { roundTripMs: 60 }, relay, undefined],
    ['that stays slower', 10_000, { roundTripMs: 60 }, relay, 'slower'],
    ['that loses more, at first', 4_000, { roundTripMs: 20, loss: 0.05 }, relay, undefined],
    ['that goes on losing more', 10_000, { roundTripMs: 20, loss: 0.05 }, relay, 'lossy'],
    ['that loses what is sent', 10_000, { roundTripMs: 20, outboundLoss: 0.1 }, relay, 'lossy'],
    [
      'that loses no more than a poor relay',
      2_000,
      { roundTripMs: 20, loss: 0.05 },
      { roundTripMs: 40, loss: 0.06 },
      'proven',
    ],
    ['of which no round trip is known', 10_000, {}, relay, 'slower'],
  ] as const)('%s', (_what, forMs, direct, carrying, outcome) => {
    expect(judge(readings(forMs, direct), readings(forMs, carrying))).toBe(outcome);
  });

  test('is judged by its last two seconds', () => {
    const poor = readings(4_000, { roundTripMs: 20, loss: 0.2 });
    const last = poor.at(-1);
    if (last === undefined) throw new Error('there are readings');
    const good = Array.from({ length: 9 }, (_, i) => ({
      ...last,
      at: last.at + (i + 1) * everyMs,
      received: last.received + (i + 1) * 12.5,
    }));
    const direct = [...poor, ...good];
    expect(judge(direct, readings(6_250, relay))).toBe('proven');
  });

  test('is proven only where it is no worse, whatever the lines are like', () => {
    const line = fc.record({
      roundTripMs: fc.double({ min: 0, max: 500, noNaN: true }),
      loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(line, line, fc.integer({ min: 8, max: 60 }), (direct, carrying, count) => {
        const forMs = count * everyMs;
        const outcome = judge(readings(forMs, direct), readings(forMs, carrying));
        if (outcome !== 'proven') return;
        expect(direct.roundTripMs).toBeLessThanOrEqual(carrying.roundTripMs * 1.1 + 10);
        expect(direct.loss).toBeLessThanOrEqual(carrying.loss + 0.021);
      }),
    );
  });
});

describe('a reading', () => {
  test('takes round trip and loss from what an engine counts', () => {
    const entries = [
      { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
      { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.02 },
      { id: 'other pair', type: 'candidate-pair', currentRoundTripTime: 0.5 },
      { id: 'in', type: 'inbound-rtp', kind: 'audio', packetsReceived: 90, packetsLost: 10 },
      { id: 'picture', type: 'inbound-rtp', kind: 'video', packetsReceived: 7, packetsLost: 7 },
      { id: 'out', type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.1 },
    ];
    expect(readingOf(entries, 5)).toEqual({
      at: 5,
      roundTripMs: 20,
      received: 90,
      lost: 10,
      outboundLoss: 0.1,
    });
  });
});
