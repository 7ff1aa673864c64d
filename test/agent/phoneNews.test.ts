import { describe, expect, it } from 'vitest';
import { phoneNews } from '../../clients/agent/phoneNews.ts';
import type { ConsultView, TimelineEvent } from '../../src/protocol/index.ts';
import { mobile, timelineOf } from './phones.ts';
import { recordOf } from './records.ts';

function newsOf(
  changes: Partial<ConsultView>,
  timeline: readonly TimelineEvent[] = [],
  isVisible = true,
) {
  const record = recordOf('x', { state: 'active', ...changes });
  return phoneNews({ ...record, timeline }, isVisible);
}
const names = (...given: Parameters<typeof newsOf>) => newsOf(...given).map(({ name }) => name);

const begun = { type: 'shift-begun', by: 'patient', to: 'mobile' } as const;
const failed = { type: 'shift-failed', by: 'system', to: 'mobile', reason: 'no-frames' } as const;
const absentTv = {
  tv: { ...mobile, presence: 'absent' },
  agent: { ...mobile, presence: 'present' },
} as const;

describe('what is told of the patient’s phone', () => {
  it('is nothing while the call is on the TV, or goes well on the phone', () => {
    expect(names({})).toEqual([]);
    expect(names({ mobile, patientAt: 'both' })).toEqual([]);
  });

  it('is that the call moves, and until when it may', () => {
    const shift = { to: 'mobile', expiresAt: '2026-03-02T09:00:15.000Z' } as const;
    expect(newsOf({ mobile, shift })).toEqual([{ name: 'shifting', ...shift }]);
  });

  it('is that it did not move, until it is tried again or somebody else comes', () => {
    const tried = timelineOf(begun, failed);
    expect(newsOf({ mobile }, tried)).toEqual([{ name: 'past', event: tried[1] }]);
    const shift = { to: 'mobile', expiresAt: '2026-03-02T09:00:15.000Z' } as const;
    expect(names({ mobile, shift }, timelineOf(begun, failed, begun))).toEqual(['shifting']);
    const shifted = { type: 'shifted', by: 'agent', from: 'tv', to: 'mobile' } as const;
    expect(names({ mobile }, timelineOf(begun, failed, begun, shifted))).toEqual([]);
  });

  it('is that the phone left by itself, and not that one has refused it', () => {
    const left = (reason: 'left' | 'refused' | 'lost' | 'check-failed') =>
      names({}, timelineOf({ type: 'mobile-left', by: 'patient', mobile, reason }));
    expect(left('check-failed')).toEqual(['past']);
    expect(left('lost')).toEqual(['past']);
    expect(left('refused')).toEqual([]);
  });

  it('is that a phone beside the call is lost; of one that has the call the picture tells', () => {
    const lost = { ...mobile, presence: 'absent' } as const;
    expect(names({ mobile: lost })).toEqual(['phone-absent']);
    expect(names({ mobile: { ...lost, admitted: false } })).toEqual([]);
    expect(names({ mobile: lost, patientAt: 'mobile' })).toEqual([]);
  });

  it('is that the phone is locked or shows something else, as long as the call is on it', () => {
    expect(names({ mobile, patientAt: 'mobile' }, [], false)).toEqual(['phone-hidden']);
    expect(names({ mobile }, [], false)).toEqual([]);
  });

  it('is that the TV is away while the patient is on the phone', () => {
    expect(newsOf({ mobile, patientAt: 'both', places: absentTv })).toEqual([
      { name: 'tv-absent', at: 'both' },
    ]);
    expect(names({ places: absentTv })).toEqual([]);
  });
});
