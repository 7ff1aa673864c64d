import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MobilePlace, Proposal, TimelineEvent } from '../../src/protocol/index.ts';
import type { TvPhoneModel } from '../pages/tv-phone-model-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';

let browser: Browser;
let model: ModulePage<TvPhoneModel>;

beforeAll(async () => {
  browser = await launchChromium();
  const moduleUrl = new URL('../pages/tv-phone-model.ts', import.meta.url);
  model = await openModulePage<TvPhoneModel>(browser, moduleUrl);
});
afterAll(() => browser?.close());

const id = (last: number) => `01900000-0000-7000-8000-00000000000${last}`;
const soon = '2026-03-02T09:05:00.000Z';
const phone: MobilePlace = {
  id: id(7),
  model: 'iPhone',
  browser: 'Safari 18',
  address: '10.0.0.5',
  nearTv: true,
  way: 'qr',
  use: 'move',
  admitted: false,
  check: null,
  media: null,
  presence: 'present',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};
const admitted: MobilePlace = { ...phone, admitted: true };
const proposal: Proposal = { use: 'split', reason: 'camera', by: 'system' };
const toPhone = { to: 'mobile', expiresAt: soon } as const;
const toTv = { to: 'tv', expiresAt: soon } as const;

describe('a phone that has come', () => {
  it.each([
    { how: 'answers what the clinic asks it', mobile: { ...phone, check: open(3) }, is: 'check' },
    { how: 'waits to be let in', mobile: phone, is: 'waits' },
    { how: 'has to be started, where it is to take the call', mobile: admitted, is: 'start' },
    { how: 'is ready, where it is for writing', mobile: { ...admitted, use: 'add' }, is: 'ready' },
    { how: 'may lose its connection', mobile: { ...phone, presence: 'absent' }, is: 'absent' },
  ] as const)('$how', async ({ mobile, is }) => {
    expect(await model.call('step', { mobile })).toBe(is);
  });

  it('is connected while the call is on its way', async () => {
    expect(await model.call('step', { mobile: admitted, shift: toPhone })).toBe('shifting');
  });
});

function open(triesLeft: number): MobilePlace['check'] {
  return { kind: 'pin', state: 'open', triesLeft };
}

describe('what is open about the phone', () => {
  it.each([
    { when: 'a phone comes', at: 'question', before: {}, now: { mobile: phone }, goes: 'phone' },
    {
      when: 'another phone comes in place of the first',
      at: 'question',
      before: { mobile: phone },
      now: { mobile: { ...phone, id: id(8) } },
      goes: 'phone',
    },
    {
      when: 'a phone that is to write is let in',
      at: 'phone',
      before: { mobile: { ...phone, use: 'add' } },
      now: { mobile: { ...admitted, use: 'add' } },
      goes: 'closed',
    },
    {
      when: 'a phone that is to take the call is let in',
      at: 'phone',
      before: { mobile: phone },
      now: { mobile: admitted },
      goes: 'phone',
    },
    {
      when: 'the phone has taken the call',
      at: 'phone',
      before: { mobile: admitted, shift: toPhone },
      now: { mobile: admitted, patientAt: 'mobile' },
      goes: 'closed',
    },
    {
      when: 'the phone did not make it',
      at: 'phone',
      before: { mobile: admitted, shift: toPhone },
      now: { mobile: admitted },
      goes: 'closed',
    },
    {
      when: 'the phone was put out',
      at: 'phone',
      before: { mobile: phone },
      now: { mobile: null },
      goes: 'closed',
    },
    {
      when: 'the call begins to come back',
      at: 'return',
      before: { mobile: admitted, patientAt: 'mobile' },
      now: { mobile: admitted, patientAt: 'mobile', shift: toTv },
      goes: 'closed',
    },
    {
      when: 'the phone loses its connection while the way back is open',
      at: 'return',
      before: { mobile: admitted, patientAt: 'mobile' },
      now: { mobile: { ...admitted, presence: 'absent' }, patientAt: 'mobile' },
      goes: 'return',
    },
    {
      when: 'the clinic has the patient on the telephone',
      at: 'question',
      before: {},
      now: { telephone: { state: 'connected', number: null } },
      goes: 'closed',
    },
  ] as const)('is «$goes» when $when', async ({ at, before, now, goes }) => {
    expect(await model.call('followed', at, before, now)).toBe(goes);
  });
});

