import { describe, expect, test } from 'vitest';
import type { CommandType } from '../../src/consult/commands.ts';
import { transition } from '../../src/consult/transition.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { everyCommand, repeatable } from './everyCommand.ts';
import { at, consultWithPhone, phoneStages } from './stages.ts';

const no = '!wrong_state';
const gone = '!not_found';
const late = '!already_accepted';
const back = 'returned queued path-changed';
const failed = 'media-failed path-changed';
const lost = 'endpoint-lost endpoint-lost endpoint-lost path-changed';

/**
 * What each command comes to in an active consult on the relay, by how far the patient has come
 * with the phone: the events it adds, `=` for none, `!` and a code for its refusal. A command that
 * goes to a device goes to the phone, and what is reported is reported by the TV; a minute after the
 * call went over, so that deadlines are due.
 */
// biome-ignore format: a table reads by its columns
const expected: Record<CommandType, readonly [string, string, string, string, string, string, string]> = {
  //                   linked                    admitted          to the phone                 on both                on the phone       on the way back              adrift
  request:             ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  call:                ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  match:               ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  relink:              ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'set-priority':      [no,                      no,               no,                          no,                    no,                no,                          no],
  diagnose:            ['diagnosed',             'diagnosed',      'diagnosed',                 'diagnosed',           'diagnosed',       'diagnosed',                 'diagnosed'],
  'answer-task':       [gone,                    gone,             gone,                        gone,                  gone,              gone,                        gone],
  escalate:            ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'report-event':      ['device-event',          'device-event',   'device-event',              'device-event',        'device-event',    'device-event',              'device-event'],
  cancel:              [no,                      no,               no,                          no,                    no,                no,                          no],
  accept:              [late,                    late,             late,                        late,                  late,              late,                        late],
  decline:             ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'take-call':         ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'decline-call':      [no,                      no,               no,                          no,                    no,                no,                          no],
  end:                 ['ended',                 'ended',          'ended',                     'ended',               'ended',           'ended',                     'ended'],
  return:              [back,                    back,             back,                        back,                  back,              back,                        `shifted ${back}`],
  transfer:            ['transfer-offered',      'transfer-offered', 'transfer-offered',        'transfer-offered',    'transfer-offered', 'transfer-offered',         'transfer-offered'],
  'withdraw-transfer': ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'invite-guest':      ['guest-invited',         'guest-invited',  'guest-invited',             'guest-invited',       'guest-invited',   'guest-invited',             'guest-invited'],
  'join-guest':        [gone,                    gone,             gone,                        gone,                  gone,              gone,                        gone],
  'remove-guest':      ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'propose-phone':     ['phone-proposed',        'phone-proposed', no,                          no,                    no,                no,                          no],
  'decline-phone':     ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'link-mobile':       ['=',                     '=',              '=',                         '=',                   '=',               '=',                         no],
  'join-mobile':       ['=',                     '=',              '=',                         '=',                   '=',               '=',                         gone],
  'check-mobile':      [gone,                    gone,             gone,                        gone,                  gone,              gone,                        gone],
  'admit-mobile':      ['mobile-admitted',       '=',              '=',                         '=',                   '=',               '=',                         gone],
  'remove-mobile':     ['mobile-left',           'mobile-left',    'mobile-left shift-failed',  'mobile-left shifted', 'mobile-left',     'mobile-left',               '='],
  'begin-shift':       ['!phone_not_admitted',   'shift-begun',    '=',                         'shifted',             '=',               '=',                         '='],
  'confirm-shift':     ['=',                     '=',              'shifted',                   '=',                   '=',               '=',                         '='],
  'abandon-shift':     ['=',                     '=',              'shift-failed',              '=',                   '=',               'shift-failed',              '='],
  say:                 ['said',                  'said',           'said',                      'said',                'said',            'said',                      'said'],
  'send-photo':        ['photo-sent',            'photo-sent',     'photo-sent',                'photo-sent',          'photo-sent',      'photo-sent',                'photo-sent'],
  'send-link':         ['phone-link-sent',       'phone-link-sent', 'phone-link-sent',          'phone-link-sent',     'phone-link-sent', 'phone-link-sent',           'phone-link-sent'],
  'give-number':       ['number-given',          'number-given',   'number-given',              'number-given',        'number-given',    'number-given',              'number-given'],
  dial:                [no,                      no,               no,                          no,                    no,                no,                          no],
  'connect-telephone': ['telephone-connected',   'telephone-connected', 'telephone-connected',  'telephone-connected', 'telephone-connected', 'telephone-connected',   'telephone-connected'],
  'send-mail':         ['mail-sent',             'mail-sent',      'mail-sent',                 'mail-sent',           'mail-sent',       'mail-sent',                 'mail-sent'],
  'receive-mail':      ['mail-received',         'mail-received',  'mail-received',             'mail-received',       'mail-received',   'mail-received',             'mail-received'],
  join:                ['endpoint-back',         'endpoint-back',  'endpoint-back',             'endpoint-back',       'endpoint-back',   'endpoint-back',             'endpoint-back'],
  'set-policy':        ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'media-connected':   ['=',                     '=',              '=',                         '=',                   '=',               'media-connected',           '='],
  'media-failed':      [failed,                  failed,           failed,                      failed,                '=',               'media-failed shift-failed', '='],
  'conclude-trial':    ['!stale_epoch',           '!stale_epoch',    '!stale_epoch',               '!stale_epoch',         '!stale_epoch',     '!stale_epoch',               '!stale_epoch'],
  'report-devices':    ['devices-changed',       'devices-changed', 'devices-changed',          'devices-changed',     'devices-changed', 'devices-changed',           'devices-changed'],
  'endpoint-lost':     ['endpoint-lost',         'endpoint-lost',  'endpoint-lost',             'endpoint-lost',       'endpoint-lost',   'endpoint-lost',             'endpoint-lost'],
  'endpoint-back':     ['=',                     '=',              '=',                         '=',                   '=',               '=',                         '='],
  'relay-lost':        ['path-changed',          'path-changed',   'path-changed',              'path-changed',        'path-changed',    'path-changed',              'path-changed'],
  recover:             [lost,                    lost,             lost,                        lost,                  lost,              lost,                        'endpoint-lost endpoint-lost path-changed'],
  deadline:            ['=',                     '=',              'shift-failed',              '=',                   '=',               'shift-failed',              'ended'],
  unpair:              ['ended',                 'ended',          'ended',                     'ended',               'ended',           'ended',                     'ended'],
  conclude:            [no,                      no,               no,                          no,                    no,                no,                          no],
  'ask-callback':      [no,                      no,               no,                          no,                    no,                no,                          no],
  'close-callback':    [no,                      no,               no,                          no,                    no,                no,                          no],
};

