import type {
  CheckStatus,
  ConsultView,
  MobilePlace,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import type { Utterance } from '../conversation.ts';
import { MailDialog } from '../parts/MailButton.tsx';
import { ProofsDialog } from '../parts/ProofsDialog.tsx';
import { type CallOptions, call } from './callStand.tsx';
import { active, withTv } from './consults.ts';
import type { Screens, Stand } from './frame.tsx';
import { ago, idOf, patients, rossi } from './people.ts';
import { allWays, lostPhotoId, waysOf } from './phoneStand.ts';

/* The patient's phone beside the call: how it comes, what it does, how it is lost. */

const mobile: MobilePlace = {
  id: idOf(80),
  model: 'iPhone',
  browser: 'Safari 18',
  address: '10.0.0.5',
  nearTv: true,
  way: 'qr',
  use: 'move',
  admitted: true,
  check: null,
  media: 'video',
  presence: 'present',
  devices: { camera: 'on', microphone: 'on' },
  connected: true,
};
const beside: MobilePlace = {
  ...mobile,
  use: 'add',
  media: null,
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};
const outside: MobilePlace = { ...beside, use: 'move', admitted: false };
const far: MobilePlace = {
  ...outside,
  model: 'Pixel 8',
  browser: 'Chrome 141',
  address: '2001:db8:4c1f:90::7',
  nearTv: false,
  way: 'sms',
};
const check = (state: CheckStatus['state']): CheckStatus => ({
  kind: 'birth-date',
  state,
  triesLeft: state === 'open' ? 2 : 3,
});

const withPhone = (changes: Partial<ConsultView>, options: CallOptions = {}) =>
  call({ ...options, consult: { ...active, ...changes } });

const wants = (phone: MobilePlace) => withPhone({ mobile: phone });

const { mobile: _, ...ref } = { ...mobile, mobile: null };
const before: readonly TimelineEvent[] = [
  { seq: 16, at: ago(40), by: 'patient', type: 'mobile-linked', mobile: ref },
  { seq: 17, at: ago(33), by: 'agent', type: 'mobile-admitted', mobile: ref },
];
const failed: readonly TimelineEvent[] = [
  ...before,
  { seq: 18, at: ago(28), by: 'patient', type: 'shift-begun', to: 'mobile' },
  { seq: 19, at: ago(13), by: 'system', type: 'shift-failed', to: 'mobile', reason: 'no-frames' },
];

const delivered = { name: 'delivered' } as const;
const patient = active.patient;
const said = (number: number, seconds: number, text: string, isPatient = true): Utterance => ({
  id: idOf(number),
  at: ago(seconds),
  seq: number,
  by: isPatient ? 'patient' : 'agent',
  author: isPatient ? patient : rossi,
  content: { type: 'text', text },
  delivery: delivered,
});
const photo = (id: string, seconds: number): Utterance => ({
  ...said(83, seconds, ''),
  id,
  content: { type: 'photo', photo: { id, width: 960, height: 1280, sizeBytes: 180_000 } },
});
const conversation: readonly Utterance[] = [
  said(81, 190, 'Could you show me where it hurts? A photo with the phone is best.', false),
  said(82, 150, 'One moment, I have to find my glasses.'),
  photo(idOf(83), 120),
  said(84, 90, 'Thank you. Does it itch?\nAnd since when is it red?', false),
  said(85, 40, 'Since Sunday. It itches at night.'),
];
const troubled: readonly Utterance[] = [
  ...conversation.slice(0, 2),
  photo(lostPhotoId, 120),
  {
    ...said(86, 60, 'Here is what I promised: twice a day, for a week.', false),
    content: {
      type: 'mail',
      to: 'm…@example.org',
      text: 'Here is what I promised: twice a day, for a week.',
    },
  },
  {
    ...said(87, 30, ''),
    content: { type: 'mail', to: null, text: 'Thank you, doctor. The chemist has it.' },
  },
  { ...said(88, 5, 'Good. ', false), seq: null, delivery: { name: 'sending', progress: 0 } },
  {
    ...said(90, 3, 'Then we see each other on Friday.', false),
    seq: null,
    delivery: { name: 'failed', code: 'rate_limited' },
  },
];

const mailing = (stand: Stand) => (
  <>
    {call({ tab: 'phone' })(stand)}
    <MailDialog
      patientName={patient.name}
      onSendMail={async () => stand.press('mail')()}
      onClose={stand.press('close')}
    />
  </>
);

const proving = (stand: Stand) => {
  const [known] = patients;
  if (known === undefined) return call()(stand);
  return (
    <>
      {call()(stand)}
      <ProofsDialog
        patient={known}
        today="2026-03-02"
        onSave={stand.press('proofs')}
        onClose={stand.press('close')}
      />
    </>
  );
};

export const phoneScreens: Screens = {
  'phone-ways': call({ tab: 'phone' }),
  'phone-ways-email': call({
    tab: 'phone',
    ways: waysOf({ ...allWays, sms: false, callIn: null }),
  }),
  'phone-ways-none': call({
    tab: 'phone',
    ways: waysOf({ ...allWays, sms: false, email: false, callIn: null }),
  }),
  'phone-ways-unknown': call({
    tab: 'phone',
    ways: { value: null, problem: 'unreachable', reload: () => undefined },
  }),
  'phone-refused': call({ tab: 'phone', refused: 'number_invalid' }),
  'phone-proposed': withPhone(
    { proposal: { use: 'split', reason: 'wished', by: 'agent' } },
    { tab: 'phone' },
  ),
  'phone-declined': call({
    events: [{ seq: 16, at: ago(4), by: 'patient', type: 'phone-declined' }],
  }),
  'phone-wants': wants(outside),
  'phone-wants-far': wants(far),
  'phone-check-open': wants({ ...outside, check: check('open') }),
  'phone-check-passed': wants({ ...outside, check: check('passed') }),
  'phone-check-unknown': wants({ ...far, check: check('not-on-record') }),
  'phone-beside': withPhone({ mobile: beside }, { tab: 'people', events: before }),
  'phone-shifting': withPhone(
    { mobile, shift: { to: 'mobile', expiresAt: ago(-12) } },
    { events: before },
  ),
  'phone-shift-failed': withPhone({ mobile: beside }, { events: failed }),
  'phone-split': withPhone({ mobile, patientAt: 'both' }, { tab: 'people', events: before }),
  'phone-moved': withPhone({ mobile, patientAt: 'mobile' }, { tab: 'phone', events: before }),
  'phone-sound': withPhone(
    {
      mobile: { ...mobile, media: 'audio', devices: { camera: 'off', microphone: 'on' } },
      patientAt: 'mobile',
    },
    { tab: 'people', events: before },
  ),
  'phone-returning': withPhone(
    { mobile, patientAt: 'mobile', shift: { to: 'tv', expiresAt: ago(-9) } },
    { events: before },
  ),
  'phone-absent': withPhone(
    { mobile: { ...mobile, presence: 'absent' }, patientAt: 'mobile' },
    { phase: 'reconnecting', events: before, tab: 'people' },
  ),
  'phone-beside-absent': withPhone({ mobile: { ...beside, presence: 'absent' } }),
  'phone-hidden': withPhone({ mobile, patientAt: 'mobile' }, { isHidden: true, events: before }),
  'phone-gone': withPhone({ patientAt: 'mobile' }, { phase: 'reconnecting', events: before }),
  'phone-tv-absent': call({
    consult: withTv({ ...active, mobile, patientAt: 'mobile' }, { presence: 'absent' }),
    events: before,
  }),
  'telephone-wanted': withPhone({ telephone: { state: 'wanted', number: '+491701234567' } }),
  'telephone-dialled': withPhone({ telephone: { state: 'dialled', number: '+491701234567' } }),
  'telephone-connected': withPhone(
    { telephone: { state: 'connected', number: null } },
    { tab: 'phone' },
  ),
  mail: mailing,
  proofs: proving,
  chat: withPhone({ mobile: beside }, { tab: 'chat', conversation }),
  'chat-empty': call({ tab: 'chat' }),
  'chat-trouble': withPhone({ mobile: beside }, { tab: 'chat', conversation: troubled }),
  'chat-unread': withPhone({ mobile: beside }, { conversation }),
};
