import type { ConsultStateName, ErrorCode } from '../protocol/index.ts';
import type { Command, CommandType } from './commands.ts';

/** Where a command may find a consult: nowhere, in a state, or over. Columns of the table. */
const standings = {
  none: 0,
  requested: 1,
  queued: 2,
  offered: 3,
  accepted: 4,
  active: 5,
  over: 6,
} as const;
export type Standing = keyof typeof standings;

/**
 * What a command does in a standing: `applies` (it may change the consult), `nothing` (its wish is
 * fulfilled already, or it concerns nobody any more), or the code of its refusal.
 */
export type Rule = 'applies' | 'nothing' | ErrorCode;
type Row = readonly [Rule, Rule, Rule, Rule, Rule, Rule, Rule];

const yes = 'applies';
const moot = 'nothing';
const no = 'wrong_state';
const late = 'already_accepted';
const gone = 'not_found';

/** The table of transitions. A command that applies may still be refused for its particulars. */
// biome-ignore format: a table reads by its columns
const rules = {
  //                 none  requested queued offered accepted active over
  request:           [yes,  moot, moot, moot, moot, moot, moot],
  match:             [gone, yes,  yes,  yes,  moot, moot, moot],
  cancel:            [gone, yes,  yes,  yes,  no,   no,   moot],
  accept:            [gone, no,   no,   yes,  late, late, no],
  decline:           [gone, no,   yes,  yes,  moot, moot, moot],
  end:               [gone, no,   no,   no,   yes,  yes,  moot],
  join:              [gone, yes,  yes,  yes,  yes,  yes,  no],
  'set-policy':      [gone, no,   no,   no,   yes,  yes,  no],
  'media-connected': [gone, no,   no,   no,   yes,  yes,  no],
  'media-failed':    [gone, yes,  yes,  yes,  yes,  yes,  no],
  'report-devices':  [gone, yes,  yes,  yes,  yes,  yes,  no],
  'endpoint-lost':   [gone, yes,  yes,  yes,  yes,  yes,  moot],
  'endpoint-back':   [gone, yes,  yes,  yes,  yes,  yes,  moot],
  'relay-lost':      [gone, yes,  yes,  yes,  yes,  yes,  moot],
  recover:           [gone, yes,  yes,  yes,  yes,  yes,  moot],
  deadline:          [gone, yes,  yes,  yes,  yes,  yes,  moot],
  unpair:            [gone, yes,  yes,  yes,  yes,  yes,  moot],
} as const satisfies Record<CommandType, Row>;

type Rules = typeof rules;

/** The commands that apply in at least one of these standings: so the compiler reads the table. */
export type Applicable<S extends Standing> = {
  [T in CommandType]: 'applies' extends Rules[T][(typeof standings)[S]]
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
