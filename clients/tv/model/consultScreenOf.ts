import {
  type ConsultView,
  finalStates,
  guestPlace,
  type Outcome,
  type QueuePlace,
  type Reception,
} from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import type {
  CallPerson,
  CallScreen,
  Counterparts,
  EndedScreen,
  OnPhoneScreen,
  WaitingScreen,
} from './consultScreens.ts';
import { isDoneAtTheTv } from './openTask.ts';
import type { OwnSide } from './patientConsult.ts';
import { phonePanelOf } from './phone/phoneDialog.ts';
import { type PhonePart, phonePartOf } from './phone/phonePart.ts';
import { qualityOf } from './quality.ts';
import type { Screen } from './screen.ts';

/** All that decides what the TV shows of a consult. */
export interface ConsultSituation {
  readonly own: OwnSide;
  readonly record: ConsultRecord | undefined;
  readonly people: Counterparts;
  readonly reception: Reception;
  readonly place: QueuePlace | null;
  /** The clinic cannot be reached, and not just for a blink. */
  readonly isOffline: boolean;
  readonly isOverService: boolean;
}

export function consultScreenOf(situation: ConsultSituation): Screen {
  const { own, record, people } = situation;
  if (own.step === 'permission') return { name: 'permission', ...people };
  const consult = record?.consult;
  const isOver = record !== undefined && (record.left !== null || isFinal(record.consult));
  if (own.step !== 'left' && own.isTelling && consult?.acceptedAt == null) {
    if (!isOver || consult?.outcome === 'solved') return guidedScreen(situation);
  }
  if (own.step === 'left' || isOver) return endedScreen(situation);
  if (consult?.patientAt === 'mobile') return onPhoneScreen(situation, consult);
  switch (consult?.state) {
    case 'calling':
      return own.step === 'ringing'
        ? ringingScreen(situation, consult)
        : callScreen(situation, consult);
    case 'accepted':
    case 'active':
      return callScreen(situation, consult);
    case 'guided':
      return guidedScreen(situation);
    default:
      return own.guidance === null ? waitingScreen(situation) : guidedScreen(situation);
  }
}

function phoneIn({ own, record, isOffline }: ConsultSituation): PhonePart {
  return phonePartOf(own.phone, record?.consult, isOffline);
}

function isFinal({ state }: ConsultView): boolean {
  return finalStates.has(state);
}

function guidedScreen(situation: ConsultSituation): Screen {
  const { own, record, people, isOverService } = situation;
  const state = record?.consult.state;
  const task = own.guidance?.step?.task;
  return {
    name: 'guided',
    state: state === 'queued' || state === 'offered' ? state : 'guided',
    guidance: own.guidance,
    canStepAside: isOverService && task !== undefined && isDoneAtTheTv(task),
    phone: phoneIn(situation),
    ...people,
  };
}

function ringingScreen({ own, people }: ConsultSituation, consult: ConsultView): Screen {
  return {
    name: 'ringing',
    kind: own.kind,
    caller: consult.agent?.name ?? people.clinic,
    answersItself: consult.answersItself,
    ...people,
  };
}

function callScreen(situation: ConsultSituation, consult: ConsultView): CallScreen {
  const { own, people } = situation;
  const { agent } = consult.places;
  return {
    name: 'call',
    kind: own.kind,
    state: consult.state === 'active' ? 'active' : 'accepted',
    phase: own.phase,
    physician: consult.agent?.name ?? people.clinic,
    remoteStream: own.remoteStream,
    guests: guestsOf(own, consult),
    speaker: own.speaker,
    transferTo: consult.transfer?.to.name ?? null,
    news: own.news,
    guidance: own.guidance,
    selfStream: own.selfStream,
    devices: own.devices,
    physicianDevices: agent.devices,
    physicianPresent: agent.presence !== 'absent',
    quality: qualityOf(own.samples),
    phone: phoneIn(situation),
  };
}

function onPhoneScreen(
  { own, people, isOffline }: ConsultSituation,
  consult: ConsultView,
): OnPhoneScreen {
  const { state, agent, mobile, shift } = consult;
  return {
    name: 'on-phone',
    state: state === 'queued' || state === 'offered' || state === 'accepted' ? state : 'active',
    physician: agent?.name ?? null,
    phone: mobile === null ? 'gone' : mobile.presence === 'absent' ? 'absent' : 'present',
    isComingBack: shift?.to === 'tv',
    panel: phonePanelOf({ ...own.phone, consult, isOffline }),
    hasFailed: own.phone.news === 'return-failed',
    ...people,
  };
}

/** Guests who are there; their pictures may still be on their way. */
function guestsOf({ remotes }: OwnSide, { guests }: ConsultView): readonly CallPerson[] {
  return guests
    .filter(({ presence }) => presence === 'present')
    .map(({ id, name }) => {
      const place = guestPlace(id);
      const stream = remotes.find((remote) => remote.place === place)?.stream ?? null;
      return { place, name, stream };
    });
}

function waitingScreen(situation: ConsultSituation): WaitingScreen {
  const { own, record, people, reception, place, isOffline } = situation;
  const consult = record?.consult;
  const offeredTo = consult?.offeredTo.map((person) => person.name) ?? [];
  return {
    name: 'waiting',
    kind: own.kind,
    offline: isOffline && consult === undefined,
    state:
      consult?.state === 'queued' || consult?.state === 'offered' ? consult.state : 'requested',
    place: place?.place ?? null,
    estimatedWaitMs: place?.estimatedWaitMs ?? null,
    attended: consult?.attended ?? true,
    reception,
    returnedBy: returnedBy(record),
    selfStream: own.selfStream,
    devices: own.devices,
    phone: phoneIn(situation),
    ...people,
    physicians: offeredTo.length > 0 ? offeredTo : people.physicians,
  };
}

/** Who sent the patient back to the waiting room, where that was the last that happened in a call. */
function returnedBy(record: ConsultRecord | undefined): string | null {
  let by: string | null = null;
  for (const event of record?.timeline ?? []) {
    if (event.type === 'returned') by = event.person.name;
    else if (event.type === 'accepted') by = null;
  }
  return by;
}

/** Ends after which a call back is something to wish for. */
const unmet: ReadonlySet<Outcome> = new Set(['nobody-came', 'all-declined']);

/** What the server says of the end counts; until it has spoken, what the patient did. */
function endedScreen({ own, record, people, reception }: ConsultSituation): EndedScreen {
  const consult = record?.consult;
  const outcome = consult?.outcome ?? presumedOutcome(own, consult);
  const asked = consult?.callback != null;
  return {
    name: 'ended',
    state: finalState(consult) ?? (consult?.acceptedAt != null ? 'ended' : 'cancelled'),
    outcome,
    physician: consult?.agent?.name ?? null,
    verdict: consult?.verdict ?? [],
    callback: asked ? 'asked' : unmet.has(outcome) ? 'possible' : 'none',
    reception,
    ...people,
  };
}

function presumedOutcome(own: OwnSide, consult: ConsultView | undefined): Outcome {
  if (own.step !== 'left') return 'tv-lost';
  if (consult?.state === 'calling') return 'declined-by-patient';
  return consult?.acceptedAt != null ? 'ended-by-patient' : 'cancelled-by-patient';
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
