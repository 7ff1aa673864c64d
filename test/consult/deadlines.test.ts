import { describe, expect, test } from 'vitest';
import { deadlineOf, dueAt } from '../../src/consult/deadlines.ts';
import type { Consult } from '../../src/consult/state.ts';
import { viewOf } from '../../src/consult/view.ts';
import { ada, homeTv } from './people.ts';
import { adaAccepts, applied, consultIn, timeAt } from './stages.ts';

const tvLost = { type: 'endpoint-lost', sessionId: homeTv.sessionId } as const;
const tvBack = { type: 'endpoint-back', sessionId: homeTv.sessionId } as const;
const agentLost = { type: 'endpoint-lost', sessionId: ada.sessionId } as const;

function outcomeAt(consult: Consult, ms: number): string | null {
  return viewOf(applied(consult, [{ type: 'deadline' }], ms).consult).outcome;
}

describe('waiting', () => {
  test('ends a minute after the request where nobody is there', () => {
    const alone = { type: 'match', rings: [], attended: false } as const;
    const { consult } = applied(consultIn('requested'), [alone]);
    expect(deadlineOf(consult)).toBe(timeAt(60_000));
    expect(outcomeAt(consult, 59_999)).toBeNull();
    expect(outcomeAt(consult, 60_000)).toBe('nobody-came');
  });

  test('ends a minute after the last who may answer has left', () => {
    const alone = { type: 'match', rings: [], attended: false } as const;
    const { consult } = applied(consultIn('offered'), [alone], 600_000);
    expect(deadlineOf(consult)).toBe(timeAt(660_000));
    expect(outcomeAt(consult, 660_000)).toBe('nobody-came');
  });

  test('goes on for an hour in the queue while somebody who may answer is there', () => {
    for (const stage of ['queued', 'offered'] as const) {
      const consult = consultIn(stage);
      expect(deadlineOf(consult)).toBe(timeAt(3_600_000));
      expect(outcomeAt(consult, 3_599_999)).toBeNull();
      expect(outcomeAt(consult, 3_600_000)).toBe('nobody-came');
    }
  });

  test('rings at one person for half a minute, and is looked at then', () => {
    const consult = consultIn('offered');
    expect(dueAt(consult)).toBe(timeAt(30_000));
    const early = applied(consult, [{ type: 'deadline' }], 29_999);
    expect(early.events).toEqual([]);
    const late = applied(consult, [{ type: 'deadline' }], 30_000);
    expect(late.consult.phase.state).toBe('queued');
    expect(late.events.map(({ type }) => type)).toEqual(['missed', 'missed', 'queued']);
  });

  test('ends 15 seconds after the TV was lost', () => {
    const { consult } = applied(consultIn('offered'), [tvLost], 1_000);
    expect(deadlineOf(consult)).toBe(timeAt(16_000));
    expect(outcomeAt(consult, 15_999)).toBeNull();
    expect(outcomeAt(consult, 16_000)).toBe('tv-lost');
  });

  test('goes on to its own end once the TV is back', () => {
    const { consult } = applied(consultIn('offered'), [tvLost, tvBack], 1_000);
    expect(deadlineOf(consult)).toBe(timeAt(3_600_000));
  });

  test('starts anew when the server does, since nobody could answer meanwhile', () => {
    const { consult } = applied(consultIn('offered'), [{ type: 'recover' }, tvBack], 50_000);
    expect(deadlineOf(consult)).toBe(timeAt(110_000));
  });

  test('is looked at without delay while nobody has matched it', () => {
    expect(dueAt(consultIn('requested'))).toBe(timeAt(0));
    expect(deadlineOf(consultIn('requested'))).toBe(timeAt(60_000));
  });
});

describe('an accepted consult', () => {
  test.each([
    ['TV', tvLost, 'tv-lost'],
    ['agent', agentLost, 'agent-lost'],
  ] as const)('ends 90 seconds after the %s was lost', (_, lost, outcome) => {
    for (const stage of ['accepted', 'active'] as const) {
      const { consult } = applied(consultIn(stage), [lost], 1_000);
      expect(deadlineOf(consult)).toBe(timeAt(91_000));
      expect(outcomeAt(consult, 90_999)).toBeNull();
      expect(outcomeAt(consult, 91_000)).toBe(outcome);
    }
  });

  test('keeps the deadline of a TV that is lost twice without coming back', () => {
    const lost = applied(consultIn('active'), [tvLost], 1_000);
    const { consult, events } = applied(lost.consult, [tvLost], 20_000);
    expect(events).toEqual([]);
    expect(deadlineOf(consult)).toBe(timeAt(91_000));
  });

  test('gives a TV that was away while it rang the longer patience', () => {
    const away = applied(consultIn('offered'), [tvLost], 1_000);
    const { consult } = applied(away.consult, [adaAccepts], 10_000);
    expect(deadlineOf(consult)).toBe(timeAt(100_000));
  });

  test('gives both sides the whole grace time again when the server starts anew', () => {
    const lost = applied(consultIn('active', 'direct'), [tvLost], 1_000);
    const { consult, events } = applied(lost.consult, [{ type: 'recover' }], 20_000);
    expect(deadlineOf(consult)).toBe(timeAt(110_000));
    expect(events).toMatchObject([{ type: 'endpoint-lost', place: 'agent' }]);
  });

  test('without anybody away has no deadline', () => {
    expect(deadlineOf(consultIn('active'))).toBeNull();
    expect(deadlineOf(consultIn('ended'))).toBeNull();
  });
});