const event = (seq: number) => ({ seq, at: soon, by: 'system' as const });
const proposed = (reason: 'camera' | 'quality'): TimelineEvent => ({
  ...event(1),
  type: 'phone-proposed',
  proposal: { ...proposal, reason },
});
const declined: TimelineEvent = { ...event(2), type: 'phone-declined' };

describe('the TV proposes the phone', () => {
  it.each([
    { when: 'all is well', facts: {}, is: null },
    { when: 'there is no camera', facts: { camera: 'missing' }, is: 'camera' },
    { when: 'the camera was refused', facts: { camera: 'refused' }, is: 'camera' },
    { when: 'another app has the camera', facts: { camera: 'in-use' }, is: 'camera' },
    { when: 'the camera was unplugged', facts: { camera: 'unplugged' }, is: 'camera' },
    { when: 'the patient has turned the camera off', facts: { camera: 'off' }, is: null },
    { when: 'the connection is poor', facts: { quality: 'poor' }, is: 'quality' },
    {
      when: 'it has done so for this reason',
      facts: { camera: 'missing', timeline: [proposed('camera')] },
      is: null,
    },
    {
      when: 'it has done so for another reason',
      facts: { quality: 'poor', timeline: [proposed('camera')] },
      is: 'quality',
    },
    {
      when: 'the patient has said no',
      facts: { quality: 'poor', timeline: [proposed('camera'), declined] },
      is: null,
    },
  ] as const)('when $when: $is', async ({ facts, is }) => {
    expect(await model.call('reason', {}, facts)).toBe(is);
  });

  it.each([
    { when: 'nobody has answered yet', consult: { state: 'queued' } },
    { when: 'a phone is there', consult: { mobile: phone } },
    { when: 'the phone films already', consult: { patientAt: 'both' } },
    { when: 'the patient is being asked', consult: { proposal } },
  ] as const)('never when $when', async ({ consult }) => {
    expect(await model.call('reason', consult, { camera: 'missing', quality: 'poor' })).toBeNull();
  });
});

const shifted = (seq: number, from: 'tv' | 'both', to: 'tv' | 'both'): TimelineEvent => ({
  ...event(seq),
  type: 'shifted',
  from,
  to,
});
const begun = (seq: number, to: 'tv' | 'both'): TimelineEvent => ({
  ...event(seq),
  type: 'shift-begun',
  to,
});

describe('when the TV has the call again', () => {
  const there = [begun(1, 'both'), shifted(2, 'tv', 'both')];

  it('because the phone is gone, it says so, and may film as before', async () => {
    const timeline = [...there, shifted(3, 'both', 'tv')];
    expect(await model.call('hasFallenBack', timeline)).toBe(true);
    expect(await model.call('news', timeline)).toBe('back-alone');
  });

  it('because it was wished, that is all it says', async () => {
    const timeline = [...there, begun(3, 'tv'), shifted(4, 'both', 'tv')];
    expect(await model.call('hasFallenBack', timeline)).toBe(false);
    expect(await model.call('news', timeline)).toBe('back');
  });

  it('because the phone is gone after a way back that failed, it may film as before', async () => {
    const failed: TimelineEvent = {
      ...event(4),
      type: 'shift-failed',
      to: 'tv',
      reason: 'no-frames',
    };
    const timeline = [...there, begun(3, 'tv'), failed, shifted(5, 'both', 'tv')];
    expect(await model.call('hasFallenBack', timeline)).toBe(true);
  });
});

describe('a code is renewed', () => {
  it.each([
    { clock: 'is right', now: '2026-03-02T09:00:00.000Z', inMs: 280_000 },
    { clock: 'is two minutes fast', now: '2026-03-02T09:02:00.000Z', inMs: 160_000 },
    { clock: 'is two minutes slow', now: '2026-03-02T08:58:00.000Z', inMs: 280_000 },
    { clock: 'is of another year', now: '2031-01-01T00:00:00.000Z', inMs: 280_000 },
  ])('ahead of its end, where the TV’s clock $clock', async ({ now, inMs }) => {
    expect(await model.call('renewIn', soon, now)).toBe(inMs);
  });
});
