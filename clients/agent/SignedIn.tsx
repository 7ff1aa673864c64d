import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AgentIdentity } from '../../src/protocol/index.ts';
import type { Connector, LocalMedia } from '../connector/index.ts';
import type { RingTone } from '../theme/ringTone.ts';
import { useObservable } from '../theme/useObservable.ts';
import type { CallDesk } from './callDesk.ts';
import type { ClinicApi } from './clinicApi.ts';
import { consultsView, isOver, isWaiting, ringsFor } from './consultsView.ts';
import { ConsultsPage, decline, IncomingPage } from './pages/ConsultsPage.tsx';
import { PairPage } from './pages/PairPage.tsx';
import { PatientsPage } from './pages/PatientsPage.tsx';
import { PeoplePage } from './pages/PeoplePage.tsx';
import { readOpenCamera, writeOpenCamera } from './preferences.ts';
import { routesOf } from './route.ts';
import { Shell } from './screens/Shell.tsx';
import { WaitingScreen } from './screens/WaitingScreen.tsx';
import { useNow } from './useNow.ts';
import { useRinging } from './useRinging.ts';
import { useRoute } from './useRoute.ts';

interface SignedInProps {
  readonly api: ClinicApi;
  readonly identity: AgentIdentity;
  readonly connector: Connector;
  readonly media: LocalMedia;
  readonly desk: CallDesk;
  readonly tone: RingTone;
  readonly onSignOut: () => void;
}

/** The app of somebody who is signed in. */
export function SignedIn(props: SignedInProps) {
  const { api, identity, connector, media, desk, tone, onSignOut } = props;
  const connection = useObservable(connector.connection);
  const records = useObservable(connector.consults);
  const deskState = useObservable(desk.state);
  const location = useRoute();
  const nowMs = useNow();
  const [shownId, setShownId] = useState<string | null>(null);
  const [opensCamera, setOpensCamera] = useState(() => readOpenCamera(localStorage));

  const { personId, role } = identity;
  const isPhysician = role === 'physician';
  const route = routesOf[role].find((page) => page === location.route) ?? routesOf[role][0];
  const ringing = useMemo(
    () => (isPhysician ? records.filter((record) => ringsFor(record, personId)) : []),
    [records, personId, isPhysician],
  );
  const view = consultsView(isPhysician ? records : [], personId, deskState.held, shownId);
  const inCall = view.name === 'call';
  useRinging(
    ringing.map(({ consult }) => consult.id),
    inCall,
    tone,
  );

  // The call that is over stays on the screen, so that one sees how it ended.
  const callId = view.name === 'call' ? view.record.consult.id : null;
  const lastCallId = useRef<string | null>(null);
  useEffect(() => {
    if (callId === null && lastCallId.current !== null) setShownId(lastCallId.current);
    lastCallId.current = callId;
    // A call begins where one can see it, whatever page one was on.
    if (callId !== null) window.location.hash = '#consults';
  }, [callId]);

  const consultsProps = {
    connector,
    desk,
    deskState,
    media,
    tone,
    personId,
    records,
    nowMs,
    opensCamera,
    onOpensCamera: (opens: boolean) => {
      writeOpenCamera(localStorage, opens);
      setOpensCamera(opens);
      desk.refresh();
    },
    onShow: setShownId,
  };

  return (
    <Shell
      identity={identity}
      connection={connection}
      route={route}
      waiting={records.filter(isWaiting)}
      inCall={inCall}
      nowMs={nowMs}
      onDecline={(consultId) => void decline(connector, consultId)}
      onConnectAgain={() => connector.start()}
      onSignOut={onSignOut}
    >
      {route !== 'consults' && !inCall && ringing.length > 0 && (
        <IncomingPage {...consultsProps} ringing={ringing} />
      )}
      {/* A call goes on, with its sound, while another page is looked at. */}
      {isPhysician && (route === 'consults' || inCall) && (
        <div class="consults" hidden={route !== 'consults'}>
          <ConsultsPage {...consultsProps} view={view} />
        </div>
      )}
      {!isPhysician && route === 'consults' && (
        <WaitingScreen records={records.filter((record) => !isOver(record))} nowMs={nowMs} />
      )}
      {route === 'pair' && <PairPage api={api} identity={identity} userCode={location.userCode} />}
      {route === 'patients' && <PatientsPage api={api} identity={identity} />}
      {route === 'people' && <PeoplePage api={api} />}
    </Shell>
  );
}
