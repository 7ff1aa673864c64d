import type { ConsultView, MediaDevicesState, Role } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import type { Attempt } from '../callDesk.ts';
import { WaitingList } from '../parts/WaitingList.tsx';
import { CallingScreen } from '../screens/CallingScreen.tsx';
import { IncomingScreen } from '../screens/IncomingScreen.tsx';
import { WaitingRoomScreen } from '../screens/WaitingRoomScreen.tsx';
import { waitingRoom } from '../strings/consults.ts';
import { mayAdmit, waitingInOrder } from '../waitingRoom.ts';
import { active, endedBy, queued, recordOf, ringing, secondRinging } from './consults.ts';
import { available, bothOn, Frame, type Screens, type Stand } from './frame.tsx';
import { ago, bianchi, colleagues, identityOf, nowMs, rossi } from './people.ts';
import { guided, handedOver, ringsElsewhere, urgent, wishesCallback } from './requests.ts';

interface RoomOptions {
  readonly role?: Role;
  readonly waiting?: readonly ConsultView[];
  readonly callbacks?: readonly ConsultView[];
  readonly inCalls?: readonly ConsultView[];
  readonly earlier?: readonly ConsultRecord[];
  readonly missed?: boolean;
  readonly attempts?: ReadonlyMap<string, Attempt>;
  readonly failedCall?: boolean;
  readonly away?: boolean;
}

const inOrder = (waiting: readonly ConsultView[]) =>
  waitingInOrder(waiting.map((consult) => recordOf(consult)));

const room =
  ({ role = 'physician', waiting = [], earlier = [], ...rest }: RoomOptions = {}) =>
  (stand: Stand) => (
    <Frame
      stand={stand}
      personRole={role}
      waiting={inOrder(waiting).map(({ consult }) => consult)}
      {...(rest.away ? { presence: { ...available, own: 'away' } } : {})}
    >
      <WaitingRoomScreen
        waiting={inOrder(waiting)}
        callbacks={(rest.callbacks ?? []).map((consult) => recordOf(consult))}
        inCalls={(rest.inCalls ?? []).map((consult) => recordOf(consult))}
        earlier={earlier}
        personId={rossi.id}
        missed={
          rest.missed
            ? [
                {
                  consultId: ringing.id,
                  patientName: ringing.patient.name,
                  code: 'already_accepted',
                },
              ]
            : []
        }
        colleagues={colleagues}
        readiness={{
          sound: earlier.length > 0 ? 'on' : 'held',
          notifications: earlier.length > 0 ? 'granted' : 'default',
          opensCamera: true,
        }}
        busyCallbacks={new Set()}
        callProblem={rest.failedCall ? 'endpoint_absent' : null}
        nowMs={nowMs}
        attempts={rest.attempts ?? new Map()}
        mayAdmit={({ consult }) => mayAdmit(identityOf(role), consult)}
        onAdmit={stand.press('admit')}
        onDial={async () => stand.press('dial')()}
        onConfirmReference={async () => {
          stand.press('reference')();
          return { consultId: queued.id };
        }}
        onPriority={stand.press('priority')}
        onCallBack={stand.press('call-back')}
        onCallbackDone={stand.press('callback-done')}
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
  readonly others?: readonly ConsultView[];
  readonly attempts?: ReadonlyMap<string, Attempt>;
  readonly devices?: MediaDevicesState;
  readonly opensCamera?: boolean;
}

const incoming =
  ({ consults = [ringing], others = [], attempts = new Map(), ...own }: IncomingOptions = {}) =>
  (stand: Stand) => {
    const devices = own.devices ?? bothOn;
    return (
      <Frame stand={stand} waiting={[...consults, ...others]}>
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
        >
          <WaitingList
            records={inOrder(others)}
            nowMs={nowMs}
            heading={waitingRoom.alsoWaiting}
            attempts={new Map()}
            mayAdmit={() => true}
            onAdmit={stand.press('admit')}
            onDial={async () => stand.press('dial')()}
            onPriority={stand.press('priority')}
          />
        </IncomingScreen>
      </Frame>
    );
  };

const calling =
  (answersItself: boolean, problem: 'not-connected' | null = null) =>
  (stand: Stand) => (
    <Frame stand={stand} inCall>
      <CallingScreen
        consult={{
          ...ringing,
          state: 'calling',
          agent: rossi,
          offeredTo: [],
          answersItself,
          deadlineAt: ago(-18),
        }}
        nowMs={nowMs}
        ownStream={stand.physician}
        ownDevices={bothOn}
        opensCamera
        cancelling={false}
        problem={problem}
        onOpensCamera={stand.press('opens-camera')}
        onCancel={stand.press('cancel-call')}
      />
    </Frame>
  );

const failed: Attempt = { name: 'failed', code: 'not-connected' };

/** Who waits, what rings, and one's own call before it is answered. */
export const waitingScreens: Screens = {
  idle: room(),
  'idle-earlier': room({
    earlier: [
      endedBy('ended-by-patient'),
      { ...endedBy('cancelled-by-patient'), left: 'over' },
      recordOf({ ...ringing, id: secondRinging.id, agent: bianchi }, 'accepted-elsewhere'),
    ],
    missed: true,
  }),
  waiting: room({
    waiting: [queued, guided, urgent, ringsElsewhere],
    callbacks: [wishesCallback],
  }),
  'waiting-staff': room({
    role: 'staff',
    waiting: [queued, guided, urgent],
    inCalls: [{ ...active, agent: bianchi }],
  }),
  'waiting-failed': room({
    waiting: [queued],
    callbacks: [wishesCallback],
    attempts: new Map([[queued.id, { name: 'failed', code: 'already_accepted' }]]),
    failedCall: true,
    away: true,
  }),
  incoming: incoming(),
  'incoming-two': incoming({ consults: [ringing, secondRinging] }),
  'incoming-others': incoming({ others: [queued, guided] }),
  'incoming-transfer': incoming({ consults: [handedOver] }),
  'incoming-accepting': incoming({ attempts: new Map([[ringing.id, { name: 'busy' }]]) }),
  'incoming-failed': incoming({ attempts: new Map([[ringing.id, failed]]) }),
  'incoming-camera-closed': incoming({
    opensCamera: false,
    devices: { camera: 'unknown', microphone: 'unknown' },
  }),
  'incoming-camera-refused': incoming({ devices: { camera: 'refused', microphone: 'refused' } }),
  calling: calling(false),
  'calling-answers-itself': calling(true, 'not-connected'),
};
