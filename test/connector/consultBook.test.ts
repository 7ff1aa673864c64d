import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { ConsultBook } from '../../clients/connector/consultBook.ts';
import type { ConsultUpdate, ConsultView, TimelineEvent } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { registration } from './support/demo.ts';

const at = '2026-01-01T00:00:00.000Z';
const vacant = {
  presence: 'vacant',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
} as const;

function viewAt(
  lastSeq: number,
  state: ConsultView['state'] = 'queued',
  id: string = newId(),
): ConsultView {
  const { model, platform, engineVersion, capabilities } = registration;
  return {
    ...plainConsult,
    id,
    state,
    patient: { id: newId(), name: 'Maria Example' },
    device: { id: newId(), model, platform, engineVersion, capabilities },
    serviceRequest: careRequest,
    policy: 'auto',
    path: { kind: 'direct', epoch: 1, reason: 'policy' },
    offeredTo: [],
    places: { tv: vacant, agent: vacant },
    outcome: null,
    requestedAt: at,
    acceptedAt: null,
    endedAt: null,
    deadlineAt: null,
    lastSeq,
  };
}

const event = (seq: number): TimelineEvent => ({ seq, at, by: 'system', type: 'queued' });

function update(consult: ConsultView, ...seqs: number[]): ConsultUpdate {
  return { consult, events: seqs.map(event) };
}

function seqsIn(book: ConsultBook, consultId: string): number[] | undefined {
  return book.find(consultId)?.timeline.map(({ seq }) => seq);
}

describe('what an endpoint knows of its consults', () => {
  it('has each event once, whatever is told again', () => {
    const book = new ConsultBook();
    const consult = viewAt(2);
    book.apply([update(consult, 1, 2)]);
    book.apply([update({ ...consult, lastSeq: 3 }, 1, 2, 3, 3)]);
    expect(seqsIn(book, consult.id)).toEqual([1, 2, 3]);
    expect(book.gaps()).toEqual([]);
  });

  it('shows nothing of the timeline beyond a gap, and says where the gap is', () => {
    const book = new ConsultBook();
    const consult = viewAt(1);
    book.apply([update(consult, 1)]);
    book.apply([update({ ...consult, lastSeq: 4 }, 4)]);
    expect(seqsIn(book, consult.id)).toEqual([1]);
    expect(book.gaps()).toEqual([{ consultId: consult.id, after: 1 }]);
    expect(book.cursors()).toEqual({ [consult.id]: 1 });
    book.addEvents(consult.id, [event(2), event(3)]);
    expect(seqsIn(book, consult.id)).toEqual([1, 2, 3, 4]);
    expect(book.gaps()).toEqual([]);
  });

  it('does not go back to an older view', () => {
    const book = new ConsultBook();
    const consult = viewAt(2, 'accepted');
    book.apply([update(consult, 1, 2)]);
    book.apply([update({ ...consult, state: 'offered', lastSeq: 1 }, 1)]);
    expect(book.find(consult.id)?.consult.state).toBe('accepted');
  });

  it('keeps an open consult on the list, and a dismissed one off it', () => {
    const book = new ConsultBook();
    const consult = viewAt(1);
    book.apply([update(consult, 1)]);
    book.dismiss(consult.id);
    expect(book.find(consult.id)).toBeDefined();
    const ended: ConsultView = { ...consult, state: 'ended', lastSeq: 2 };
    book.apply([update(ended, 2)]);
    book.dismiss(consult.id);
    book.apply([update(ended, 1, 2)]);
    expect(book.records.value).toEqual([]);
  });

  it('takes a consult back that rings again after it was left', () => {
    const book = new ConsultBook();
    const consult = viewAt(1, 'offered');
    book.apply([update(consult, 1)]);
    book.leave(consult.id, 'withdrawn');
    expect(book.find(consult.id)?.left).toBe('withdrawn');
    expect(book.cursors()).toEqual({});
    book.apply([update({ ...consult, lastSeq: 2 }, 2)]);
    expect(book.find(consult.id)?.left).toBeNull();
  });

  it('lists the newest last', () => {
    const book = new ConsultBook();
    const [first, second] = [viewAt(1), viewAt(1)];
    book.apply([update(second, 1), update(first, 1)]);
    expect(book.records.value.map(({ consult }) => consult.id)).toEqual([first.id, second.id]);
  });
});
