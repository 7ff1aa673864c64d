import { describe, expect, it } from 'vitest';
import { readLocation } from '../../clients/agent/route.ts';
import {
  caretAfter,
  formatUserCode,
  hasForeignLetter,
  isComplete,
} from '../../clients/agent/userCode.ts';

describe('a user code as it is typed', () => {
  it.each([
    ['w', 'W'],
    ['wdjb', 'WDJB'],
    ['wdjbm', 'WDJB-M'],
    ['wdjb mjht', 'WDJB-MJHT'],
    [' WDJB-MJHT\n', 'WDJB-MJHT'],
    ['WDJB–MJHTX', 'WDJB-MJHT'],
    ['12', ''],
  ])('%j becomes %j', (typed, formatted) => {
    expect(formatUserCode(typed)).toBe(formatted);
  });

  it('keeps the caret behind the letter it stood behind', () => {
    expect([0, 3, 4, 5, 8, 20].map(caretAfter)).toEqual([0, 3, 4, 6, 9, 9]);
  });

  it('is complete with eight letters, of which none may be a vowel', () => {
    expect(isComplete('WDJB-MJH')).toBe(false);
    expect(isComplete('WDJB-MJHT')).toBe(true);
    expect(hasForeignLetter('WDJB-MJHT')).toBe(false);
    expect(hasForeignLetter('WDAB')).toBe(true);
  });
});

describe('the address bar’s fragment', () => {
  it.each([
    ['', null, null],
    ['#pair', 'pair', null],
    ['#pair=WDJB-MJHT', 'pair', 'WDJB-MJHT'],
    ['#pair=wdjbmjht', 'pair', 'WDJB-MJHT'],
    ['#pair=WDJB', 'pair', null],
    ['#pair=%E0%A4%A', 'pair', null],
    ['#patients', 'patients', null],
    ['#elsewhere', null, null],
  ])('%j leads to %j with the code %j', (hash, route, userCode) => {
    expect(readLocation(hash)).toEqual({ route, userCode });
  });
});
