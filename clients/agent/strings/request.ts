import type {
  ConsultKind,
  RequestContext,
  ServiceRequest,
  TaskAnswer,
  TaskCheck,
  TaskPicture,
} from '../../../src/protocol/index.ts';
import { faultOf } from '../../../src/protocol/index.ts';
import { capital, eventWords, faultWords } from '../faults.ts';

const networkNames: Readonly<Record<string, string>> = {
  wifi: 'Wi-Fi',
  ethernet: 'cable',
  cellular: 'mobile',
};
/** What the TV app and the connector call their screens; a third party's are told as they are. */
const screenNames: Readonly<Record<string, string>> = {
  prompt: 'start question',
  idle: 'idle screen',
  player: 'player',
};
const kindNames: Record<ConsultKind, string> = { care: 'Physician', support: 'TV support' };
const pictureNames: Record<TaskPicture, string> = {
  router: 'Router',
  'network-cable': 'Network cable',
  'power-plug': 'Power plug',
  'remote-control': 'Remote control',
  volume: 'Volume',
  camera: 'Camera',
  'camera-shutter': 'Camera shutter',
  microphone: 'Microphone',
  settings: 'Settings',
  clock: 'Clock',
  storage: 'Storage',
  phone: 'Phone',
};
const checkNames: Record<TaskCheck, string> = {
  'network-up': 'the internet is back',
  'network-good': 'the internet is good',
  'service-reachable': 'the TV service answers',
  'playback-moving': 'the film plays',
  'picture-moving': 'the picture moves',
  'sound-heard': 'there is sound',
  'camera-found': 'a camera is there',
  'microphone-found': 'a microphone is there',
  'clock-right': 'the clock is right',
  'storage-free': 'there is room',
};
const answerNames: Record<TaskAnswer['answer'], string> = {
  done: 'done',
  'did-not-help': 'did not help',
  'need-person': 'needs a person',
};

export const kindName = (kind: ConsultKind): string => kindNames[kind];
export const pictureName = (picture: TaskPicture): string => pictureNames[picture];
export const checkName = (check: TaskCheck): string => checkNames[check];

/** Why a patient asks, in one sentence. */
export function reasonSentence({ kind, event }: ServiceRequest): string {
  const fault = faultOf(event);
  if (fault !== undefined) return `${capital(faultWords(fault.code))}.`;
  switch (event.type) {
    case 'agent-choice':
      return 'The clinic called.';
    case 'system-choice':
      return typeof event['reason'] === 'string'
        ? event['reason']
        : 'A system of the clinic opened it.';
    case 'patient-choice':
      return kind === 'care' ? 'Wants to see a physician.' : 'Wants help with the TV.';
    default:
      return `${capital(eventWords(event))}.`;
  }
}

/** Where it happened, each in a few words; what the request does not say is left out. */
export function contextWords(context: RequestContext): readonly string[] {
  const { screen, screenState, service, networkType } = context;
  return [
    [screenName(screen), screenState ?? ''].filter(isSaid).join(', '),
    service === undefined ? '' : [service.name, service.state ?? ''].filter(isSaid).join(', '),
    networkType === undefined ? '' : networkName(networkType),
  ].filter(isSaid);
}

function isSaid(part: string): boolean {
  return part !== '';
}

export function screenName(screen: string): string {
  return screenNames[screen] ?? screen;
}

export function networkName(type: string): string {
  return networkNames[type] ?? type;
}

/** What became of a task; `null` as long as it is open. */
export function answerWords(answer: TaskAnswer | null): string {
  if (answer === null) return 'open';
  const words = answerNames[answer.answer];
  return answer.checkedBy === 'device' ? `${words}, as the TV saw` : words;
}

export const request = {
  tab: 'Request',
  why: 'Why the patient asked',
  kind: 'For',
  language: 'Language',
  screen: 'On the screen',
  service: 'Service',
  network: 'Network',
  firmware: 'Firmware',
  account: 'Account',
  before: 'Before that',
  more: 'More about the request',
  noticed: 'Noticed in this call',
  over: 'over',
  byTv: 'TV',
  byMobile: 'phone',
  byAgent: 'clinic',
  byGuest: 'guest',
  suggestions: 'The playbook suggests',
  noSuggestions: 'Nothing. Write a finding or a task yourself.',
  suggestionsFailed: 'The playbook could not be asked.',
  send: 'Send',
  sending: 'Sending…',
  edit: 'Edit',
  ignore: 'Ignore',
  own: 'Write your own',
  sent: 'Sent to the TV',
  byPlaybook: (rule: string) => `Playbook, ${rule}`,
  task: 'Task',
};

export const composer = {
  heading: 'Finding and tasks for the TV',
  language: (language: string) => `Write ${language}: the patient reads it on the TV.`,
  finding: 'What is wrong',
  tasks: 'What the patient is to do, in order',
  taskNumber: (number: number) => `Task ${number}`,
  addTask: 'Add a task',
  removeTask: (number: number) => `Remove task ${number}`,
  remove: 'Remove',
  picture: 'Picture',
  noPicture: 'no picture',
  check: 'The TV ticks it off once',
  noCheck: 'the patient says so',
  concludes: 'Solved once this is done',
  send: 'Send to the TV',
  cancel: 'Cancel',
};
