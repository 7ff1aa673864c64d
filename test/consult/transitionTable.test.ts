import { describe, expect, test } from 'vitest';
import type { Command, CommandType } from '../../src/consult/commands.ts';
import { ruleFor } from '../../src/consult/rules.ts';
import { transition } from '../../src/consult/transition.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { homeTv, idOf, person } from './people.ts';
import {
  at,
  benAccepts,
  callCommand,
  connected,
  consultIn,
  diagnosis,
  failed,
  phone,
  requestCommand,
  stages,
} from './stages.ts';

const guest = { id: idOf('guest'), name: 'Irma', relation: 'interpreter' } as const;
const noticed = {
  id: idOf('noticed'),
  type: 'fault-noticed',
  version: 1,
  at: '2026-03-02T09:00:30.000Z',
  fault: { code: 'network-poor', evidence: {} },
};

/** One command of each type, made to matter; a minute after the request, when deadlines are due. */
const commands: { readonly [T in CommandType]: Extract<Command, { type: T }> | Command } = {
  request: requestCommand('auto'),
  call: callCommand('auto'),
  match: { type: 'match', rings: [person('Ada')], attended: true },
  relink: { type: 'relink', answerers: { preferred: [person('Ada')], team: [], staff: [] } },
  'set-priority': { type: 'set-priority', priority: 'urgent' },
  diagnose: { ...diagnosis, diagnostic: { ...diagnosis.diagnostic, id: idOf('another') } },
  'answer-task': {
    type: 'answer-task',
    answer: { taskId: idOf('restart'), answer: 'done', checkedBy: 'patient' },
  },
  escalate: { type: 'escalate' },
  'report-event': { type: 'report-event', seat: 'tv', event: noticed },
  cancel: { type: 'cancel', seat: 'tv' },
  accept: benAccepts,
  decline: { type: 'decline', person: person('Ada') },
  'take-call': { type: 'take-call' },
  'decline-call': { type: 'decline-call' },
  end: { type: 'end', seat: 'agent' },
  return: { type: 'return' },
  transfer: { type: 'transfer', to: person('Ben'), note: '' },
  'withdraw-transfer': { type: 'withdraw-transfer' },
  'invite-guest': { type: 'invite-guest', guest },
  'join-guest': { type: 'join-guest', guestId: guest.id, sessionId: idOf('guest session') },
  'remove-guest': { type: 'remove-guest', guestId: guest.id, reason: 'removed' },
  'propose-phone': {
    type: 'propose-phone',
    proposal: { use: 'move', reason: 'wished', by: 'agent' },
  },
  'decline-phone': { type: 'decline-phone' },
  'link-mobile': { type: 'link-mobile', mobile: phone, check: null },
  'join-mobile': { type: 'join-mobile', mobileId: phone.id, sessionId: idOf('phone session') },
  'check-mobile': { type: 'check-mobile', mobileId: phone.id, passed: true, triesLeft: 3 },
  'admit-mobile': { type: 'admit-mobile', mobileId: phone.id },
  'remove-mobile': { type: 'remove-mobile', mobileId: phone.id, reason: 'refused' },
  'begin-shift': { type: 'begin-shift', to: 'mobile', media: 'video' },
  'confirm-shift': { type: 'confirm-shift', to: 'mobile' },
  'abandon-shift': { type: 'abandon-shift' },
  say: { type: 'say', seat: 'tv', messageId: idOf('message'), text: 'Good morning.' },
  'send-photo': {
    type: 'send-photo',
    seat: 'mobile',
    photo: { id: idOf('photo'), width: 1_200, height: 900, sizeBytes: 300_000 },
  },
  'send-link': { type: 'send-link', by: 'patient', way: 'sms', to: '…34' },
  'give-number': { type: 'give-number', number: '+41441234567' },
  dial: { type: 'dial' },
  'connect-telephone': { type: 'connect-telephone', person: person('Ada') },
  'send-mail': { type: 'send-mail', to: 'm…@example.org', text: 'How are you?' },
  'receive-mail': { type: 'receive-mail', text: 'Better.' },
  join: { type: 'join', place: 'tv', sessionId: idOf('second run') },
  'set-policy': { type: 'set-policy', policy: 'relay' },
  'media-connected': connected('tv', 1),
  'media-failed': failed('tv', 1),
  'report-devices': {
    type: 'report-devices',
    seat: 'tv',
    devices: { camera: 'on', microphone: 'on' },
  },
  'endpoint-lost': { type: 'endpoint-lost', sessionId: homeTv.sessionId },
  'endpoint-back': { type: 'endpoint-back', sessionId: homeTv.sessionId },
  'relay-lost': { type: 'relay-lost', epoch: 1 },
  recover: { type: 'recover' },
  deadline: { type: 'deadline' },
  unpair: { type: 'unpair' },
  conclude: { type: 'conclude', verdict: [{ en: 'Nothing stood out.' }] },
  'ask-callback': { type: 'ask-callback' },
  'close-callback': { type: 'close-callback', person: person('Ada') },
};

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

/** What is done anew each time: the server starts, or a person sends or calls again. */
const repeatable: ReadonlySet<CommandType> = new Set([
  'recover',
  'send-link',
  'send-mail',
  'receive-mail',
  'dial',
]);

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
const rows = Object.keys(commands).filter((type): type is CommandType => type in commands);

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
    const result = transition(consult, commands[type], at(60_000));
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
