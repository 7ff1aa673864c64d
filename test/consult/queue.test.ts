import { describe, expect, test } from 'vitest';
import type { WaitingConsult } from '../../src/consult/ports.ts';
import { inOrder, matchQueue, placesIn } from '../../src/consult/queue.ts';
import type { AgentPresence } from '../../src/protocol/index.ts';
import { presencesOf, ringsAfter, second, waitingConsult } from './queues.ts';

const noon = second(0);

describe('the order of the queue', () => {
  test('is urgency first, then the time of the request, then the id', () => {
    const queue = inOrder([
      waitingConsult('d', { requestedAt: second(2) }),
      waitingConsult('c', { requestedAt: second(1) }),
      waitingConsult('b', { requestedAt: second(1) }),
      waitingConsult('urgent', { requestedAt: second(8), priority: 'urgent' }),
      waitingConsult('stat', { requestedAt: second(9), priority: 'stat' }),
    ]);
    expect(queue.map(({ id }) => id)).toEqual(['stat', 'urgent', 'b', 'c', 'd']);
  });

  test('counts, as a place, only those before who might be answered by the same people', () => {
    const places = placesIn([
      waitingConsult('first', { team: ['ada'], requestedAt: second(1) }),
      waitingConsult('elsewhere', { staff: ['finn'], requestedAt: second(2) }),
      waitingConsult('both', { team: ['ada'], staff: ['finn'], requestedAt: second(3) }),
      waitingConsult('hurried', { team: ['ada'], requestedAt: second(4), priority: 'urgent' }),
      waitingConsult('of nobody', { requestedAt: second(5) }),
    ]);
    expect(Object.fromEntries(places)).toEqual({
      hurried: 1,
      first: 2,
      elsewhere: 1,
      both: 4,
      'of nobody': 1,
    });
  });
});

type Row = readonly [
  title: string,
  waiting: readonly WaitingConsult[],
  presences: Readonly<Record<string, AgentPresence>>,
  rings: Readonly<Record<string, readonly string[]>>,
];

const rows: readonly Row[] = [
  [
    'one who waits rings at everybody of the team who is free',
    [waitingConsult('a', { team: ['ada', 'ben'] })],
    { ada: 'available', ben: 'available' },
    { a: ['ada', 'ben'] },
  ],
  [
    'of two who wait each rings at one before either rings at more',
    [
      waitingConsult('a', { team: ['ada', 'ben', 'cleo'], requestedAt: second(1) }),
      waitingConsult('b', { team: ['ada', 'ben', 'cleo'], requestedAt: second(2) }),
    ],
    { ada: 'available', ben: 'available', cleo: 'available' },
    { a: ['ada', 'cleo'], b: ['ben'] },
  ],
  [
    'the only one who is free is rung by whoever has waited longest',
    [
      waitingConsult('late', { team: ['ada'], requestedAt: second(2) }),
      waitingConsult('early', { team: ['ada'], requestedAt: second(1) }),
    ],
    { ada: 'available' },
    { early: ['ada'], late: [] },
  ],
  [
    'or by whoever is in more of a hurry',
    [
      waitingConsult('early', { team: ['ada'], requestedAt: second(1) }),
      waitingConsult('hurried', { team: ['ada'], requestedAt: second(2), priority: 'stat' }),
    ],
    { ada: 'available' },
    { hurried: ['ada'], early: [] },
  ],
  [
    'who is rung goes on being rung, even for a patient in less of a hurry',
    [
      waitingConsult('ringing', { team: ['ada'], requestedAt: second(2), rings: ['ada'] }),
      waitingConsult('hurried', { team: ['ada'], requestedAt: second(3), priority: 'stat' }),
    ],
    { ada: 'available' },
    { ringing: ['ada'], hurried: [] },
  ],
  [
    'for a set time the preferred are rung alone',
    [waitingConsult('a', { preferred: ['ada'], team: ['ben'], preferredUntil: second(1) })],
    { ada: 'available', ben: 'available' },
    { a: ['ada'] },
  ],
  [
    'after it the team is rung besides',
    [
      waitingConsult('a', {
        preferred: ['ada'],
        team: ['ben'],
        staff: ['finn'],
        preferredUntil: noon,
        rings: ['ada'],
      }),
    ],
    { ada: 'available', ben: 'available', finn: 'available' },
    { a: ['ada', 'ben'] },
  ],
  [
    'the team is rung at once where none of the preferred is free',
    [waitingConsult('a', { preferred: ['ada'], team: ['ben'], preferredUntil: second(9) })],
    { ada: 'busy', ben: 'available' },
    { a: ['ben'] },
  ],
  [
    'also where the preferred is rung by somebody else',
    [
      waitingConsult('a', { team: ['ada'], requestedAt: second(1), rings: ['ada'] }),
      waitingConsult('b', {
        preferred: ['ada'],
        team: ['ben'],
        requestedAt: second(2),
        preferredUntil: second(9),
      }),
    ],
    { ada: 'available', ben: 'available' },
    { a: ['ada'], b: ['ben'] },
  ],
  [
    'staff is rung last, where no physician is free',
    [
      waitingConsult('a', { team: ['ada'], staff: ['finn'], requestedAt: second(1) }),
      waitingConsult('b', { team: ['ada'], staff: ['finn'], requestedAt: second(2) }),
    ],
    { ada: 'available', finn: 'available' },
    { a: ['ada'], b: ['finn'] },
  ],
  [
    'a physician who comes free is rung besides the staff who is rung already',
    [waitingConsult('a', { team: ['ada'], staff: ['finn'], rings: ['finn'] })],
    { ada: 'available', finn: 'available' },
    { a: ['finn', 'ada'] },
  ],
  [
    'who said no is spared, and who sent the patient back',
    [waitingConsult('a', { team: ['ada', 'ben', 'cleo'], declinedBy: ['ada'], heldBy: ['ben'] })],
    { ada: 'available', ben: 'available', cleo: 'available' },
    { a: ['cleo'] },
  ],
  ...(['busy', 'away', 'do-not-disturb', 'offline'] as const).map(
    (presence): Row => [
      `nobody is rung who is ${presence}`,
      [waitingConsult('a', { team: ['ada'] })],
      { ada: presence },
      { a: [] },
    ],
  ),
  [
    'nobody is rung who may not answer',
    [waitingConsult('a', { team: ['ada'] })],
    { ben: 'available' },
    { a: [] },
  ],
  [
    'who is rung and becomes unavailable loses the ring, and the next is rung',
    [waitingConsult('a', { team: ['ada', 'ben'], rings: ['ada'] })],
    { ada: 'away', ben: 'available' },
    { a: ['ben'] },
  ],
  [
    'who may not answer any more loses the ring to whom they may answer',
    [
      waitingConsult('a', { team: ['ben'], requestedAt: second(1), rings: ['ada'] }),
      waitingConsult('b', { team: ['ada'], requestedAt: second(2) }),
    ],
    { ada: 'available' },
    { a: [], b: ['ada'] },
  ],
];

