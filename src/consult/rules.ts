import type { ConsultStateName, ErrorCode } from '../protocol/index.ts';
import type { BesideCommand, Command, CommandType } from './commands.ts';

/** Where a command may find a consult: nowhere, in a state, or over. Columns of the table. */
const standings = {
  none: 0,
  requested: 1,
  guided: 2,
  queued: 3,
  offered: 4,
  calling: 5,
  accepted: 6,
  active: 7,
  over: 8,
} as const;
export type Standing = keyof typeof standings;

/**
 * What a command does in a standing: `applies` (it may change the consult), `nothing` (its wish is
 * fulfilled already, or it concerns nobody any more), or the code of its refusal.
 */
export type Rule = 'applies' | 'nothing' | ErrorCode;
type Row = readonly [Rule, Rule, Rule, Rule, Rule, Rule, Rule, Rule, Rule];

const yes = 'applies';
const moot = 'nothing';
const no = 'wrong_state';
const gone = 'not_found';

/** The table of transitions. A command that applies may still be refused for its particulars. */
// biome-ignore format: a table reads by its columns
const rules = {
  //                   none  requested guided queued offered calling accepted active over
  request:             [yes,  moot, moot, moot, moot, no,   moot, moot, moot],
  call:                [yes,  no,   no,   no,   no,   moot, moot, moot, moot],
  match:               [gone, yes,  moot, yes,  yes,  moot, moot, moot, moot],
  relink:              [gone, yes,  yes,  yes,  yes,  moot, moot, moot, moot],
  'set-priority':      [gone, yes,  yes,  yes,  yes,  no,   no,   no,   no],
  diagnose:            [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'answer-task':       [gone, no,   yes,  yes,  yes,  no,   yes,  yes,  moot],
  escalate:            [gone, yes,  yes,  moot, moot, moot, moot, moot, moot],
  'report-event':      [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  cancel:              [gone, yes,  yes,  yes,  yes,  yes,  no,   no,   moot],
  accept:              [gone, no,   yes,  yes,  yes,  no,   yes,  yes,  no],
  decline:             [gone, no,   no,   yes,  yes,  no,   yes,  yes,  moot],
  'take-call':         [gone, no,   no,   no,   no,   yes,  moot, moot, no],
  'decline-call':      [gone, no,   no,   no,   no,   yes,  no,   no,   moot],
  end:                 [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  return:              [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  transfer:            [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'withdraw-transfer': [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  'invite-guest':      [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'join-guest':        [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'remove-guest':      [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  'propose-phone':     [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'decline-phone':     [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  moot],
  'link-mobile':       [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'join-mobile':       [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  no],
  'check-mobile':      [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  no],
  'admit-mobile':      [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'remove-mobile':     [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  'begin-shift':       [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'confirm-shift':     [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  'abandon-shift':     [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  say:                 [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'send-photo':        [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'send-link':         [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'give-number':       [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  dial:                [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'connect-telephone': [gone, yes,  yes,  yes,  yes,  no,   yes,  yes,  no],
  'send-mail':         [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'receive-mail':      [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  join:                [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  no],
  'set-policy':        [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'media-connected':   [gone, no,   no,   no,   no,   no,   yes,  yes,  no],
  'media-failed':      [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  no],
  'conclude-trial':    [gone, no,   no,   no,   no,   no,   yes,  yes,  moot],
  'report-devices':    [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  no],
  'endpoint-lost':     [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  'endpoint-back':     [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  'relay-lost':        [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  recover:             [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  deadline:            [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  unpair:              [gone, yes,  yes,  yes,  yes,  yes,  yes,  yes,  moot],
  conclude:            [gone, no,   no,   no,   no,   no,   no,   no,   yes],
  'ask-callback':      [gone, yes,  yes,  yes,  yes,  no,   no,   no,   yes],
  'close-callback':    [gone, no,   no,   no,   no,   no,   no,   no,   yes],
} as const satisfies Record<CommandType, Row>;

type Rules = typeof rules;

/**
 * The commands that apply in at least one of these standings, without those that mean the same in
 * each: so the compiler reads the table.
 */
export type Applicable<S extends Standing> = {
  [T in CommandType]: T extends BesideCommand['type']
    ? never
    : 'applies' extends Rules[T][(typeof standings)[S]]
      ? Extract<Command, { type: T }>
      : never;
}[CommandType];

/** What the table says of a command in a state; `undefined` is a consult that does not exist. */
export function ruleFor(type: CommandType, state: ConsultStateName | undefined): Rule {
  return rules[type][standings[standingOf(state)]];
}

/** The column of a state. */
function standingOf(state: ConsultStateName | undefined): Standing {
  switch (state) {
    case undefined:
      return 'none';
    case 'ended':
    case 'cancelled':
    case 'expired':
      return 'over';
    default:
      return state;
  }
}
