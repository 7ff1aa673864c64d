import type { PhoneWays, Proposal } from '../../../src/protocol/index.ts';
import type {
  CallScreen,
  OnPhoneBadge,
  OnPhoneScreen,
  WaitingScreen,
} from '../model/consultScreens.ts';
import type { ChatNote } from '../model/phone/chatNotes.ts';
import type { PhonePanel, PhoneStep, PhoneTrouble } from '../model/phone/phoneDialog.ts';
import type { PhoneNotice } from '../model/phone/phonePart.ts';
import { people, phoneThere } from './people.ts';
import { restartBox } from './taskSamples.ts';

type Sample = CallScreen | WaitingScreen | OnPhoneScreen | OnPhoneBadge;

export interface PhoneSampleParts {
  readonly call: CallScreen;
  readonly waiting: WaitingScreen;
  readonly photo: HTMLCanvasElement;
}

const who = 'Dr. Rossi';
const ways: PhoneWays = {
  address: 'consult.lake-clinic.example/m',
  sms: true,
  email: true,
  callIn: '030 901820-0',
  country: 'DE',
};
const code: Extract<PhonePanel, { at: 'code' }> = {
  at: 'code',
  use: 'move',
  code: {
    code: 'BCDF-GHJK',
    url: 'https://consult.lake-clinic.example/m/#BCDFGHJK',
  },
  ways,
  isOffline: false,
  trouble: null,
};

/** All about the phone. */
export function phoneSamples(parts: PhoneSampleParts): Readonly<Record<string, Sample>> {
  const { call, waiting } = parts;
  const screens: Record<string, Sample> = {};
  for (const [name, panel] of Object.entries(panels())) {
    screens[`phone-${name}`] = { ...call, phone: { ...phoneThere, panel } };
  }
  for (const notice of notices) {
    screens[`phone-notice-${notice}`] = { ...call, phone: { ...phoneThere, notice } };
  }
  return {
    ...screens,
    'phone-question-tasks': {
      ...call,
      guidance: restartBox,
      phone: { ...phoneThere, panel: { at: 'question', proposal: null, who } },
    },
    'waiting-phone': {
      ...waiting,
      phone: { ...phoneThere, panel: { at: 'question', proposal: null, who: null } },
    },
    'waiting-phone-code': { ...waiting, phone: { ...phoneThere, panel: code } },
    'waiting-phone-here': {
      ...waiting,
      phone: { ...phoneThere, panel: { at: 'phone', step: 'waits', who: null } },
    },
    'waiting-phone-waits': { ...waiting, phone: { ...phoneThere, notice: 'waits' } },
    ...chatSamples(parts),
    ...filmingSamples(call),
    ...elsewhereSamples(),
  };
}

const notices: readonly PhoneNotice[] = ['shift-failed', 'refused', 'waits', 'absent'];

function panels(): Readonly<Record<string, PhonePanel>> {
  const proposed = (reason: Proposal['reason'], use: Proposal['use']): PhonePanel => ({
    at: 'question',
    proposal: { reason, use, by: reason === 'wished' ? 'agent' : 'system' },
    who,
  });
  const trouble = (code: PhoneTrouble['code'], triesLeft: number | null = null): PhoneTrouble => ({
    code,
    triesLeft,
  });
  const steps: Record<string, PhonePanel> = {};
  for (const step of ['check', 'waits', 'start', 'shifting', 'ready', 'absent'] as PhoneStep[]) {
    steps[`here-${step}`] = { at: 'phone', step, who };
  }
  return {
    question: { at: 'question', proposal: null, who },
    'proposed-by-physician': proposed('wished', 'add'),
    'proposed-camera': proposed('camera', 'split'),
    'proposed-quality': proposed('quality', 'move'),
    code,
    'code-alone': { ...code, ways: null },
    'code-comes': { ...code, code: null },
    'code-offline': { ...code, isOffline: true },
    'code-failed': { ...code, code: null, trouble: trouble('rate_limited') },
    reference: {
      at: 'reference',
      shown: { number: '030 901820-0', reference: '482913' },
      trouble: null,
    },
    number: { at: 'number', number: '', trouble: null },
    'number-invalid': { at: 'number', number: '01511234', trouble: trouble('number_invalid') },
    'number-use': {
      at: 'number-use',
      number: '015112345678',
      hasSms: true,
      isBusy: false,
      trouble: null,
    },
    'number-busy': {
      at: 'number-use',
      number: '015112345678',
      hasSms: true,
      isBusy: true,
      trouble: null,
    },
    'sms-failed': {
      at: 'number-use',
      number: '015112345678',
      hasSms: true,
      isBusy: false,
      trouble: trouble('message_not_sent'),
    },
    'link-sent': { at: 'link-sent', to: '+49 151 ••••• 678' },
    'call-asked': { at: 'call-asked', number: '0151 12345678' },
    ...steps,
  };
}

