import type { MediaDevicesState, Outcome } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/consultBook.ts';
import { words } from './words.ts';

export const consults = {
  inCalls: 'In a call now',
  inCallWith: (agent: string) => `with ${agent}`,
  earlier: 'Earlier',
  show: 'Show',
  showNamed: (patient: string) => `Show the consult of ${patient}`,
  dismiss: 'Dismiss',
  dismissNamed: (patient: string) => `Dismiss the consult of ${patient}`,
  titleRinging: (count: number) =>
    count === 1 ? '● Incoming consult' : `● ${count} incoming consults`,
  titleIncoming: 'Incoming consults',
  notificationTitle: 'Incoming consult',
  notificationBody: 'A patient asks for a consult. Open Housecall to answer.',
};

export const incoming = {
  asks: { care: 'asks for a consult', support: 'asks for help with the TV' },
  handsOver: (colleague: string) => `${colleague} hands over to you`,
  handover: 'Handover',
  inCallWith: (colleague: string) => `in a call with ${colleague}`,
  accept: 'Accept',
  accepting: 'Accepting…',
  decline: 'Decline',
  waitingFor: 'Waiting',
  ringsFor: 'Rings for another',
  alsoAsked: 'Also asked',
  onlyYou: 'nobody else',
  language: 'Language',
  tv: 'TV',
  devices: 'On the TV',
  devicesSentence: ({ camera, microphone }: MediaDevicesState) =>
    camera === 'unknown' && microphone === 'unknown'
      ? 'camera and microphone not opened yet'
      : `camera ${words.deviceState(camera)}, microphone ${words.deviceState(microphone)}`,
  you: 'You',
  youHint: 'The patient does not see you before you accept.',
  cameraClosed: 'Your camera opens when you accept.',
  cameraOpening: 'Opening your camera…',
  ownPicture: 'Your own picture',
};

export const ended = {
  lasted: 'Lasted',
  notStarted: 'It did not come to a call.',
  done: 'Done',
};

/** What became of a consult, told to a person of the clinic. */
export function outcomeSentence(outcome: Outcome, mine: boolean): string {
  switch (outcome) {
    case 'ended-by-patient':
      return 'The patient ended the call.';
    case 'ended-by-agent':
      return mine ? 'You ended the call.' : 'The clinic ended the call.';
    case 'solved':
      return 'It was solved.';
    case 'cancelled-by-agent':
      return mine ? 'You stopped calling.' : 'The clinic stopped calling.';
    case 'declined-by-patient':
      return 'The patient declined the call.';
    case 'patient-did-not-answer':
      return 'Nobody answered at the TV.';
    case 'callback-asked':
      return 'The patient asks to be called back.';
    case 'given-up':
      return 'The patient left the tasks unfinished.';
    case 'cancelled-by-patient':
      return 'The patient cancelled the request.';
    case 'tv-lost':
      return 'The TV lost its connection and did not come back.';
    case 'mobile-lost':
      return 'The patient’s phone lost its connection and did not come back.';
    case 'agent-lost':
      return 'The clinic’s browser lost its connection and did not come back.';
    case 'nobody-came':
      return 'Nobody answered in time.';
    case 'all-declined':
      return 'Everybody who may answer declined.';
    case 'device-unpaired':
      return 'The TV was unpaired, which ended the consult.';
  }
}

/** Why it stopped ringing here. */
export function leftSentence(record: ConsultRecord, personId: string): string | null {
  const { consult, left, timeline } = record;
  if (left === 'accepted-elsewhere' && consult.agent?.id === personId) {
    const offered = [...timeline].reverse().find(({ type }) => type === 'transfer-offered');
    return `${offered?.type === 'transfer-offered' ? offered.to.name : 'A colleague'} took over.`;
  }
  if (left === 'accepted-elsewhere') {
    return consult.agent ? `${consult.agent.name} answered.` : 'Somebody else answered.';
  }
  if (consult.outcome) return outcomeSentence(consult.outcome, false);
  return left === null ? null : 'It is no longer waiting for you.';
}

export const waitingRoom = {
  heading: 'Waiting room',
  empty: 'Nobody is waiting. When a patient asks on the TV, it rings here.',
  emptyReader: 'Nobody is waiting.',
  lead: (count: number) => (count === 1 ? 'One patient is waiting.' : `${count} patients wait.`),
  list: 'Patients who wait',
  waited: 'waiting',
  admit: 'Admit',
  admitting: 'Admitting…',
  admitNamed: (patient: string) => `Admit ${patient}`,
  priority: 'Priority',
  priorityOf: (patient: string) => `Priority of ${patient}`,
  ringsAt: (names: string) => `Rings at ${names}`,
  requested: 'Being matched',
  nobodyFree: 'Everybody is busy',
  nobodyThere: 'Nobody who may answer is there',
  guided: 'The playbook helps',
  answered: 'Answered',
  tasks: (done: number, tasks: number) => `${done} of ${tasks} tasks answered`,
  alsoWaiting: 'Also waiting',
};

export const callbacks = {
  heading: 'To be called back',
  asked: 'asked',
  call: 'Call back',
  calling: 'Calling…',
  callNamed: (patient: string) => `Call back ${patient}`,
  done: 'Done',
  doneNamed: (patient: string) => `Done: ${patient} was called back`,
};

export const calling = {
  heading: (patient: string) => `Calling ${patient}…`,
  lead: 'It rings at the TV. The patient answers with the remote control.',
  answersItself: 'This TV takes the call by itself, after its notice.',
  ringsFor: 'Rings for another',
  seen: 'The patient sees you once the call is answered.',
  cancel: 'Stop calling',
};
