import type { ComponentChildren, JSX } from 'preact';
import type { ConsultView, MediaDevicesState, Outcome, Role } from '../../../src/protocol/index.ts';
import type { CallPhase, ConnectionState, ConsultRecord } from '../../connector/index.ts';
import type { Attempt } from '../callDesk.ts';
import type { Route } from '../route.ts';
import { CallScreen } from '../screens/CallScreen.tsx';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { EndedScreen } from '../screens/EndedScreen.tsx';
import { IdleScreen } from '../screens/IdleScreen.tsx';
import { IncomingScreen } from '../screens/IncomingScreen.tsx';
import { PairScreen, type PairState } from '../screens/PairScreen.tsx';
import { PatientsScreen } from '../screens/PatientsScreen.tsx';
import { PeopleScreen } from '../screens/PeopleScreen.tsx';
import { Shell } from '../screens/Shell.tsx';
import { SignInScreen, type SignInState } from '../screens/SignInScreen.tsx';
import { StartScreen } from '../screens/StartScreen.tsx';
import { WaitingScreen } from '../screens/WaitingScreen.tsx';
import {
  active,
  endedBy,
  nowMs,
  queued,
  recordOf,
  ringing,
  samplesUntil,
  secondRinging,
  withTv,
} from './consults.ts';
import { bianchi, found, identityOf, okafor, patients, rossi } from './people.ts';

/** What a gallery screen may show and tell. */
export interface Stand {
  readonly patient: MediaStream;
  readonly physician: MediaStream;
  /** Is told what was pressed. */
  readonly press: (name: string) => () => void;
}

const bothOn: MediaDevicesState = { camera: 'on', microphone: 'on' };
const physicians = [rossi, bianchi, okafor];
const open: ConnectionState = { name: 'open' };

interface FrameProps {
  readonly stand: Stand;
  readonly route?: Route;
  readonly personRole?: Role;
  readonly connection?: ConnectionState;
  readonly waiting?: readonly ConsultView[];
  readonly inCall?: boolean;
  readonly children: ComponentChildren;
}

function Frame({ stand, waiting = [], inCall = false, ...rest }: FrameProps) {
  return (
    <Shell
      identity={identityOf(rest.personRole ?? 'physician')}
      connection={rest.connection ?? open}
      route={rest.route ?? 'consults'}
      waiting={waiting.map((consult) => recordOf(consult))}
      inCall={inCall}
      nowMs={nowMs}
      onDecline={stand.press('decline')}
      onConnectAgain={stand.press('connect-again')}
      onSignOut={stand.press('sign-out')}
    >
      {rest.children}
    </Shell>
  );
}

type Screens = Readonly<Record<string, (stand: Stand) => JSX.Element>>;

const signIn =
  (state: SignInState) =>
  ({ press }: Stand) => <SignInScreen state={state} onSignIn={press('sign-in')} />;

const idle =
  (earlier: readonly ConsultRecord[], missedCode?: 'already_accepted') => (stand: Stand) => (
    <Frame stand={stand}>
      <IdleScreen
        missed={
          missedCode === undefined
            ? []
            : [{ consultId: ringing.id, patientName: ringing.patient.name, code: missedCode }]
        }
        earlier={earlier}
        readiness={{
          sound: earlier.length > 0 ? 'on' : 'held',
          notifications: earlier.length > 0 ? 'granted' : 'default',
          opensCamera: true,
        }}
        onShow={stand.press('show')}
        onDismiss={stand.press('dismiss')}
        onTurnSoundOn={stand.press('turn-sound-on')}
        onAskForNotifications={stand.press('ask')}
        onOpensCamera={stand.press('opens-camera')}
      />
    </Frame>
  );

interface IncomingOptions {
  readonly consults?: readonly ConsultView[];
  readonly attempts?: ReadonlyMap<string, Attempt>;
  readonly devices?: MediaDevicesState;
  readonly opensCamera?: boolean;
}

