import { expect, it } from 'vitest';
import {
  afterConsult,
  afterNo,
  forgetGone,
  nothingAnswered,
  offerOf,
  quietAfterNoMs,
} from '../../clients/tv/embed/helpOffers.ts';
import type { FaultCode } from '../../src/protocol/index.ts';

const there = (...codes: readonly FaultCode[]) => codes.map((code) => ({ fault: { code } }));
const now = 1_000_000;
const later = now + quietAfterNoMs;

it('help is offered for the first of the faults that are there, and for none where none is', () => {
  const faults = there('network-down', 'playback-stalled');
  expect(offerOf(nothingAnswered, faults, now)).toBe(faults[0]);
  expect(offerOf(nothingAnswered, [], now)).toBeUndefined();
});

it('after No nothing is offered for a while, not even for something new', () => {
  const answers = afterNo(nothingAnswered, there('playback-stalled'), now);
  expect(offerOf(answers, there('picture-black'), later - 1)).toBeUndefined();
  expect(offerOf(answers, there('picture-black'), later)).toEqual(there('picture-black')[0]);
});

it('after No the same fault is not offered help for until it was gone', () => {
  const faults = there('playback-stalled');
  const answers = afterNo(nothingAnswered, faults, now);
  expect(offerOf(forgetGone(answers, faults), faults, later * 2)).toBeUndefined();
  expect(offerOf(forgetGone(answers, []), faults, later)).toBe(faults[0]);
});

it('after a consult about a fault only that fault is let be', () => {
  const answers = afterConsult(nothingAnswered, there('playback-stalled'));
  expect(offerOf(answers, there('playback-stalled'), now)).toBeUndefined();
  expect(offerOf(answers, there('playback-stalled', 'picture-black'), now)).toEqual(
    there('picture-black')[0],
  );
});
