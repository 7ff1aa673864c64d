import { describe, expect, it } from 'vitest';
import {
  answers,
  callbacksWaiting,
  guidanceOf,
  mayAdmit,
  waitingInOrder,
} from '../../clients/agent/waitingRoom.ts';
import type { AgentIdentity, ConsultView } from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { recordOf } from './records.ts';

const at = (minute: number) => `2026-03-02T09:0${minute}:00.000Z`;
const ids = (records: readonly { readonly consult: ConsultView }[]) =>
  records.map(({ consult }) => consult.id);

describe('the waiting room', () => {
  it('has the urgent first, then who has waited longest, in whatever order they came', () => {
    const records = [
      recordOf('late', { state: 'queued', requestedAt: at(3) }),
      recordOf('urgent', { state: 'queued', requestedAt: at(4), priority: 'urgent' }),
      recordOf('early', { state: 'offered', requestedAt: at(1) }),
      recordOf('at-once', { state: 'requested', requestedAt: at(5), priority: 'stat' }),
      recordOf('guided', { state: 'guided', requestedAt: at(2) }),
    ];
    const expected = ['at-once', 'urgent', 'early', 'guided', 'late'];
    expect(ids(waitingInOrder(records))).toEqual(expected);
    expect(ids(waitingInOrder([...records].reverse()))).toEqual(expected);
  });

  it('has nobody who is in a call, gone, or answered elsewhere', () => {
    const records = [
      recordOf('active', { state: 'active' }),
      recordOf('calling', { state: 'calling' }),
      recordOf('cancelled', { state: 'cancelled' }),
      recordOf('elsewhere', { state: 'offered' }, 'accepted-elsewhere'),
    ];
    expect(waitingInOrder(records)).toEqual([]);
  });

  it('keeps wishes to be called back until somebody saw to them, the oldest first', () => {
    const doneBy = { id: 'person', name: 'Dr. Rossi' };
    const records = [
      recordOf('second', { state: 'cancelled', callback: { askedAt: at(6), doneBy: null } }),
      recordOf('first', { state: 'ended', callback: { askedAt: at(2), doneBy: null } }),
      recordOf('done', { state: 'cancelled', callback: { askedAt: at(1), doneBy } }),
      recordOf('none', { state: 'ended' }),
    ];
    expect(ids(callbacksWaiting(records))).toEqual(['first', 'second']);
  });
});

describe('who answers', () => {
  const identity = (role: AgentIdentity['role'], desks: AgentIdentity['desks']): AgentIdentity => ({
    kind: 'agent',
    personId: 'me',
    name: 'Me',
    role,
    desks,
    clinic: { id: 'clinic', name: 'Clinic' },
  });
  const care = recordOf('care', {}).consult;
  const support = recordOf('support', { serviceRequest: { ...careRequest, kind: 'support' } });

  it('is whoever has a desk, admins never', () => {
    expect(answers(identity('staff', ['support']))).toBe(true);
    expect(answers(identity('staff', []))).toBe(false);
    expect(answers(identity('admin', ['care']))).toBe(false);
  });

  it('lets physicians admit whom they see, and staff those of their desks', () => {
    expect(mayAdmit(identity('physician', ['care']), care)).toBe(true);
    expect(mayAdmit(identity('staff', ['support']), care)).toBe(false);
    expect(mayAdmit(identity('staff', ['support']), support.consult)).toBe(true);
    expect(mayAdmit(identity('admin', []), care)).toBe(false);
  });
});

describe('how far a guided patient is', () => {
  it('is counted by the last diagnostic’s answers', () => {
    expect(guidanceOf(recordOf('x', {}).consult)).toBeNull();
    const task = (id: string) => ({ id, text: { en: 'Do it.' }, concludes: true });
    const diagnostic = {
      id: 'diagnostic',
      source: { type: 'person' as const, person: { id: 'p', name: 'P' } },
      findings: [],
      tasks: [task('a'), task('b')],
    };
    const answer = { taskId: 'a', answer: 'done' as const, checkedBy: 'device' as const };
    const guidance = guidanceOf(
      recordOf('x', { diagnostics: [{ diagnostic, answers: [answer] }] }).consult,
    );
    expect(guidance).toMatchObject({ done: 1, tasks: 2 });
  });
});
