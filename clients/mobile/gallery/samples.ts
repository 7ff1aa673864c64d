import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { CallAtTv, CallHere, ConsultScreen, Screen, StartScreen } from '../model/screen.ts';
import { known, knownOfCare } from './knownSamples.ts';
import { daughter, physician } from './people.ts';
import { noTalk, talk } from './talkSamples.ts';

/** The streams that a gallery screen may show. */
export interface Streams {
  readonly patient: MediaStream;
  readonly physician: MediaStream;
  readonly daughter: MediaStream;
}

const clinic = 'Medical Practice at the Lake';
const longClinic = 'Medical Practice for Internal Medicine and Geriatrics at the Lake';
const longName = 'Dr. Maximiliane-Theodora von Hohenstein-Wartenberg';
const agent = { name: physician.name, present: true };

/** Every screen of the page with what it shows on a real day, by a name for pages and tests. */
export function sampleScreens(streams: Streams): Readonly<Record<string, Screen>> {
  return {
    ...arrivals,
    ...starts(streams),
    ...consults(streams),
    ...farewells,
  };
}

const arrivals: Readonly<Record<string, Screen>> = {
  opening: { name: 'opening' },
  unreachable: { name: 'unreachable' },
  code: { name: 'code', problem: null },
  'code-used': { name: 'code', problem: 'used' },
  'code-void': { name: 'code', problem: 'void' },
  'code-broken': { name: 'code', problem: 'broken' },
  'code-elsewhere': { name: 'code', problem: 'elsewhere' },
  'code-too-often': { name: 'code', problem: 'too-often' },
  'check-birth-date': {
    name: 'check',
    clinic,
    kind: 'birth-date',
    triesLeft: 3,
    answer: 'none',
  },
  'check-wrong': { name: 'check', clinic, kind: 'birth-date', triesLeft: 1, answer: 'wrong' },
  'check-asking': { name: 'check', clinic, kind: 'birth-date', triesLeft: 3, answer: 'asking' },
  'check-failed': { name: 'check', clinic, kind: 'pin', triesLeft: 3, answer: 'failed' },
  'check-pin': { name: 'check', clinic: longClinic, kind: 'pin', triesLeft: 3, answer: 'none' },
  admission: { name: 'admission', clinic, online: true },
  'admission-offline': { name: 'admission', clinic, online: false },
};

const nothing: OwnMedia = {
  asked: 'not-yet',
  stream: null,
  devices: { camera: 'unknown', microphone: 'unknown' },
  facing: null,
};

function filming(stream: MediaStream): OwnMedia {
  return {
    asked: 'done',
    stream,
    devices: { camera: 'on', microphone: 'on' },
    facing: 'user',
  };
}

function starts({ patient }: Streams): Readonly<Record<string, Screen>> {
  const own = filming(patient);
  const start: StartScreen = {
    name: 'start',
    use: 'move',
    agent: physician.name,
    own,
    media: 'video',
    step: 'preview',
    failed: false,
    online: true,
  };
  const refused: OwnMedia = {
    ...own,
    stream: null,
    devices: { camera: 'refused', microphone: 'refused' },
    facing: null,
  };
  return {
    'start-explains': { ...start, own: nothing, step: 'explain' },
    'start-asking': { ...start, own: { ...nothing, asked: 'now' }, step: 'asking' },
    start,
    'start-camera': { ...start, use: 'split', own: { ...own, facing: 'environment' } },
    'start-sound': { ...start, media: 'audio' },
    'start-refused': { ...start, own: refused },
    'start-connecting': { ...start, step: 'connecting' },
    'start-failed': { ...start, failed: true },
    'start-offline': { ...start, online: false },
  };
}

