import {
  type ConsultView,
  finalStates,
  type MobileIdentity,
  type MobilePlace,
} from '../../../src/protocol/index.ts';
import type { CallPhase, ConnectionState, ConsultRecord } from '../../connector/index.ts';
import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import { knownOf } from './known.ts';
import { type Company, peopleIn } from './people.ts';
import type {
  CallAtTv,
  CallHere,
  CallUse,
  CheckScreen,
  CodeProblem,
  NumberAsk,
  Returning,
  Screen,
  Tab,
} from './screen.ts';
import type { Talk } from './talk.ts';

/** What the patient has asked for of the call's way to this phone and back. */
export interface CrossingState {
  /** What of the call is to come here; `null`: it stays on the TV. */
  readonly wish: CallUse | null;
  readonly attempt: 'none' | 'under-way' | 'failed';
  readonly returning: Returning | null;
}

/** What this phone has asked the clinic, and what came of it. */
export interface AskState {
  readonly check: CheckScreen['answer'];
  /** As the last answer said; `null` before there was one. */
  readonly triesLeft: number | null;
  readonly number: NumberAsk;
  /** Tasks whose answer is on its way. */
  readonly answering: ReadonlySet<string>;
}

/** All that decides what the page shows. */
export interface Situation {
  /** By a code, by a reload of the page, with a link that lacks something, or with nothing. */
  readonly came: 'by-code' | 'by-reload' | 'by-broken-link' | 'with-nothing';
  readonly connection: ConnectionState;
  /** The last one known. */
  readonly identity: MobileIdentity | null;
  readonly record: ConsultRecord | undefined;
  readonly hasLeft: boolean;
  readonly tab: Tab;
  readonly crossing: CrossingState;
  readonly asks: AskState;
  readonly own: OwnMedia;
  readonly media: 'video' | 'audio';
  readonly phase: CallPhase;
  readonly company: Company;
  readonly talk: Talk;
}

/** One failed try to connect may be a blink; from the second on the patient is told. */
const attemptsBeforeTelling = 2;

/** @returns what the page shows in a situation */
export function screenOf(situation: Situation): Screen {
  const { connection, identity, record } = situation;
  const farewell = farewellOf(situation);
  if (farewell !== undefined) return farewell;
  if (connection.name === 'idle') {
    return { name: 'code', problem: situation.came === 'by-broken-link' ? 'broken' : null };
  }
  const mobile = record?.consult.mobile;
  if (identity === null || record === undefined || mobile?.id !== identity.mobileId) {
    const isTold =
      connection.name === 'reconnecting' && connection.attempt >= attemptsBeforeTelling;
    return { name: isTold ? 'unreachable' : 'opening' };
  }
  if (!mobile.admitted) return beforeAdmission(situation, mobile, identity.clinic.name);
  const { consult } = record;
  return startScreen(situation, consult) ?? consultScreen(situation, record, identity.clinic.name);
}

/** How the phone's part has ended, if it has. */
function farewellOf(situation: Situation): Screen | undefined {
  const { connection, identity, record, hasLeft } = situation;
  if (hasLeft) return { name: 'left' };
  if (identity !== null && record !== undefined) {
    const { consult, left } = record;
    if (finalStates.has(consult.state) || left === 'over') {
      return { name: 'ended', outcome: consult.outcome, verdict: consult.verdict ?? [] };
    }
    if (left !== null) return { name: 'out', why: whyOut(situation, consult) };
  }
  if (connection.name !== 'closed') return undefined;
  if (connection.reason === 'replaced') return { name: 'elsewhere' };
  const neverIn = situation.came === 'by-code' && identity === null;
  return neverIn ? { name: 'code', problem: problemOf(connection) } : { name: 'gone' };
}

function whyOut(
  { asks }: Situation,
  { mobile }: ConsultView,
): 'check-failed' | 'refused' | 'put-out' {
  if (asks.triesLeft === 0) return 'check-failed';
  return mobile?.admitted === true ? 'put-out' : 'refused';
}

function problemOf({ code }: Extract<ConnectionState, { name: 'closed' }>): CodeProblem {
  switch (code) {
    case 'phone_code_used':
      return 'used';
    case 'wrong_state':
      return 'elsewhere';
    case 'rate_limited':
      return 'too-often';
    default:
      return 'void';
  }
}

function beforeAdmission(
  { connection, asks }: Situation,
  { check }: MobilePlace,
  clinic: string,
): Screen {
  if (check?.state !== 'open') {
    return { name: 'admission', clinic, online: connection.name === 'open' };
  }
  const triesLeft = Math.min(check.triesLeft, asks.triesLeft ?? check.triesLeft);
  return { name: 'check', clinic, kind: check.kind, triesLeft, answer: asks.check };
}

/** The way into the call, where the patient is on it. */
function startScreen(situation: Situation, consult: ConsultView): Screen | undefined {
  const { crossing, own, media, connection } = situation;
  const { patientAt, shift } = consult;
  if (!isAnswered(consult) || patientAt !== 'tv') return undefined;
  const goesOver = shift !== null && shift.to !== 'tv';
  const use = goesOver ? (shift.to === 'both' ? 'split' : 'move') : crossing.wish;
  if (use === null) return undefined;
  const isConnecting = goesOver || crossing.attempt === 'under-way';
  return {
    name: 'start',
    use,
    agent: consult.agent?.name ?? '',
    own,
    media,
    step: isConnecting ? 'connecting' : stepOf(own),
    failed: crossing.attempt === 'failed',
    online: connection.name === 'open',
  };
}

function stepOf({ asked }: OwnMedia): 'explain' | 'asking' | 'preview' {
  if (asked === 'not-yet') return 'explain';
  return asked === 'now' ? 'asking' : 'preview';
}

function consultScreen(situation: Situation, record: ConsultRecord, clinic: string): Screen {
  const { connection, tab, talk, asks } = situation;
  const { agent, places } = record.consult;
  return {
    name: 'consult',
    clinic,
    online: connection.name === 'open',
    agent: agent && { name: agent.name, present: places.agent.presence === 'present' },
    tvPresent: places.tv.presence === 'present',
    tab,
    call: callOf(situation, record.consult),
    talk,
    known: knownOf(record, asks.answering),
  };
}

function callOf(situation: Situation, consult: ConsultView): CallAtTv | CallHere {
  const { asks, phase, own, media, company, crossing } = situation;
  const { patientAt, shift, telephone } = consult;
  if (patientAt === 'tv') {
    return { at: 'tv', answered: isAnswered(consult), telephone, number: asks.number };
  }
  return {
    at: patientAt,
    phase,
    own,
    media,
    people: peopleIn(consult, company),
    goesBack: shift?.to === 'tv',
    returning: crossing.returning,
  };
}

/** Whether there is a call that can go from one device to another. */
function isAnswered({ state }: Pick<ConsultView, 'state'>): boolean {
  return state === 'accepted' || state === 'active';
}
