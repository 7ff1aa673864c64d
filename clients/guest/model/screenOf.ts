import { finalStates, type GuestIdentity } from '../../../src/protocol/index.ts';
import type { CallPhase, ConnectionState, ConsultRecord } from '../../connector/index.ts';
import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import { type Company, peopleIn } from './people.ts';
import type { Screen } from './screen.ts';

/** How far the guest is: before the door, inside, or out again by their own wish. */
export type Step = 'lobby' | 'inside' | 'left';

/** All that decides what the page shows. */
export interface Situation {
  /** By a link, by a reload of the page, by a link that lacks something, or with nothing. */
  readonly came: 'by-link' | 'by-reload' | 'by-broken-link' | 'with-nothing';
  readonly connection: ConnectionState;
  /** The last one known. */
  readonly identity: GuestIdentity | null;
  readonly record: ConsultRecord | undefined;
  readonly step: Step;
  readonly failed: boolean;
  readonly own: OwnMedia;
  readonly phase: CallPhase;
  readonly company: Company;
}

/** One failed try to connect may be a blink; from the second on the guest is told. */
const attemptsBeforeTelling = 2;

/** @returns what the page shows in a situation */
export function screenOf(situation: Situation): Screen {
  const { came, connection, identity, record, step } = situation;
  if (came === 'with-nothing') return { name: 'no-way-in', why: 'missing' };
  if (came === 'by-broken-link') return { name: 'no-way-in', why: 'broken' };
  if (identity !== null) {
    const clinic = identity.clinic.name;
    if (step === 'left') return { name: 'left', clinic };
    if (record !== undefined) {
      if (finalStates.has(record.consult.state)) return { name: 'ended', clinic };
      if (record.left !== null) {
        return { name: record.left === 'over' ? 'ended' : 'sent-away', clinic };
      }
    }
  }
  if (connection.name === 'closed') {
    if (connection.reason === 'replaced') return { name: 'elsewhere' };
    const neverIn = came === 'by-link' && identity === null;
    return { name: 'no-way-in', why: neverIn ? 'used' : 'gone' };
  }
  if (identity === null || record === undefined) {
    const isTold =
      connection.name === 'reconnecting' && connection.attempt >= attemptsBeforeTelling;
    return { name: isTold ? 'unreachable' : 'opening' };
  }
  const clinic = identity.clinic.name;
  const { own, failed, phase, company } = situation;
  if (step === 'lobby') return { name: 'lobby', clinic, guest: identity.name, own, failed };
  return {
    name: 'call',
    clinic,
    phase,
    online: connection.name === 'open',
    people: peopleIn(record.consult, identity.guestId, company),
    own,
  };
}
