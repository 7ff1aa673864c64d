import type { ConsultView, MediaDevicesState, Outcome } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import { draftOf } from '../diagnosticDraft.ts';
import { DiagnosticComposer } from '../parts/DiagnosticComposer.tsx';
import { InviteDialog } from '../parts/InviteDialog.tsx';
import { TransferDialog } from '../parts/TransferDialog.tsx';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { EndedScreen } from '../screens/EndedScreen.tsx';
import { type CallOptions, call, invited } from './callStand.tsx';
import { active, endedBy, queued, recordOf, secondRinging, withTv } from './consults.ts';
import { Frame, type Screens, type Stand } from './frame.tsx';
import { ago, bianchi, colleagues, idOf, keller, nowMs, okafor, rossi } from './people.ts';
import {
  bothSuggestions,
  sent,
  stalledRequest,
  suggestions,
  transferDeclined,
} from './requests.ts';

const inviting = (made: boolean) => (stand: Stand) => (
  <>
    {call()(stand)}
    <InviteDialog
      invited={made ? invited : null}
      problem={null}
      busy={false}
      onInvite={stand.press('invite')}
      onClose={stand.press('close')}
    />
  </>
);

const transferring = (stand: Stand) => (
  <>
    {call()(stand)}
    <TransferDialog
      colleagues={colleagues}
      problem="agent_busy"
      busy={false}
      onSend={stand.press('transfer')}
      onClose={stand.press('close')}
    />
  </>
);

const composing = (stand: Stand) => {
  const [suggestion] = bothSuggestions;
  if (suggestion === undefined) return call()(stand);
  return (
    <>
      {call(supported)(stand)}
      <DiagnosticComposer
        draft={draftOf(suggestion, 'it')}
        language="it"
        onDraft={stand.press('draft')}
        onSend={async () => stand.press('diagnose')()}
        onClose={stand.press('close')}
      />
    </>
  );
};

const ended = (record: ConsultRecord) => (stand: Stand) => (
  <Frame stand={stand}>
    <EndedScreen record={record} personId={rossi.id} onDone={stand.press('done')} />
  </Frame>
);

const elsewhere = (presence: 'present' | 'absent', returning: boolean) => (stand: Stand) => {
  const { tv, agent } = active.places;
  const consult = { ...active, places: { tv, agent: { ...agent, presence } } };
  return (
    <Frame stand={stand}>
      <ElsewhereScreen
        record={recordOf(consult)}
        returning={returning}
        problem={null}
        onTakeOver={stand.press('take-over')}
      />
    </Frame>
  );
};

const outcomes: readonly Outcome[] = [
  'ended-by-patient',
  'ended-by-agent',
  'solved',
  'cancelled-by-patient',
  'cancelled-by-agent',
  'declined-by-patient',
  'patient-did-not-answer',
  'tv-lost',
  'mobile-lost',
  'agent-lost',
  'nobody-came',
  'all-declined',
  'device-unpaired',
];

const noCamera: MediaDevicesState = { camera: 'unplugged', microphone: 'on' };
const { tv: present } = active.places;
const withGuests: ConsultView = {
  ...active,
  path: { kind: 'relay', epoch: 2, reason: 'guest-joined' },
  guests: [
    { id: idOf(51), name: 'Ilse Brandt', relation: 'interpreter', ...present },
    { id: idOf(52), name: 'Marco Conti', relation: 'family', ...present, devices: noCamera },
    {
      id: idOf(53),
      name: 'Dr. Yuki Tanaka',
      relation: 'physician',
      ...present,
      presence: 'vacant',
    },
  ],
};
const supported: CallOptions = {
  consult: { ...active, serviceRequest: stalledRequest, diagnostics: [...sent] },
  suggestions,
};

/** The call, with whom and whatever it is about, and what became of it. */
export const callScreens: Screens = {
  call: call(),
  'call-connecting': call({
    consult: { ...active, state: 'accepted' },
    phase: 'connecting',
    samples: 0,
  }),
  'call-relay': call({
    consult: { ...active, path: { kind: 'relay', epoch: 2, reason: 'direct-not-connected' } },
  }),
  'call-reconnecting': call({ phase: 'reconnecting', samples: 41 }),
  'call-tv-absent': call({
    consult: withTv(active, { presence: 'absent' }),
    phase: 'reconnecting',
  }),
  'call-tv-no-camera': call({
    consult: withTv(active, { devices: noCamera }),
    samples: 12,
    tab: 'tv',
  }),
  'call-own-trouble': call({
    own: { camera: 'in-use', microphone: 'missing' },
    waiting: [secondRinging, queued],
    failed: true,
  }),
  'call-picture-small': call({
    picture: { shownHeight: 240, spatialLayer: 0, limitedBy: 'size' },
  }),
  'call-picture-unseen': call({ picture: { shownHeight: 0, spatialLayer: 0, limitedBy: 'size' } }),
  'call-weak-decoder': call({
    picture: { shownHeight: 1080, spatialLayer: 0, limitedBy: 'decoder' },
  }),
  'call-narrow-line': call({ picture: { shownHeight: 1080, spatialLayer: 1, limitedBy: 'line' } }),
  'call-muted': call({ own: { camera: 'off', microphone: 'off' } }),
  'call-server-gone': call({
    connection: { name: 'reconnecting', attempt: 2, since: nowMs - 4_000 },
  }),
  'call-support': call(supported),
  'call-suggestions': call({
    consult: { ...active, serviceRequest: stalledRequest },
    suggestions: bothSuggestions,
  }),
  'call-composer': composing,
  'call-guest': call({ consult: withGuests, guests: 1, tab: 'people' }),
  'call-guests': call({ consult: withGuests, guests: 2, tab: 'people' }),
  'call-invite': inviting(false),
  'call-invited': inviting(true),
  'call-transfer': transferring,
  'call-transferring': call({
    consult: { ...active, transfer: { to: okafor, note: '', expiresAt: ago(-21) } },
  }),
  'call-transfer-declined': call({
    events: [
      { seq: 16, at: ago(20), by: 'agent', type: 'transfer-offered', to: keller, note: '' },
      transferDeclined,
    ],
  }),
  ...Object.fromEntries(outcomes.map((outcome) => [`ended-${outcome}`, ended(endedBy(outcome))])),
  'ended-transferred': ended({
    ...recordOf({ ...active, transfer: { to: bianchi, note: '', expiresAt: ago(0) } }),
    timeline: [
      ...recordOf(active).timeline,
      { seq: 16, at: ago(9), by: 'agent', type: 'transfer-offered', to: bianchi, note: '' },
    ],
    left: 'accepted-elsewhere',
  }),
  elsewhere: elsewhere('present', false),
  interrupted: elsewhere('absent', false),
  returning: elsewhere('absent', true),
};