const rows = Object.keys(expected).filter((type): type is CommandType => type in expected);
const cells = rows.flatMap((type) =>
  phoneStages.map((stage, index) => ({ type, stage, outcome: expected[type][index] ?? '' })),
);

describe('a command in a consult with a phone', () => {
  test.each(cells)('$type, $stage: $outcome', ({ type, stage, outcome }) => {
    const consult = consultWithPhone(stage);
    const result = transition(consult, everyCommand[type], at(60_000));
    if (result instanceof Refusal) {
      expect(`!${result.code}`).toBe(outcome);
      return;
    }
    const nothing = result.consult === consult ? '=' : '~';
    expect(result.events.map((event) => event.type).join(' ') || nothing).toBe(outcome);
    expect(result.events.map((event) => event.seq)).toEqual(
      result.events.map((_, index) => consult.facts.lastSeq + index + 1),
    );
  });

  test('changes nothing the second time, unless it is a deed that may well be done twice', () => {
    for (const { type, stage } of cells.filter((cell) => !repeatable.has(cell.type))) {
      const once = transition(consultWithPhone(stage), everyCommand[type], at(60_000));
      if (once instanceof Refusal) continue;
      const again = transition(once.consult, everyCommand[type], at(60_000));
      const events = again instanceof Refusal ? [] : again.events;
      expect([stage, type, events]).toEqual([stage, type, []]);
    }
  });
});
