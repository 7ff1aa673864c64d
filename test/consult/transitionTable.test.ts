import { describe, expect, test } from 'vitest';
import type { CommandType } from '../../src/consult/commands.ts';
import { ruleFor } from '../../src/consult/rules.ts';
import { transition } from '../../src/consult/transition.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { everyCommand, repeatable } from './everyCommand.ts';
import { at, consultIn, stages } from './stages.ts';

const no = '!wrong_state';
const gone = '!not_found';
const stranger = '!phone_not_admitted';
const lost = 'endpoint-lost path-changed';
const moved = 'media-failed path-changed';

/**
 * What each command comes to in each state, of consults on a relay path: the events it adds, `=`
 * for none, `!` and a code for its refusal. `~` changes the consult without an event.
 */
// biome-ignore format: a table reads by its columns
const expected: Record<CommandType, readonly [string, string, string, string, string, string, string, string]> = {
  //                   none                 requested                  guided                  queued                     offered                    calling          accepted              active
  request:             ['requested',         '=',                       '=',                    '=',                       '=',                       no,              '=',                  '='],
  call:                ['requested calling', no,                        no,                     no,                        no,                        '=',             '=',                  '='],
  match:               [gone,                'offered',                 '=',                    'offered',                 'offered',                 '=',             '=',                  '='],
  relink:              [gone,                '~',                       '~',                    '~',                       '~',                       '=',             '=',                  '='],
  'set-priority':      [gone,                'priority-changed',        'priority-changed',     'priority-changed',        'priority-changed',        no,              no,                   no],
  diagnose:            [gone,                'diagnosed',               'diagnosed',            'diagnosed',               'diagnosed',               no,              'diagnosed',          'diagnosed'],
  'answer-task':       [gone,                no,                        'task-answered ended',  gone,                      gone,                      no,              gone,                 gone],
  escalate:            [gone,                'escalated queued',        'escalated queued',     '=',                       '=',                       '=',             '=',                  '='],
  'report-event':      [gone,                'device-event',            'device-event',         'device-event',            'device-event',            'device-event',  'device-event',       'device-event'],
  cancel:              [gone,                'cancelled',               'cancelled',            'cancelled',               'cancelled',               'cancelled',     no,                   no],
  accept:              [gone,                no,                        'accepted',             'accepted',                'accepted',                no,              '!already_accepted',  '!already_accepted'],
  decline:             [gone,                no,                        no,                     '!forbidden',              'declined',                no,              '=',                  '='],
  'take-call':         [gone,                no,                        no,                     no,                        no,                        'accepted',      '=',                  '='],
  'decline-call':      [gone,                no,                        no,                     no,                        no,                        'cancelled',     no,                   no],
  end:                 [gone,                no,                        no,                     no,                        no,                        no,              'ended',              'ended'],
  return:              [gone,                no,                        no,                     no,                        no,                        no,              'returned queued path-changed', 'returned queued path-changed'],
  transfer:            [gone,                no,                        no,                     no,                        no,                        no,              'transfer-offered',   'transfer-offered'],
  'withdraw-transfer': [gone,                no,                        no,                     no,                        no,                        no,              '=',                  '='],
  'invite-guest':      [gone,                no,                        no,                     no,                        no,                        no,              'guest-invited',      'guest-invited'],
  'join-guest':        [gone,                no,                        no,                     no,                        no,                        no,              gone,                 gone],
  'remove-guest':      [gone,                no,                        no,                     no,                        no,                        no,              '=',                  '='],
  'propose-phone':     [gone,                'phone-proposed',          'phone-proposed',       'phone-proposed',          'phone-proposed',          no,              'phone-proposed',     'phone-proposed'],
  'decline-phone':     [gone,                '=',                       '=',                    '=',                       '=',                       no,              '=',                  '='],
  'link-mobile':       [gone,                'mobile-linked',           'mobile-linked',        'mobile-linked',           'mobile-linked',           no,              'mobile-linked',      'mobile-linked'],
  'join-mobile':       [gone,                gone,                      gone,                   gone,                      gone,                      gone,            gone,                 gone],
  'check-mobile':      [gone,                gone,                      gone,                   gone,                      gone,                      gone,            gone,                 gone],
  'admit-mobile':      [gone,                no,                        no,                     no,                        no,                        no,              gone,                 gone],
  'remove-mobile':     [gone,                '=',                       '=',                    '=',                       '=',                       '=',             '=',                  '='],
  'begin-shift':       [gone,                no,                        no,                     no,                        no,                        no,              stranger,             stranger],
  'confirm-shift':     [gone,                no,                        no,                     no,                        no,                        no,              '=',                  '='],
  'abandon-shift':     [gone,                no,                        no,                     no,                        no,                        no,              '=',                  '='],
  say:                 [gone,                'said',                    'said',                 'said',                    'said',                    no,              'said',               'said'],
  'send-photo':        [gone,                'photo-sent',              'photo-sent',           'photo-sent',              'photo-sent',              no,              'photo-sent',         'photo-sent'],
  'send-link':         [gone,                'phone-link-sent',         'phone-link-sent',      'phone-link-sent',         'phone-link-sent',         no,              'phone-link-sent',    'phone-link-sent'],
  'give-number':       [gone,                'number-given',            'number-given',         'number-given',            'number-given',            no,              'number-given',       'number-given'],
  dial:                [gone,                no,                        no,                     no,                        no,                        no,              no,                   no],
  'connect-telephone': [gone,                'telephone-connected',     'telephone-connected',  'telephone-connected',     'telephone-connected',     no,              'telephone-connected', 'telephone-connected'],
  'send-mail':         [gone,                no,                        no,                     no,                        no,                        no,              'mail-sent',          'mail-sent'],
  'receive-mail':      [gone,                'mail-received',           'mail-received',        'mail-received',           'mail-received',           'mail-received', 'mail-received',      'mail-received'],
  join:                [gone,                'endpoint-back',           'endpoint-back',        'endpoint-back',           'endpoint-back',           'endpoint-back', 'endpoint-back',      'endpoint-back'],
  'set-policy':        [gone,                no,                        no,                     no,                        no,                        no,              '=',                  '='],
  'media-connected':   [gone,                no,                        no,                     no,                        no,                        no,              'media-connected',    '='],
  'media-failed':      [gone,                moved,                     moved,                  moved,                     moved,                     moved,           moved,                moved],
  'conclude-trial':    [gone,                no,                        no,                     no,                        no,                        no,              '!stale_epoch',        '!stale_epoch'],
  'report-devices':    [gone,                'devices-changed',         'devices-changed',      'devices-changed',         'devices-changed',         'devices-changed', 'devices-changed',  'devices-changed'],
  'endpoint-lost':     [gone,                'endpoint-lost',           'endpoint-lost',        'endpoint-lost',           'endpoint-lost',           'endpoint-lost', 'endpoint-lost',      'endpoint-lost'],
  'endpoint-back':     [gone,                '=',                       '=',                    '=',                       '=',                       '=',             '=',                  '='],
  'relay-lost':        [gone,                'path-changed',            'path-changed',         'path-changed',            'path-changed',            'path-changed',  'path-changed',       'path-changed'],
  recover:             [gone,                lost,                      lost,                   lost,                      `${lost} queued`,          `endpoint-lost ${lost}`, `endpoint-lost ${lost}`, `endpoint-lost ${lost}`],
  deadline:            [gone,                'expired',                 '=',                    '=',                       'missed missed queued',    'expired',       '=',                  '='],
  unpair:              [gone,                'cancelled',               'cancelled',            'cancelled',               'cancelled',               'cancelled',     'ended',              'ended'],
  conclude:            [gone,                no,                        no,                     no,                        no,                        no,              no,                   no],
  'ask-callback':      [gone,                'callback-asked cancelled', 'callback-asked cancelled', 'callback-asked cancelled', 'callback-asked cancelled', no,       no,                   no],
  'close-callback':    [gone,                no,                        no,                     no,                        no,                        no,              no,                   no],
};