function chatSamples({ call, photo }: PhoneSampleParts): Readonly<Record<string, CallScreen>> {
  const text: ChatNote = {
    id: '1',
    from: 'agent',
    content: {
      kind: 'text',
      text: 'Take one tablet of 5 mg in the morning, and none in the evening. Call me if it itches.',
    },
  };
  const own: ChatNote = {
    id: '2',
    from: 'mobile',
    content: { kind: 'text', text: 'Thank you! And the cream?' },
  };
  const sent: ChatNote = {
    id: '3',
    from: 'mobile',
    content: { kind: 'photo', width: 1200, height: 1600, image: photo },
  };
  const comes: ChatNote = {
    ...sent,
    content: { ...sent.content, kind: 'photo', width: 1, height: 1, image: null },
  };
  const phone = { ...phoneThere, notes: [text, own] };
  return {
    'chat-texts': { ...call, phone },
    'chat-photo': { ...call, phone: { ...phone, notes: [own, sent] } },
    'chat-photo-comes': { ...call, phone: { ...phone, notes: [comes] } },
    'chat-photo-large': { ...call, phone: { ...phone, notes: [sent], enlarged: sent } },
    'chat-beside': {
      ...call,
      phone: { ...phone, panel: { at: 'question', proposal: null, who } },
    },
  };
}

/** The phone is camera and microphone of the TV. */
function filmingSamples(call: CallScreen): Readonly<Record<string, CallScreen>> {
  const films: CallScreen = {
    ...call,
    selfStream: null,
    devices: { camera: 'off', microphone: 'off' },
    phone: {
      ...phoneThere,
      patientAt: 'both',
      sends: { picture: true, sound: true },
    },
  };
  return {
    'both-films': films,
    'both-begins': { ...films, phone: { ...films.phone, notice: 'films' } },
    'both-audio': { ...films, phone: { ...films.phone, sends: { picture: false, sound: true } } },
    'both-absent': { ...films, phone: { ...films.phone, isAbsent: true, notice: 'absent' } },
    'both-return': { ...films, phone: { ...films.phone, panel: { at: 'return' } } },
  };
}

/** The call is on the phone. */
function elsewhereSamples(): Readonly<Record<string, OnPhoneScreen | OnPhoneBadge>> {
  const there: OnPhoneScreen = {
    ...people,
    name: 'on-phone',
    state: 'active',
    physician: who,
    phone: 'present',
    isComingBack: false,
    panel: null,
    hasFailed: false,
  };
  const entry: PhonePanel = { at: 'return-entry', isBusy: false, trouble: null };
  return {
    'on-phone': there,
    'on-phone-absent': { ...there, phone: 'absent' },
    'on-phone-gone': { ...there, phone: 'gone' },
    'on-phone-coming-back': { ...there, isComingBack: true },
    'on-phone-failed': { ...there, hasFailed: true },
    'on-phone-return': { ...there, panel: { at: 'return' } },
    'on-phone-return-code': {
      ...there,
      panel: { at: 'return-code', code: '482913', trouble: null },
    },
    'on-phone-return-entry': { ...there, panel: entry },
    'on-phone-return-wrong': {
      ...there,
      panel: { ...entry, trouble: { code: 'phone_code_void', triesLeft: 3 } },
    },
    'on-phone-going-on': { ...there, phone: 'absent', panel: { at: 'going-on', trouble: null } },
    'on-phone-badge': { name: 'on-phone-badge', phone: 'present' },
    'on-phone-badge-absent': { name: 'on-phone-badge', phone: 'absent' },
  };
}
