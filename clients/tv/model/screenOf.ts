import type { FaultCode, QueuePlace, TvIdentity } from '../../../src/protocol/index.ts';
import type {
  ConnectionState,
  ConsultRecord,
  PairingState,
  RequestErrorCode,
} from '../../connector/index.ts';
import { consultScreenOf } from './consultScreenOf.ts';
import type { Counterparts, OnPhoneScreen } from './consultScreens.ts';
import type { OwnSide } from './patientConsult.ts';
import type { Screen } from './screen.ts';

/** All that decides what the TV shows. */
export interface Situation {
  readonly pairing: PairingState;
  /** The clinic took the device off, or its token is void. */
  readonly unpaired: boolean;
  readonly connection: ConnectionState;
  /** The last identity known, also while there is no connection. */
  readonly identity: TvIdentity | null;
  /** Whether the patient said «not now». */
  readonly quiet: boolean;
  /** Why the server did not take the last request. */
  readonly refused: RequestErrorCode | null;
  /** The consult the patient is in, or has just been in. */
  readonly own: OwnSide | null;
  readonly record: ConsultRecord | undefined;
  /** Where the patient stands in the queue, where that is known. */
  readonly place: QueuePlace | null;
  /** How it lies over a TV service; `null` where the app has the screen to itself. */
  readonly overlay: OverlaySituation | null;
}

/** Over a TV service the app shows only what somebody asked for, or what it has to ask. */
interface OverlaySituation {
  /** The patient, or the service for them, has opened it. */
  readonly opened: boolean;
  /** The fault about which the patient is to be asked whether they need help. */
  readonly help: FaultCode | null;
  /** A task is being done in the service below. */
  readonly isAside: boolean;
}

/** One failed try to connect may be a blink; from the second on the patient is told. */
const attemptsBeforeTelling = 2;

/** @returns what the TV shows in a situation */
export function screenOf(situation: Situation): Screen {
  const { overlay, own } = situation;
  if (overlay !== null && own === null && !overlay.opened) {
    return overlay.help === null ? { name: 'hidden' } : { name: 'help', code: overlay.help };
  }
  const screen = fullScreenOf(situation);
  const stepsAside = overlay?.isAside === true && screen.name === 'guided';
  if (stepsAside) return { name: 'hidden' };
  const isLeftToService = overlay !== null && !overlay.opened;
  return isLeftToService && screen.name === 'on-phone' ? overService(screen) : screen;
}

/** The service has the screen while all is well with the phone; a phone that is gone is asked about. */
function overService(screen: OnPhoneScreen): Screen {
  const { phone, isComingBack } = screen;
  return phone === 'gone' || isComingBack ? screen : { name: 'on-phone-badge', phone };
}

function fullScreenOf(situation: Situation): Screen {
  const { pairing, connection, identity, own, refused } = situation;
  if (situation.unpaired) return { name: 'unpaired' };
  if (pairing.name !== 'paired') return { name: 'pairing', pairing };
  if (connection.name === 'closed') {
    return connection.reason === 'replaced'
      ? { name: 'elsewhere' }
      : { name: 'unreachable', clinic: identity?.clinic.name ?? null };
  }
  if (identity !== null) {
    const people = counterparts(identity);
    if (own !== null) {
      return consultScreenOf({
        own,
        record: situation.record,
        people,
        reception: identity.reception,
        place: situation.place,
        isOffline: staysAway(connection),
        isOverService: situation.overlay !== null,
      });
    }
    if (refused !== null) return { name: 'refused', code: refused, ...people };
  }
  if (staysAway(connection)) {
    return { name: 'unreachable', clinic: identity?.clinic.name ?? null };
  }
  if (identity === null) return { name: 'starting' };
  const people = counterparts(identity);
  return situation.quiet
    ? { name: 'quiet', answersItself: identity.answersItself, ...people }
    : { name: 'prompt', ...people };
}

function staysAway(connection: ConnectionState): boolean {
  return connection.name === 'reconnecting' && connection.attempt >= attemptsBeforeTelling;
}

function counterparts(identity: TvIdentity): Counterparts {
  return {
    clinic: identity.clinic.name,
    patient: identity.patient.name,
    physicians: identity.physicians.map((physician) => physician.name),
  };
}
