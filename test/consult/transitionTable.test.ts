import { describe, expect, test } from 'vitest';
import type { Command, CommandType } from '../../src/consult/commands.ts';
import { ruleFor } from '../../src/consult/rules.ts';
import { transition } from '../../src/consult/transition.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { homeTv, idOf, person } from './people.ts';
import { at, benAccepts, connected, consultIn, failed, requestCommand, stages } from './stages.ts';

/** One command of each type, made to matter; a minute after the request, when deadlines are due. */
const commands: { readonly [T in CommandType]: Extract<Command, { type: T }> | Command } = {
  request: requestCommand('auto'),
  match: { type: 'match', candidates: [person('Ada')] },
  cancel: { type: 'cancel' },
  accept: benAccepts,
  decline: { type: 'decline', person: person('Ada'), linked: [idOf('Ada'), idOf('Ben')] },
  end: { type: 'end', place: 'agent' },
  join: { type: 'join', place: 'tv', sessionId: idOf('second run') },
  'set-policy': { type: 'set-policy', policy: 'relay' },
  'media-connected': connected('tv', 1),
  'media-failed': failed('tv', 1),
  'report-devices': {
    type: 'report-devices',
    place: 'tv',
    devices: { camera: 'on', microphone: 'on' },
  },
  'endpoint-lost': { type: 'endpoint-lost', sessionId: homeTv.sessionId },
  'endpoint-back': { type: 'endpoint-back', sessionId: homeTv.sessionId },
  'relay-lost': { type: 'relay-lost', epoch: 1 },
  recover: { type: 'recover' },
  deadline: { type: 'deadline' },
  unpair: { type: 'unpair' },
};

/**
 * What each command comes to in each state, of consults on a relay path: the events it adds, `=`
 * for none, `!` and a code for its refusal.
 */
// biome-ignore format: a table reads by its columns
const expected: Record<CommandType, readonly [string, string, string, string, string, string]> = {
  //                 none          requested                 queued                    offered                   accepted                    active
  request:           ['requested', '=',                      '=',                      '=',                      '=',                        '='],
  match:             ['!not_found', 'offered',               'offered',                'offered',                '=',                        '='],
  cancel:            ['!not_found', 'cancelled',             'cancelled',              'cancelled',              '!wrong_state',             '!wrong_state'],
  accept:            ['!not_found', '!wrong_state',          '!wrong_state',           'accepted',               '!already_accepted',        '!already_accepted'],
  decline:           ['!not_found', '!wrong_state',          '!forbidden',             'declined',               '=',                        '='],
  end:               ['!not_found', '!wrong_state',          '!wrong_state',           '!wrong_state',           'ended',                    'ended'],
  join:              ['!not_found', 'endpoint-back',         'endpoint-back',          'endpoint-back',          'endpoint-back',            'endpoint-back'],
  'set-policy':      ['!not_found', '!wrong_state',          '!wrong_state',           '!wrong_state',           '=',                        '='],
  'media-connected': ['!not_found', '!wrong_state',          '!wrong_state',           '!wrong_state',           'media-connected',          '='],
  'media-failed':    ['!not_found', 'media-failed path-changed', 'media-failed path-changed', 'media-failed path-changed', 'media-failed path-changed', 'media-failed path-changed'],
  'report-devices':  ['!not_found', 'devices-changed',       'devices-changed',        'devices-changed',        'devices-changed',          'devices-changed'],
  'endpoint-lost':   ['!not_found', 'endpoint-lost',         'endpoint-lost',          'endpoint-lost',          'endpoint-lost',            'endpoint-lost'],
  'endpoint-back':   ['!not_found', '=',                     '=',                      '=',                      '=',                        '='],
  'relay-lost':      ['!not_found', 'path-changed',          'path-changed',           'path-changed',           'path-changed',             'path-changed'],
  recover:           ['!not_found', 'endpoint-lost path-changed', 'endpoint-lost path-changed', 'endpoint-lost path-changed', 'endpoint-lost endpoint-lost path-changed', 'endpoint-lost endpoint-lost path-changed'],
  deadline:          ['!not_found', 'expired',               'expired',                'expired',                '=',                        '='],
  unpair:            ['!not_found', 'cancelled',             'cancelled',              'cancelled',              'ended',                    'ended'],
};

/** In each of the three states in which a consult is over. */
const expectedWhenOver: Record<CommandType, string> = {
  request: '=',
  match: '=',
  cancel: '=',
  accept: '!wrong_state',
  decline: '=',
  end: '=',
  join: '!wrong_state',
  'set-policy': '!wrong_state',
  'media-connected': '!wrong_state',
  'media-failed': '!wrong_state',
  'report-devices': '!wrong_state',
  'endpoint-lost': '=',
  'endpoint-back': '=',
  'relay-lost': '=',
  recover: '=',
  deadline: '=',
  unpair: '=',
};

const columns = ['none', 'requested', 'queued', 'offered', 'accepted', 'active'] as const;
const rows = Object.keys(commands).filter((type): type is CommandType => type in commands);

const cells = rows.flatMap((type) => [
  ...columns.map((column, index) => ({ type, column, outcome: expected[type][index] ?? '' })),
  ...(['ended', 'cancelled', 'expired'] as const).map((column) => ({
    type,
    column,
    outcome: expectedWhenOver[type],
  })),
]);

describe('a command in a state', () => {
  test.each(cells)('$type, $column: $outcome', ({ type, column, outcome }) => {
    const consult = column === 'none' ? undefined : consultIn(column, 'relay');
    const result = transition(consult, commands[type], at(60_000));
    if (result instanceof Refusal) {
      expect(`!${result.code}`).toBe(outcome);
      return;
    }
    expect(result.events.map((event) => event.type).join(' ') || '=').toBe(outcome);
    const lastSeq = consult?.facts.lastSeq ?? 0;
    expect(result.events.map((event) => event.seq)).toEqual(
      result.events.map((_, index) => lastSeq + index + 1),
    );
    if (result.events.length === 0) expect(result.consult).toBe(consult);
    else expect(result.consult.facts.version).toBe((consult?.facts.version ?? 0) + 1);
  });

  test('is tried in every state there is', () => {
    expect(new Set(cells.map((cell) => cell.column))).toEqual(new Set(['none', ...stages]));
  });

  test('does as the table of rules says, but for particulars that the table leaves open', () => {
    for (const { type, column, outcome } of cells) {
      const rule = ruleFor(type, column === 'none' ? undefined : column);
      if (rule === 'nothing') expect([type, column, outcome]).toEqual([type, column, '=']);
      else if (rule !== 'applies')
        expect([type, column, outcome]).toEqual([type, column, `!${rule}`]);
    }
  });

  test('changes nothing the second time, unless it is the server that starts anew', () => {
    for (const stage of stages) {
      for (const type of rows.filter((row) => row !== 'recover')) {
        const once = transition(consultIn(stage, 'relay'), commands[type], at(60_000));
        if (once instanceof Refusal) continue;
        const again = transition(once.consult, commands[type], at(60_000));
        expect([stage, type, again instanceof Refusal ? [] : again.events]).toEqual([
          stage,
          type,
          [],
        ]);
      }
    }
  });
});
