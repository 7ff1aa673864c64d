import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeUserCode, normalizeUserCode } from '../../src/registration/userCode.ts';

describe('user codes', () => {
  it('are eight consonants in two groups of four', () => {
    for (let count = 0; count < 500; count += 1) {
      expect(makeUserCode(randomBytes)).toMatch(
        /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/,
      );
    }
  });

  it('have every letter equally often: bytes that would favour some are passed over', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      let calls = 0;
      const first = (size: number) => new Uint8Array(size).fill(calls++ === 0 ? byte : 0);
      const [letter = ''] = makeUserCode(first);
      if (calls === 1) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    expect(new Set(counts.values())).toEqual(new Set([12]));
  });

  it('are understood in any case, with any or no separator', () => {
    for (const typed of ['wdjb-mjht', 'WDJBMJHT', ' wdjb mjht ', 'WDJB–MJHT', 'w.d.j.b.m.j.h.t']) {
      expect(normalizeUserCode(typed)).toBe('WDJB-MJHT');
    }
  });

  it('that cannot exist are told from those that may', () => {
    for (const typed of ['', 'WDJB', 'WDJB-MJHTX', 'WDJB-MJHA', 'WDJB-MJH1', 'ẞDJB-MJHT']) {
      expect(normalizeUserCode(typed)).toBeUndefined();
    }
  });

  it('are never made of anything else, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const code = normalizeUserCode(typed);
        expect(code === undefined || /^[B-Z]{4}-[B-Z]{4}$/.test(code)).toBe(true);
      }),
    );
  });
});
