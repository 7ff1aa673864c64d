import {
  type ConsultView,
  type FaultCode,
  finalStates,
  type Outcome,
  type TvIdentity,
} from '../../../src/protocol/index.ts';
import type {
  ConnectionState,
  ConsultRecord,
  PairingState,
  RequestErrorCode,
} from '../../connector/index.ts';
import type { OwnSide } from './patientConsult.ts';
import { qualityOf } from './quality.ts';
import type { Counterparts, EndedScreen, Screen } from './screen.ts';

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
  /** How it lies over a TV service; `null` where the app has the screen to itself. */
  readonly overlay: OverlaySituation | null;
}

/** Over a TV service the app shows only what somebody asked for, or what it has to ask. */
interface OverlaySituation {
  /** The patient, or the service for them, has opened it. */
  readonly opened: boolean;
  /** The fault about which the patient is to be asked whether they need help. */
  readonly help: FaultCode | null;
}

/** One failed try to connect may be a blink; from the second on the patient is told. */
const attemptsBeforeTelling = 2;

/** @returns what the TV shows in a situation */
export function screenOf(situation: Situation): Screen {
  const { overlay, own } = situation;
  if (overlay !== null && own === null && !overlay.opened) {
    return overlay.help === null ? { name: 'hidden' } : { name: 'help', code: overlay.help };
  }
  return fullScreenOf(situation);
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
      return consultScreen(own, situation.record, people, staysAway(connection));
    }
    if (refused !== null) return { name: 'refused', code: refused, ...people };
  }
  if (staysAway(connection)) {
    return { name: 'unreachable', clinic: identity?.clinic.name ?? null };
  }
  if (identity === null) return { name: 'starting' };
  return { name: situation.quiet ? 'quiet' : 'prompt', ...counterparts(identity) };
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

function consultScreen(
  own: OwnSide,
  record: ConsultRecord | undefined,
  people: Counterparts,
  offline: boolean,
): Screen {
  if (own.step === 'permission') return { name: 'permission', ...people };
  const consult = record?.consult;
  if (own.step === 'left' || record?.left || (consult && finalStates.has(consult.state))) {
    return endedScreen(own, consult, people);
  }
  if (consult?.state === 'accepted' || consult?.state === 'active') {
    const { places } = consult;
    return {
      name: 'call',
      kind: own.kind,
      state: consult.state,
      phase: own.phase,
      physician: consult.agent?.name ?? people.clinic,
      remoteStream: own.remoteStream,
      selfStream: own.selfStream,
      devices: own.devices,
      physicianDevices: places.agent.devices,
      physicianPresent: places.agent.presence !== 'absent',
      quality: qualityOf(own.samples),
    };
  }
  const offeredTo = consult?.offeredTo.map((person) => person.name) ?? [];
  return {
    name: 'waiting',
    kind: own.kind,
    offline: offline && consult === undefined,
    state:
      consult?.state === 'queued' || consult?.state === 'offered' ? consult.state : 'requested',
    selfStream: own.selfStream,
    devices: own.devices,
    ...people,
    physicians: offeredTo.length > 0 ? offeredTo : people.physicians,
  };
}

/** What the server says of the end counts; until it has spoken, what the patient did. */
function endedScreen(
  own: OwnSide,
  consult: ConsultView | undefined,
  people: Counterparts,
): EndedScreen {
  const answered = consult?.acceptedAt != null;
  const presumed: Outcome =
    own.step !== 'left' ? 'tv-lost' : answered ? 'ended-by-patient' : 'cancelled-by-patient';
  const outcome = consult?.outcome ?? presumed;
  return {
    name: 'ended',
    state: finalState(consult) ?? (answered ? 'ended' : 'cancelled'),
    outcome,
    physician: consult?.agent?.name ?? null,
    ...people,
  };
}

function finalState(consult: ConsultView | undefined): EndedScreen['state'] | undefined {
  switch (consult?.state) {
    case 'ended':
    case 'cancelled':
    case 'expired':
      return consult.state;
    default:
      return undefined;
  }
}
