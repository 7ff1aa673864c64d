import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { Person } from '../../theme/visitor/person.ts';
import type { CallScreen, LobbyScreen, Screen } from '../model/screen.ts';

/** The streams that a gallery screen may show. */
export interface Streams {
  readonly guest: MediaStream;
  readonly patient: MediaStream;
  readonly physician: MediaStream;
  readonly daughter: MediaStream;
}

const clinic = 'Medical Practice at the Lake';
const longClinic = 'Medical Practice for Internal Medicine and Geriatrics at the Lake';
const longName = 'Maximiliane-Theodora von Hohenstein-Wartenberg';

/** Every screen of the page with what it shows on a real day, by a name for pages and tests. */
export function sampleScreens(streams: Streams): Readonly<Record<string, Screen>> {
  const own: OwnMedia = {
    asked: 'done',
    stream: streams.guest,
    devices: { camera: 'on', microphone: 'on' },
    facing: null,
  };
  const nothing: OwnMedia = {
    asked: 'not-yet',
    stream: null,
    devices: { camera: 'unknown', microphone: 'unknown' },
    facing: null,
  };
  const refused: OwnMedia = {
    ...own,
    stream: null,
    devices: { camera: 'refused', microphone: 'refused' },
  };
  const lobby: LobbyScreen = { name: 'lobby', clinic, guest: 'Amina Yusuf', own, failed: false };
  const people = peopleOf(streams);
  const [patient, physician, daughter, colleague, other] = people;
  const two = [patient, physician];
  const call: CallScreen = {
    name: 'call',
    clinic,
    phase: 'connected',
    online: true,
    people: two,
    own,
  };
  return {
    opening: { name: 'opening' },
    unreachable: { name: 'unreachable' },
    'lobby-explains': { ...lobby, own: nothing },
    'lobby-asking': { ...lobby, own: { ...nothing, asked: 'now' } },
    lobby,
    'lobby-refused': { ...lobby, own: refused },
    'lobby-failed': { ...lobby, failed: true },
    'lobby-long-names': { ...lobby, clinic: longClinic, guest: longName, own: nothing },
    'call-connecting': { ...call, phase: 'connecting' },
    'call-one': { ...call, people: [patient] },
    call,
    'call-three': { ...call, people: [patient, { ...physician, speaks: true }, daughter] },
    'call-four': { ...call, people: [patient, physician, daughter, colleague] },
    'call-five': { ...call, people: [patient, physician, daughter, colleague, other] },
    'call-on-a-phone': { ...call, own: { ...own, facing: 'environment' } },
    'call-muted': { ...call, own: { ...own, devices: { camera: 'off', microphone: 'off' } } },
    'call-refused': { ...call, own: refused },
    'call-without-media': { ...call, own: nothing },
    'call-away': { ...call, people: [patient, { ...physician, present: false }] },
    'call-alone': { ...call, people: [{ ...patient, present: false }] },
    'call-reconnecting': { ...call, phase: 'reconnecting', online: false },
    'call-long-names': {
      ...call,
      clinic: longClinic,
      people: [{ ...patient, name: longName }, { ...physician, name: longName }, daughter],
    },
    ended: { name: 'ended', clinic },
    left: { name: 'left', clinic },
    'sent-away': { name: 'sent-away', clinic },
    'link-used': { name: 'no-way-in', why: 'used' },
    'link-broken': { name: 'no-way-in', why: 'broken' },
    'link-missing': { name: 'no-way-in', why: 'missing' },
    gone: { name: 'no-way-in', why: 'gone' },
    elsewhere: { name: 'elsewhere' },
  };
}

function peopleOf(streams: Streams): readonly [Person, Person, Person, Person, Person] {
  const both = { camera: 'on', microphone: 'on' } as const;
  const person = { devices: both, present: true, speaks: false };
  return [
    { ...person, place: 'tv', name: 'Maria Conti', part: 'patient', stream: streams.patient },
    {
      ...person,
      place: 'agent',
      name: 'Dr. Elena Rossi',
      part: 'agent',
      stream: streams.physician,
    },
    {
      ...person,
      place: 'guest:0198c0de-0000-7000-8000-000000000041',
      name: 'Giulia Conti',
      part: 'family',
      stream: streams.daughter,
    },
    {
      ...person,
      place: 'guest:0198c0de-0000-7000-8000-000000000042',
      name: 'Dr. Paul Bianchi',
      part: 'physician',
      stream: null,
      devices: { camera: 'off', microphone: 'off' },
    },
    {
      ...person,
      place: 'guest:0198c0de-0000-7000-8000-000000000043',
      name: 'Jonas Keller',
      part: 'other',
      stream: null,
      devices: { camera: 'missing', microphone: 'on' },
    },
  ];
}