/** In each of the three states in which a consult is over; nobody had answered the last two. */
// biome-ignore format: a table reads by its columns
const expectedWhenOver: Record<CommandType, readonly [string, string, string]> = {
  //                   ended            cancelled         expired
  request:             ['=',            '=',              '='],
  call:                ['=',            '=',              '='],
  match:               ['=',            '=',              '='],
  relink:              ['=',            '=',              '='],
  'set-priority':      [no,             no,               no],
  diagnose:            [no,             no,               no],
  'answer-task':       ['=',            '=',              '='],
  escalate:            ['=',            '=',              '='],
  'report-event':      ['=',            '=',              '='],
  cancel:              ['=',            '=',              '='],
  accept:              [no,             no,               no],
  decline:             ['=',            '=',              '='],
  'take-call':         [no,             no,               no],
  'decline-call':      ['=',            '=',              '='],
  end:                 ['=',            '=',              '='],
  return:              [no,             no,               no],
  transfer:            [no,             no,               no],
  'withdraw-transfer': ['=',            '=',              '='],
  'invite-guest':      [no,             no,               no],
  'join-guest':        [no,             no,               no],
  'remove-guest':      ['=',            '=',              '='],
  'propose-phone':     [no,             no,               no],
  'decline-phone':     ['=',            '=',              '='],
  'link-mobile':       [no,             no,               no],
  'join-mobile':       [no,             no,               no],
  'check-mobile':      [no,             no,               no],
  'admit-mobile':      [no,             no,               no],
  'remove-mobile':     ['=',            '=',              '='],
  'begin-shift':       [no,             no,               no],
  'confirm-shift':     ['=',            '=',              '='],
  'abandon-shift':     ['=',            '=',              '='],
  say:                 [no,             no,               no],
  'send-photo':        [no,             no,               no],
  'send-link':         [no,             no,               no],
  'give-number':       [no,             no,               no],
  dial:                [no,             no,               no],
  'connect-telephone': [no,             no,               no],
  'send-mail':         [no,             no,               no],
  'receive-mail':      ['=',            '=',              '='],
  join:                [no,             no,               no],
  'set-policy':        [no,             no,               no],
  'media-connected':   [no,             no,               no],
  'media-failed':      [no,             no,               no],
  'conclude-trial':    ['=',            '=',              '='],
  'report-devices':    [no,             no,               no],
  'endpoint-lost':     ['=',            '=',              '='],
  'endpoint-back':     ['=',            '=',              '='],
  'relay-lost':        ['=',            '=',              '='],
  recover:             ['=',            '=',              '='],
  deadline:            ['=',            '=',              '='],
  unpair:              ['=',            '=',              '='],
  conclude:            ['verdict',      '=',              '='],
  'ask-callback':      ['=',            'callback-asked', 'callback-asked'],
  'close-callback':    ['=',            '=',              '='],
};

