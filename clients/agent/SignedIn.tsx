import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AgentIdentity } from '../../src/protocol/index.ts';
import type { Connector, LocalMedia } from '../connector/index.ts';
import type { RingTone } from '../theme/ringTone.ts';
import { useObservable } from '../theme/useObservable.ts';
import type { CallDesk } from './callDesk.ts';
import type { ClinicApi } from './clinicApi.ts';
import { consultsView, ringsFor } from './consultsView.ts';
import { ClinicPage } from './pages/ClinicPage.tsx';
import { ConsultsPage, IncomingPage } from './pages/ConsultsPage.tsx';
import { decline } from './pages/consultRequests.ts';
import { IntegrationsPage } from './pages/IntegrationsPage.tsx';
import { PairPage } from './pages/PairPage.tsx';
import { PatientsPage } from './pages/PatientsPage.tsx';
import { PeoplePage } from './pages/PeoplePage.tsx';
import { PlaybookPage } from './pages/PlaybookPage.tsx';
import type { Workplace } from './pages/workplace.ts';
import { readOpenCamera, writeOpenCamera } from './preferences.ts';
import type { PresenceBoard } from './presenceBoard.ts';
import { routesOf } from './route.ts';
import { Shell } from './screens/Shell.tsx';
import { useActivity } from './useActivity.ts';
import { useNow } from './useNow.ts';
import { useRinging } from './useRinging.ts';
import { useRoute } from './useRoute.ts';
import { answers, waitingInOrder } from './waitingRoom.ts';

interface SignedInProps {
  readonly api: ClinicApi;
  readonly identity: AgentIdentity;
  readonly connector: Connector;
  readonly media: LocalMedia;
  readonly desk: CallDesk;
  readonly board: PresenceBoard;
  readonly tone: RingTone;
  readonly onSignOut: () => void;
}

/** The app of somebody who is signed in. */
export function SignedIn(props: SignedInProps) {
  const { api, connector, media, desk, board, tone, onSignOut } = props;
  const identity = useIdentity(connector, props.identity);
  const connection = useObservable(connector.connection);
  const records = useObservable(connector.consults);
  const deskState = useObservable(desk.state);
  const presence = useObservable(board.state);
  const location = useRoute();
  const nowMs = useNow();
  const [shownId, setShownId] = useState<string | null>(null);
  const [opensCamera, setOpensCamera] = useState(() => readOpenCamera(localStorage));
  useActivity(board, presence);

  const { personId, role } = identity;
  const route = routesOf[role].find((page) => page === location.route) ?? routesOf[role][0];
  const ringing = useMemo(
    () => records.filter((record) => ringsFor(record, personId)),
    [records, personId],
  );
  const view = consultsView(records, personId, deskState.held, shownId);
  const inCall = view.name === 'call' || view.name === 'calling';
  useRinging(
    ringing.map(({ consult }) => consult.id),
    inCall,
    tone,
  );

  // The call that is over stays on the screen, so that one sees how it ended.
  const callId = inCall ? view.record.consult.id : null;
  const lastCallId = useRef<string | null>(null);
  useEffect(() => {
    if (callId === null && lastCallId.current !== null) setShownId(lastCallId.current);
    lastCallId.current = callId;
    // A call begins where one can see it, whatever page one was on.
    if (callId !== null) window.location.hash = '#consults';
  }, [callId]);

  const workplace: Workplace = {
    identity,
    connector,
    desk,
    deskState,
    media,
    tone,
    presence,
    records,
    nowMs,
    opensCamera,
    onOpensCamera: (opens: boolean) => {
      writeOpenCamera(localStorage, opens);
      setOpensCamera(opens);
      desk.refresh();
    },
  };
  const hasConsults = role !== 'admin';

  return (
    <Shell
      identity={identity}
      connection={connection}
      route={route}
      waiting={waitingInOrder(records)}
      inCall={inCall}
      presence={answers(identity) ? presence : null}
      nowMs={nowMs}
      onDecline={(consultId) => void decline(connector, consultId)}
      onPresence={(setting) => void board.set(setting).catch(() => undefined)}
      onConnectAgain={() => connector.start()}
      onSignOut={onSignOut}
    >
      {route !== 'consults' && !inCall && ringing.length > 0 && (
        <IncomingPage {...workplace} ringing={ringing} />
      )}
      {/* A call goes on, with its sound, while another page is looked at. */}
      {hasConsults && (route === 'consults' || inCall) && (
        <div class="consults" hidden={route !== 'consults'}>
          <ConsultsPage {...workplace} view={view} onShow={setShownId} />
        </div>
      )}
      {route === 'pair' && <PairPage api={api} identity={identity} userCode={location.userCode} />}
      {route === 'patients' && (
        <PatientsPage api={api} identity={identity} desk={desk} inCall={inCall} />
      )}
      {route === 'people' && <PeoplePage api={api} />}
      {route === 'clinic' && <ClinicPage api={api} />}
      {route === 'playbook' && <PlaybookPage api={api.playbooks} />}
      {route === 'integrations' && <IntegrationsPage api={api.integrations} />}
    </Shell>
  );
}

/** Who one is: as signed in, and as the server says since, such as with other desks. */
function useIdentity(connector: Connector, signedIn: AgentIdentity): AgentIdentity {
  const now = useObservable(connector.identity);
  return now?.kind === 'agent' ? now : signedIn;
}
