import { useState } from 'preact/hooks';
import type { ConsultRecord } from '../../connector/index.ts';
import { useObservable } from '../../theme/useObservable.ts';
import type { Attempt } from '../callDesk.ts';
import { type ConsultsView, ringsFor } from '../consultsView.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { WaitingList } from '../parts/WaitingList.tsx';
import { CallingScreen } from '../screens/CallingScreen.tsx';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { EndedScreen } from '../screens/EndedScreen.tsx';
import { IncomingScreen } from '../screens/IncomingScreen.tsx';
import { waitingRoom } from '../strings/consults.ts';
import { useAsk } from '../useAsk.ts';
import { awaitsCallback, mayAdmit, waitingInOrder } from '../waitingRoom.ts';
import { CallPage } from './CallPage.tsx';
import { decline, dial, setPriority } from './consultRequests.ts';
import { WaitingRoomPage } from './WaitingRoomPage.tsx';
import type { Workplace } from './workplace.ts';

interface ConsultsPageProps extends Workplace {
  readonly view: ConsultsView;
  readonly onShow: (consultId: string | null) => void;
}

/** An agent's own screen: what rings, the call, what became of it, or the waiting room. */
export function ConsultsPage(props: ConsultsPageProps) {
  const { connector, desk, deskState, identity, view, onShow } = props;
  const putAway = (record: ConsultRecord) => {
    // A wish to be called back stays in the waiting room until somebody saw to it.
    if (!awaitsCallback(record)) connector.dismiss(record.consult.id);
    onShow(null);
  };
  switch (view.name) {
    case 'idle':
      return <WaitingRoomPage {...props} />;
    case 'incoming':
      return <IncomingPage {...props} ringing={view.ringing} showsOthers />;
    case 'calling':
      return <CallingPage {...props} record={view.record} />;
    case 'call': {
      const { record } = view;
      const call = deskState.calls.get(record.consult.id);
      if (call === undefined) return null;
      return <CallPage key={record.consult.id} {...props} call={call} record={record} />;
    }
    case 'elsewhere': {
      const { record } = view;
      const attempt = deskState.attempts.get(record.consult.id);
      return (
        <ElsewhereScreen
          record={record}
          returning={attempt?.name === 'busy'}
          problem={problemBeside(attempt)}
          onTakeOver={() => void desk.takeOver(record.consult.id)}
        />
      );
    }
    case 'ended': {
      const { record } = view;
      return (
        <EndedScreen record={record} personId={identity.personId} onDone={() => putAway(record)} />
      );
    }
    default:
      return view satisfies never;
  }
}

interface IncomingPageProps extends Workplace {
  readonly ringing: readonly ConsultRecord[];
  /** Whether others who wait stand below. */
  readonly showsOthers?: boolean;
}

/** Also shown above other pages: a ring is answered wherever one is. */
export function IncomingPage({ ringing, showsOthers = false, ...rest }: IncomingPageProps) {
  const { connector, desk, deskState, identity, nowMs } = rest;
  const ownStream = useObservable(rest.media.stream);
  const ownDevices = useObservable(rest.media.devices);
  const others = waitingInOrder(rest.records).filter(
    (record) => !ringsFor(record, identity.personId),
  );
  return (
    <IncomingScreen
      ringing={ringing}
      personId={identity.personId}
      nowMs={nowMs}
      attempts={deskState.attempts}
      ownStream={ownStream}
      ownDevices={ownDevices}
      opensCamera={rest.opensCamera}
      onOpensCamera={rest.onOpensCamera}
      onAccept={(consultId) => void desk.accept(consultId)}
      onDecline={(consultId) => void decline(connector, consultId)}
    >
      {showsOthers && (
        <WaitingList
          records={others}
          nowMs={nowMs}
          heading={waitingRoom.alsoWaiting}
          attempts={deskState.attempts}
          mayAdmit={({ consult }) => mayAdmit(identity, consult)}
          onAdmit={(consultId) => void desk.accept(consultId)}
          onDial={(consultId) => dial(connector, consultId)}
          onPriority={(consultId, priority) => setPriority(connector, consultId, priority)}
        />
      )}
    </IncomingScreen>
  );
}

interface CallingPageProps extends Workplace {
  readonly record: ConsultRecord;
}

function CallingPage({ connector, media, record, ...rest }: CallingPageProps) {
  const ownStream = useObservable(media.stream);
  const ownDevices = useObservable(media.devices);
  const cancel = useAsk();
  const [cancelled, setCancelled] = useState(false);
  const consultId = record.consult.id;
  return (
    <CallingScreen
      consult={record.consult}
      nowMs={rest.nowMs}
      ownStream={ownStream}
      ownDevices={ownDevices}
      opensCamera={rest.opensCamera}
      cancelling={cancel.busy || cancelled}
      problem={cancel.problem}
      onOpensCamera={rest.onOpensCamera}
      onCancel={() =>
        void cancel.run(connector.request('consult.cancel', { consultId })).then(setCancelled)
      }
    />
  );
}

/** That another window of one's own was faster is what the screen says anyway. */
function problemBeside(attempt: Attempt | undefined): ApiErrorCode | null {
  if (attempt?.name !== 'failed' || attempt.code === 'already_accepted') return null;
  return attempt.code;
}