const incoming =
  ({ consults = [ringing], attempts = new Map(), ...own }: IncomingOptions = {}) =>
  (stand: Stand) => {
    const devices = own.devices ?? bothOn;
    return (
      <Frame stand={stand} waiting={consults}>
        <IncomingScreen
          ringing={consults.map((consult) => recordOf(consult))}
          personId={rossi.id}
          nowMs={nowMs}
          attempts={attempts}
          ownStream={devices.camera === 'on' ? stand.physician : null}
          ownDevices={devices}
          opensCamera={own.opensCamera ?? true}
          onOpensCamera={stand.press('opens-camera')}
          onAccept={stand.press('accept')}
          onDecline={stand.press('decline')}
        />
      </Frame>
    );
  };

interface CallOptions {
  readonly consult?: ConsultView;
  readonly phase?: CallPhase;
  readonly samples?: number;
  readonly own?: MediaDevicesState;
  readonly waiting?: readonly ConsultView[];
  readonly connection?: ConnectionState;
  readonly failed?: boolean;
}

const call =
  ({ consult = active, phase = 'connected', samples = 60, ...rest }: CallOptions = {}) =>
  (stand: Stand) => {
    const own = rest.own ?? bothOn;
    const shows = phase === 'connected' || phase === 'reconnecting';
    return (
      <Frame
        stand={stand}
        inCall
        waiting={rest.waiting ?? []}
        {...(rest.connection === undefined ? {} : { connection: rest.connection })}
      >
        <CallScreen
          record={recordOf(consult)}
          nowMs={nowMs}
          phase={phase}
          remoteStream={shows ? stand.patient : null}
          ownStream={stand.physician}
          ownDevices={own}
          samples={samplesUntil(samples)}
          ending={false}
          problem={rest.failed ? 'not-connected' : null}
          onMicrophone={stand.press('microphone')}
          onCamera={stand.press('camera')}
          onPolicy={stand.press('policy')}
          onEnd={stand.press('end')}
        />
      </Frame>
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

const pair =
  (state: PairState, code = 'WDJB-MJHT', isKnown = true) =>
  (stand: Stand) => (
    <Frame stand={stand} route="pair">
      <PairScreen
        state={state}
        code={code}
        patients={isKnown ? patients : []}
        physicians={physicians}
        ownId={rossi.id}
        onCode={stand.press('code')}
        onLookUp={stand.press('look-up')}
        onConfirm={stand.press('confirm')}
        onRefuse={stand.press('refuse')}
        onAnother={stand.press('another')}
      />
    </Frame>
  );

const patientList =
  (role: Role, shown: typeof patients | null, problem: 'unreachable' | null = null) =>
  (stand: Stand) => (
    <Frame stand={stand} route="patients" personRole={role}>
      <PatientsScreen
        patients={shown}
        problem={problem}
        physicianId={role === 'physician' ? rossi.id : null}
        onUnpair={stand.press('unpair')}
        onName={stand.press('name')}
        onAgain={stand.press('again')}
      />
    </Frame>
  );

const outcomes: readonly Outcome[] = [
  'ended-by-patient',
  'ended-by-agent',
  'cancelled-by-patient',
  'tv-lost',
  'agent-lost',
  'nobody-came',
  'all-declined',
  'device-unpaired',
];

const foundState = { name: 'found', found, busy: false, problem: null } as const;
const { patientName: _, ...withoutHint } = found.device;
const noCamera: MediaDevicesState = { camera: 'unplugged', microphone: 'on' };

/** Every screen of the app with what it shows on a real day, by a name for pages and tests. */
export const screens: Screens = {
  starting: ({ press }) => <StartScreen problem={null} onAgain={press('again')} />,
  unreachable: ({ press }) => <StartScreen problem="unreachable" onAgain={press('again')} />,
  'sign-in': signIn({ name: 'ready' }),
  'sign-in-busy': signIn({ name: 'busy' }),
  'sign-in-wrong': signIn({ name: 'failed', code: 'wrong_credentials' }),
  'sign-in-limited': signIn({ name: 'failed', code: 'rate_limited', retryAfterMs: 240_000 }),
  'sign-in-unreachable': signIn({ name: 'failed', code: 'unreachable' }),
  'sign-in-expired': signIn({ name: 'expired' }),
  'sign-in-not-signed-out': signIn({ name: 'not-signed-out' }),
  idle: idle([]),
  'idle-earlier': idle(
    [
      endedBy('ended-by-patient'),
      { ...endedBy('cancelled-by-patient'), left: 'over' },
      recordOf({ ...ringing, id: secondRinging.id, agent: bianchi }, 'accepted-elsewhere'),
    ],
    'already_accepted',
  ),
  incoming: incoming(),
  'incoming-two': incoming({ consults: [ringing, secondRinging] }),
  'incoming-accepting': incoming({ attempts: new Map([[ringing.id, { name: 'busy' }]]) }),
  'incoming-failed': incoming({
    attempts: new Map([[ringing.id, { name: 'failed', code: 'not-connected' }]]),
  }),
  'incoming-camera-closed': incoming({
    opensCamera: false,
    devices: { camera: 'unknown', microphone: 'unknown' },
  }),
  'incoming-camera-refused': incoming({ devices: { camera: 'refused', microphone: 'refused' } }),
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
  'call-tv-no-camera': call({ consult: withTv(active, { devices: noCamera }), samples: 12 }),
  'call-own-trouble': call({
    own: { camera: 'in-use', microphone: 'missing' },
    waiting: [secondRinging, queued],
    failed: true,
  }),
  'call-muted': call({ own: { camera: 'off', microphone: 'off' } }),
  'call-server-gone': call({
    connection: { name: 'reconnecting', attempt: 2, since: nowMs - 4_000 },
  }),
  ...Object.fromEntries(outcomes.map((outcome) => [`ended-${outcome}`, ended(endedBy(outcome))])),
  elsewhere: elsewhere('present', false),
  interrupted: elsewhere('absent', false),
  returning: elsewhere('absent', true),
  'pair-empty': pair({ name: 'entering', problem: null }, ''),
  'pair-foreign': pair({ name: 'entering', problem: null }, 'WDAB-MJHT'),
  'pair-looking': pair({ name: 'looking' }),
  'pair-unknown': pair({ name: 'entering', problem: { code: 'code_unknown' } }),
  'pair-limited': pair({
    name: 'entering',
    problem: { code: 'rate_limited', retryAfterMs: 30_000 },
  }),
  'pair-found': pair(foundState),
  'pair-found-new': pair(
    { ...foundState, found: { ...found, device: withoutHint } },
    undefined,
    false,
  ),
  'pair-known': pair({
    ...foundState,
    found: { ...found, knownPatient: { id: patients[0]?.id ?? '', name: 'Maria Conti' } },
  }),
  'pair-used': pair({ ...foundState, problem: { code: 'code_used' } }),
  'pair-paired': pair({ name: 'paired', patientName: 'Maria Conti' }),
  'pair-refused': pair({ name: 'refused' }),
  patients: patientList('physician', patients),
  'patients-staff': patientList('staff', patients),
  'patients-none': patientList('staff', []),
  'patients-loading': patientList('staff', null),
  'patients-unreachable': patientList('staff', null, 'unreachable'),
  waiting: (stand) => (
    <Frame stand={stand} personRole="staff" waiting={[queued, ringing, secondRinging]}>
      <WaitingScreen
        records={[queued, ringing, secondRinging, active].map((consult) => recordOf(consult))}
        nowMs={nowMs}
      />
    </Frame>
  ),
  'waiting-none': (stand) => (
    <Frame stand={stand} personRole="staff">
      <WaitingScreen records={[]} nowMs={nowMs} />
    </Frame>
  ),
  people: (stand) => (
    <Frame stand={stand} personRole="admin" route="people">
      <PeopleScreen
        people={[
          { ...rossi, role: 'physician', desks: ['care'], languages: ['it', 'en'] },
          { ...bianchi, role: 'physician', desks: ['care'], languages: [] },
          {
            id: identityOf('staff').clinic.id,
            name: 'Jonas Keller',
            role: 'staff',
            desks: ['support'],
            languages: [],
          },
        ]}
        problem={null}
        onAgain={stand.press('again')}
      />
    </Frame>
  ),
  'connection-closed': (stand) => (
    <Frame stand={stand} connection={{ name: 'closed', reason: 'replaced' }}>
      <ElsewhereScreen
        record={recordOf(active)}
        returning={false}
        problem="not-connected"
        onTakeOver={stand.press('take-over')}
      />
    </Frame>
  ),
};