function consults(streams: Streams): Readonly<Record<string, Screen>> {
  const atTv: CallAtTv = {
    at: 'tv',
    answered: true,
    telephone: null,
    number: { problem: null, busy: false },
  };
  const here: CallHere = {
    at: 'mobile',
    phase: 'connected',
    own: filming(streams.patient),
    media: 'video',
    people: [{ ...physician, stream: streams.physician }],
    goesBack: false,
    returning: null,
  };
  const both: CallHere = { ...here, at: 'both', own: { ...here.own, facing: 'environment' } };
  const consult: ConsultScreen = {
    name: 'consult',
    clinic,
    online: true,
    agent,
    tvPresent: true,
    tab: 'chat',
    call: atTv,
    talk: noTalk,
    known: knownOfCare,
  };
  const inCall: ConsultScreen = { ...consult, tab: 'call', call: here, talk };
  const returning = {
    way: 'type',
    code: null,
    problem: null,
    triesLeft: null,
    busy: false,
  } as const;
  const three = [
    { ...physician, speaks: true, stream: streams.physician },
    { ...daughter, stream: streams.daughter },
    { ...physician, place: 'guest:1' as const, part: 'interpreter' as const, name: longName },
  ];
  const muted: OwnMedia = { ...here.own, devices: { camera: 'off', microphone: 'off' } };
  return {
    chat: { ...consult, talk },
    'chat-empty': consult,
    'chat-writing': {
      ...consult,
      talk: { ...talk, draft: 'They are small and white.\nOne says 20.', photo: 'preparing' },
    },
    'chat-unreadable': { ...consult, talk: { ...noTalk, photo: 'unreadable' } },
    'chat-offline': { ...consult, online: false, talk },
    'chat-agent-away': { ...consult, agent: { ...agent, present: false }, talk },
    'chat-tv-away': { ...consult, tvPresent: false, talk },
    known: { ...consult, tab: 'known', known },
    'known-of-care': { ...consult, tab: 'known' },
    'call-at-tv': { ...consult, tab: 'call', talk },
    'call-not-answered': {
      ...consult,
      agent: null,
      tab: 'call',
      call: { ...atTv, answered: false },
    },
    'number-invalid': {
      ...consult,
      tab: 'call',
      call: { ...atTv, number: { problem: 'invalid', busy: false } },
    },
    'number-given': {
      ...consult,
      tab: 'call',
      call: { ...atTv, telephone: { state: 'wanted', number: '+39 02 1234 5678' } },
    },
    'number-dialled': {
      ...consult,
      tab: 'call',
      call: { ...atTv, telephone: { state: 'dialled', number: '+39 02 1234 5678' } },
    },
    'number-connected': {
      ...consult,
      tab: 'call',
      call: { ...atTv, telephone: { state: 'connected', number: null } },
    },
    call: inCall,
    'call-connecting': { ...inCall, call: { ...here, phase: 'connecting' } },
    'call-reconnecting': { ...inCall, online: false, call: { ...here, phase: 'reconnecting' } },
    'call-muted': { ...inCall, call: { ...here, own: muted } },
    'call-sound-only': { ...inCall, call: { ...here, media: 'audio' } },
    'call-three': { ...inCall, call: { ...here, people: three } },
    'call-agent-away': {
      ...inCall,
      agent: { name: longName, present: false },
      call: { ...here, people: [{ ...physician, name: longName, present: false }] },
    },
    'call-chat': { ...inCall, tab: 'chat' },
    'call-known': { ...inCall, tab: 'known', known },
    'call-goes-back': { ...inCall, call: { ...here, goesBack: true } },
    return: { ...inCall, call: { ...here, returning } },
    'return-wrong': {
      ...inCall,
      tvPresent: false,
      call: { ...here, returning: { ...returning, problem: 'wrong', triesLeft: 1 } },
    },
    'return-digits': {
      ...inCall,
      call: { ...here, returning: { ...returning, way: 'show', code: '428193' } },
    },
    'return-waiting': { ...inCall, call: { ...here, returning: { ...returning, way: 'show' } } },
    'return-failed': {
      ...inCall,
      call: { ...here, returning: { ...returning, way: 'show', problem: 'failed' } },
    },
    split: { ...inCall, call: both },
    'split-sound-only': { ...inCall, call: { ...both, media: 'audio' } },
    'split-chat': { ...inCall, tab: 'chat', call: both },
    'split-tv-away': { ...inCall, tvPresent: false, call: both },
  };
}

const farewells: Readonly<Record<string, Screen>> = {
  ended: {
    name: 'ended',
    outcome: 'ended-by-agent',
    verdict: [{ en: 'The picture was good most of the time.' }],
  },
  'ended-solved': { name: 'ended', outcome: 'solved', verdict: [] },
  'ended-lost': { name: 'ended', outcome: 'mobile-lost', verdict: [] },
  left: { name: 'left' },
  refused: { name: 'out', why: 'refused' },
  'check-out': { name: 'out', why: 'check-failed' },
  'put-out': { name: 'out', why: 'put-out' },
  gone: { name: 'gone' },
  elsewhere: { name: 'elsewhere' },
};
