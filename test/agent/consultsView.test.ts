import { describe, expect, it } from 'vitest';
import { concerned, consultsView, ringsFor } from '../../clients/agent/consultsView.ts';
import type { ConsultRecord } from '../../clients/connector/consultBook.ts';
import type { ConsultView } from '../../src/protocol/index.ts';
import { recordOf } from './records.ts';

const me = { id: '0198c0de-0000-7000-8000-000000000001', name: 'Dr. Rossi' };
const other = { id: '0198c0de-0000-7000-8000-000000000002', name: 'Dr. Bianchi' };
function record(id: string, changes: Partial<ConsultView>, left: ConsultRecord['left'] = null) {
  return recordOf(id, { offeredTo: [me], ...changes }, left);
}

const ringing = record('ringing', {});
const mine = record('mine', { state: 'active', agent: me });
const over = record('over', { state: 'ended', agent: me, outcome: 'ended-by-patient' });
const none = new Set<string>();

function shown(records: readonly ConsultRecord[], held = none, shownId: string | null = null) {
  const view = consultsView(records, me.id, held, shownId);
  return 'record' in view ? `${view.name} ${view.record.consult.id}` : view.name;
}

describe('what an agent’s screen shows', () => {
  it('is nothing while nobody asks', () => {
    expect(shown([])).toBe('idle');
    expect(shown([record('x', { offeredTo: [other] })])).toBe('idle');
  });

  it('is what rings, until it is answered elsewhere or over', () => {
    expect(shown([ringing])).toBe('incoming');
    expect(shown([{ ...ringing, left: 'accepted-elsewhere' }])).toBe('idle');
    expect(ringsFor(record('x', { state: 'queued' }), me.id)).toBe(false);
  });

  it('is one’s own call before anything that rings', () => {
    expect(shown([ringing, mine], new Set(['mine']))).toBe('call mine');
  });

  it('is the way back to a call that another window holds, but what rings comes first', () => {
    expect(shown([mine])).toBe('elsewhere mine');
    expect(shown([mine, ringing])).toBe('incoming');
  });

  it('is a consult that is over only while somebody reads it', () => {
    expect(shown([over])).toBe('idle');
    expect(shown([over], none, 'over')).toBe('ended over');
    expect(shown([over, ringing], none, 'over')).toBe('incoming');
  });

  it('is never a colleague’s call', () => {
    expect(shown([record('x', { state: 'active', agent: other })])).toBe('idle');
  });

  it('is one’s own call while it rings at the TV', () => {
    const calling = record('calling', { state: 'calling', agent: me, offeredTo: [] });
    expect(shown([calling], new Set(['calling']))).toBe('calling calling');
    expect(shown([calling, ringing], new Set(['calling']))).toBe('calling calling');
  });

  it('is a colleague’s call that is handed over, as a ring', () => {
    const transfer = { to: me, note: 'Please.', expiresAt: '2026-03-02T09:01:00.000Z' };
    const handed = record('x', { state: 'active', agent: other, offeredTo: [], transfer });
    expect(shown([handed])).toBe('incoming');
    expect(ringsFor(handed, other.id)).toBe(false);
    expect(ringsFor({ ...handed, left: 'over' }, me.id)).toBe(false);
  });

  it('is the waiting room once one has sent the patient back', () => {
    expect(shown([record('x', { state: 'queued', offeredTo: [] })], none, 'x')).toBe('idle');
  });
});

describe('whose consult it was', () => {
  const at = '2026-03-02T09:00:00.000Z';

  it('is theirs who had it, and whom it rang at', () => {
    expect(concerned(over, me.id)).toBe(true);
    const rang = {
      ...record('x', { state: 'ended', agent: other }),
      timeline: [{ seq: 1, at, by: 'system' as const, type: 'offered' as const, to: [me] }],
    };
    expect(concerned(rang, me.id)).toBe(true);
    expect(concerned({ ...rang, timeline: [] }, me.id)).toBe(false);
  });
});
