import type { Role } from '../../../src/protocol/index.ts';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { PairScreen, type PairState } from '../screens/PairScreen.tsx';
import { PatientsScreen } from '../screens/PatientsScreen.tsx';
import { PeopleScreen } from '../screens/PeopleScreen.tsx';
import { SignInScreen, type SignInState } from '../screens/SignInScreen.tsx';
import { StartScreen } from '../screens/StartScreen.tsx';
import { adminScreens } from './adminScreens.tsx';
import { callScreens } from './callScreens.tsx';
import { active, recordOf } from './consults.ts';
import { Frame, type Screens, type Stand } from './frame.tsx';
import { bianchi, found, identityOf, okafor, patients, rossi } from './people.ts';
import { phoneScreens } from './phoneScreens.tsx';
import { waitingScreens } from './waitingScreens.tsx';

const physicians = [rossi, bianchi, okafor];

const signIn =
  (state: SignInState) =>
  ({ press }: Stand) => <SignInScreen state={state} onSignIn={press('sign-in')} />;

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
        mayCall
        calledId={null}
        callProblem={
          problem === null && role === 'staff' && shown !== null && shown.length > 0
            ? { patientName: 'Maria Conti', code: 'endpoint_absent' }
            : null
        }
        onCall={stand.press('call-patient')}
        onUnpair={stand.press('unpair')}
        onProofs={stand.press('proofs')}
        onName={stand.press('name')}
        onAgain={stand.press('again')}
      />
    </Frame>
  );

const foundState = { name: 'found', found, busy: false, problem: null } as const;
const { patientName: _, ...withoutHint } = found.device;

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
  ...waitingScreens,
  ...callScreens,
  ...phoneScreens,
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
        savingId={null}
        onSave={stand.press('save')}
        onAgain={stand.press('again')}
      />
    </Frame>
  ),
  ...adminScreens,
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
