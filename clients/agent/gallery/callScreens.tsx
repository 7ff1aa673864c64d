import type {
  ConsultView,
  Diagnostic,
  MediaDevicesState,
  Outcome,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import { guestPlace } from '../../../src/protocol/index.ts';
import type { CallPhase, ConnectionState, ConsultRecord, Remote } from '../../connector/index.ts';
import { draftOf } from '../diagnosticDraft.ts';
import { DiagnosticComposer } from '../parts/DiagnosticComposer.tsx';
import { InviteDialog, type Invited } from '../parts/InviteDialog.tsx';
import { TransferDialog } from '../parts/TransferDialog.tsx';
import { CallScreen } from '../screens/CallScreen.tsx';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { EndedScreen } from '../screens/EndedScreen.tsx';
import {
  active,
  endedBy,
  queued,
  recordOf,
  samplesUntil,
  secondRinging,
  withTv,
} from './consults.ts';
import { bothOn, Frame, type Screens, type Stand } from './frame.tsx';
import { ago, bianchi, colleagues, idOf, keller, nowMs, okafor, rossi } from './people.ts';
import {
  bothSuggestions,
  faults,
  sent,
  stalledRequest,
  suggestions,
  transferDeclined,
} from './requests.ts';

interface CallOptions {
  readonly consult?: ConsultView;
  readonly events?: readonly TimelineEvent[];
  readonly phase?: CallPhase;
  readonly samples?: number;
  readonly own?: MediaDevicesState;
  readonly waiting?: readonly ConsultView[];
  readonly connection?: ConnectionState;
  readonly failed?: boolean;
  readonly guests?: number;
  readonly suggestions?: readonly Diagnostic[];
  readonly tab?: 'request' | 'people' | 'tv';
}

const call =
  ({
    consult = active,
    phase = 'connected',
    samples = 60,
    guests = 0,
    ...rest
  }: CallOptions = {}) =>
  (stand: Stand) => {
    const own = rest.own ?? bothOn;
    const shows = phase === 'connected' || phase === 'reconnecting';
    const record = recordOf(consult);
    const guestRemotes = consult.guests.slice(0, guests).map(({ id }, index) => ({
      place: guestPlace(id),
      stream: index === 0 ? stand.guest : stand.physician,
    }));
    return (
      <Frame
        stand={stand}
        inCall
        waiting={rest.waiting ?? []}
        {...(rest.connection === undefined ? {} : { connection: rest.connection })}
      >
        <CallScreen
          record={{ ...record, timeline: [...record.timeline, ...(rest.events ?? [])] }}
          nowMs={nowMs}
          phase={phase}
          remoteStream={shows ? stand.patient : null}
          remotes={shows ? [patientRemote(stand), ...guestRemotes] : []}
          speaker={guests > 0 ? 'tv' : null}
          ownStream={stand.physician}
          ownDevices={own}
          samples={samplesUntil(samples)}
          ending={false}
          problem={rest.failed ? 'not-connected' : null}
          colleagues={colleagues}
          noticed={rest.suggestions === undefined ? [] : faults}
          suggestions={{ list: rest.suggestions ?? [], failed: rest.failed === true }}
          {...(rest.tab === undefined ? {} : { tab: rest.tab })}
          onMicrophone={stand.press('microphone')}
          onCamera={stand.press('camera')}
          onPolicy={stand.press('policy')}
          onEnd={stand.press('end')}
          onTransfer={async () => {
            stand.press('transfer')();
            return null;
          }}
          onWithdraw={stand.press('withdraw')}
          onReturn={stand.press('return')}
          onInvite={async (name) => {
            stand.press('invite')();
            return { ...invited, name };
          }}
          onRemoveGuest={stand.press('remove-guest')}
          onDiagnose={async () => {
            stand.press('diagnose')();
            return true;
          }}
          onIgnore={stand.press('ignore')}
        />
      </Frame>
    );
  };

const patientRemote = (stand: Stand): Remote => ({ place: 'tv', stream: stand.patient });

const invited: Invited = {
  name: 'Ilse Brandt',
  link: 'https://housecall.example/guest/#Yq7sJ0mDkq3d0pG9u5uXv2T1o8nLw4cRzE6hBaKfI9M',
  expiresAt: ago(-3_600),
};

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
