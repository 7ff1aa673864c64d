import type {
  ConsultView,
  Diagnostic,
  DiagnosticsSample,
  MediaDevicesState,
  PhoneWays,
  TimelineEvent,
} from '../../../src/protocol/index.ts';
import { guestPlace } from '../../../src/protocol/index.ts';
import type { CallPhase, ConnectionState, Remote } from '../../connector/index.ts';
import type { Utterance } from '../conversation.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import type { CallTab } from '../parts/CallSide.tsx';
import type { Invited } from '../parts/InviteDialog.tsx';
import { CallScreen } from '../screens/CallScreen.tsx';
import type { Loaded } from '../useLoaded.ts';
import { active, recordOf, samplesUntil } from './consults.ts';
import { bothOn, Frame, type Stand } from './frame.tsx';
import { ago, colleagues, nowMs, rossi } from './people.ts';
import { chatActions, phoneDesk } from './phoneStand.ts';
import { faults } from './requests.ts';

/** How a call of the gallery differs from a plain one. */
export interface CallOptions {
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
  readonly tab?: CallTab;
  /** What is written; what the events say where it is not given. */
  readonly conversation?: readonly Utterance[];
  readonly ways?: Loaded<PhoneWays>;
  /** Whether the patient's device shows something else. */
  readonly isHidden?: boolean;
  /** What that device makes of the physician's picture. */
  readonly picture?: DiagnosticsSample['picture'];
  /** Why all that is asked for is refused. */
  readonly refused?: ApiErrorCode;
}

export const call =
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
          personId={rossi.id}
          conversation={rest.conversation ?? []}
          chat={chatActions(stand)}
          phone={phoneDesk(stand, rest.ways, rest.refused)}
          nowMs={nowMs}
          phase={phase}
          remoteStream={shows ? stand.patient : null}
          remotes={shows ? [patientRemote(stand, consult), ...guestRemotes] : []}
          speaker={guests > 0 ? 'tv' : null}
          ownStream={stand.physician}
          ownDevices={own}
          samples={samplesUntil(samples, rest.isHidden !== true, rest.picture)}
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
          onPutPhoneOut={stand.press('put-out-phone')}
          onDiagnose={async () => {
            stand.press('diagnose')();
            return true;
          }}
          onIgnore={stand.press('ignore')}
        />
      </Frame>
    );
  };

const patientRemote = (stand: Stand, { patientAt }: ConsultView): Remote => ({
  place: patientAt === 'tv' ? 'tv' : 'mobile',
  stream: stand.patient,
});

export const invited: Invited = {
  name: 'Ilse Brandt',
  link: 'https://housecall.example/guest/#Yq7sJ0mDkq3d0pG9u5uXv2T1o8nLw4cRzE6hBaKfI9M',
  expiresAt: ago(-3_600),
};
