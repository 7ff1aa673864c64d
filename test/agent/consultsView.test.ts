import { describe, expect, it } from 'vitest';
import { consultsView, ringsFor } from '../../clients/agent/consultsView.ts';
import type { ConsultRecord } from '../../clients/connector/consultBook.ts';
import type { ConsultView } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';

const me = { id: '0198c0de-0000-7000-8000-000000000001', name: 'Dr. Rossi' };
const other = { id: '0198c0de-0000-7000-8000-000000000002', name: 'Dr. Bianchi' };
const nowhere = { presence: 'vacant', connected: false } as const;
const devices = { camera: 'unknown', microphone: 'unknown' } as const;

function record(id: string, changes: Partial<ConsultView>, left: ConsultRecord['left'] = null) {
  const consult: ConsultView = {
    ...plainConsult,
    id,
    state: 'offered',
    patient: { id: 'patient', name: 'Maria Conti' },
    device: {
      id: 'device',
      model: 'TV',
      platform: 'browser',
      engineVersion: '1',
      capabilities: {
        camera: true,
        microphone: true,
        dataChannel: true,
        decodes: [],
        encodes: [],
        keys: [],
      },
    },
    serviceRequest: careRequest,
    policy: 'auto',
    path: { kind: 'direct', epoch: 1, reason: 'policy' },
    offeredTo: [me],
    places: { tv: { ...nowhere, devices }, agent: { ...nowhere, devices } },
    outcome: null,
    requestedAt: '2026-03-02T09:00:00.000Z',
    acceptedAt: null,
    endedAt: null,
    deadlineAt: null,
    lastSeq: 1,
    ...changes,
  };
  return { consult, timeline: [], left };
}

const ringing = record('ringing', {});
const mine = record('mine', { state: 'active', agent: me });
const over = record('over', { state: 'ended', agent: me, outcome: 'ended-by-patient' });
const none = new Set<string>();

function shown(records: readonly ConsultRecord[], held = none, shownId: string | null = null) {
  const view = consultsView(records, me.id, held, shownId);
  return 'record' in view ? `${view.name} ${view.record.consult.id}` : view.name;
}

describe('what a physician’s screen shows', () => {
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
});