const columns = [
  'none',
  'requested',
  'guided',
  'queued',
  'offered',
  'calling',
  'accepted',
  'active',
] as const;
const endings = ['ended', 'cancelled', 'expired'] as const;
const rows = Object.keys(everyCommand).filter((type): type is CommandType => type in everyCommand);

const cells = rows.flatMap((type) => [
  ...columns.map((column, index) => ({ type, column, outcome: expected[type][index] ?? '' })),
  ...endings.map((column, index) => ({
    type,
    column,
    outcome: expectedWhenOver[type][index] ?? '',
  })),
]);

describe('a command in a state', () => {
  test.each(cells)('$type, $column: $outcome', ({ type, column, outcome }) => {
    const consult = column === 'none' ? undefined : consultIn(column, 'relay');
    const result = transition(consult, everyCommand[type], at(60_000));
    if (result instanceof Refusal) {
      expect(`!${result.code}`).toBe(outcome);
      return;
    }
    const nothing = result.consult === consult ? '=' : '~';
    expect(result.events.map((event) => event.type).join(' ') || nothing).toBe(outcome);
    const lastSeq = consult?.facts.lastSeq ?? 0;
    expect(result.events.map((event) => event.seq)).toEqual(
      result.events.map((_, index) => lastSeq + index + 1),
    );
    if (outcome !== '=')
      expect(result.consult.facts.version).toBe((consult?.facts.version ?? 0) + 1);
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

  test('changes nothing the second time, unless it is a deed that may well be done twice', () => {
    for (const stage of stages) {
      for (const type of rows.filter((row) => !repeatable.has(row))) {
        const once = transition(consultIn(stage, 'relay'), everyCommand[type], at(60_000));
        if (once instanceof Refusal) continue;
        const again = transition(once.consult, everyCommand[type], at(60_000));
        expect([stage, type, again instanceof Refusal ? [] : again.events]).toEqual([
          stage,
          type,
          [],
        ]);
      }
    }
  });
});