describe('matching', () => {
  test.each(rows)('%s', (_, waiting, presences, rings) => {
    expect(ringsAfter(waiting, presencesOf(presences))).toEqual(rings);
  });

  test('leaves out who is rung by something else than the queue', () => {
    const waiting = [waitingConsult('a', { team: ['ada', 'ben'] })];
    const presences = presencesOf({ ada: 'available', ben: 'available' });
    expect(ringsAfter(waiting, presences, new Set(['ada']))).toEqual({ a: ['ben'] });
  });

  test('tells only what is to change, a new consult always, and first what is to ring', () => {
    const matchings = matchQueue({
      waiting: [
        waitingConsult('as it was', { team: ['ada'], rings: ['ada'], attended: true }),
        waitingConsult('new, without anybody', { isNew: true, requestedAt: second(1) }),
        waitingConsult('new', { team: ['ben'], isNew: true, requestedAt: second(2) }),
      ],
      presences: presencesOf({ ada: 'available', ben: 'available' }),
      rungElsewhere: new Set(),
      now: new Date(noon),
    });
    expect(matchings).toEqual([
      { consultId: 'new', rings: ['ben'], attended: true },
      { consultId: 'new, without anybody', rings: [], attended: false },
    ]);
  });

  test.each([
    ['available', true],
    ['busy', true],
    ['away', false],
    ['do-not-disturb', false],
    ['offline', false],
  ] as const)('whose only answerer is %s is attended: %s', (presence, attended) => {
    const waiting = [waitingConsult('a', { team: ['ada'], attended: !attended })];
    const presences = presencesOf({ ada: presence });
    const situation = { waiting, presences, rungElsewhere: new Set<string>(), now: new Date(noon) };
    expect(matchQueue(situation)[0]?.attended).toBe(attended);
  });

  test('who said no attends nobody; who sent the patient back still does', () => {
    const presences = presencesOf({ ada: 'available' });
    const attendedBy = (of: Partial<WaitingConsult>) =>
      matchQueue({
        waiting: [waitingConsult('a', { team: ['ada'], isNew: true, ...of })],
        presences,
        rungElsewhere: new Set(),
        now: new Date(noon),
      })[0]?.attended;
    expect(attendedBy({ declinedBy: ['ada'] })).toBe(false);
    expect(attendedBy({ heldBy: ['ada'] })).toBe(true);
  });
});
