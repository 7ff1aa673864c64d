import { useState } from 'preact/hooks';
import type { Connector, ConsultRecord, LocalMedia } from '../../connector/index.ts';
import type { RingTone } from '../../theme/ringTone.ts';
import { useObservable } from '../../theme/useObservable.ts';
import type { Attempt, CallDesk, DeskState } from '../callDesk.ts';
import type { ApiErrorCode } from '../clinicApi.ts';
import { type ConsultsView, isOver } from '../consultsView.ts';
import { askForNotifications, notificationState } from '../desktopNotifications.ts';
import { ElsewhereScreen } from '../screens/ElsewhereScreen.tsx';
import { EndedScreen } from '../screens/EndedScreen.tsx';
import { IdleScreen, type Missed } from '../screens/IdleScreen.tsx';
import { IncomingScreen } from '../screens/IncomingScreen.tsx';
import { CallPage } from './CallPage.tsx';

interface ConsultsPageProps {
  readonly connector: Connector;
  readonly desk: CallDesk;
  readonly deskState: DeskState;
  readonly media: LocalMedia;
  readonly tone: RingTone;
  readonly personId: string;
  readonly view: ConsultsView;
  readonly records: readonly ConsultRecord[];
  readonly nowMs: number;
  readonly opensCamera: boolean;
  readonly onOpensCamera: (opens: boolean) => void;
  readonly onShow: (consultId: string | null) => void;
}

/** A physician's own screen: what rings, the call, what became of it, or nothing for now. */
export function ConsultsPage(props: ConsultsPageProps) {
  const { connector, desk, deskState, media, personId, view, nowMs } = props;
  const dismiss = (consultId: string) => {
    connector.dismiss(consultId);
    props.onShow(null);
  };
  switch (view.name) {
    case 'idle':
      return <IdlePage {...props} onDismiss={dismiss} />;
    case 'incoming':
      return <IncomingPage {...props} ringing={view.ringing} />;
    case 'call': {
      const { record } = view;
      const call = deskState.calls.get(record.consult.id);
      if (call === undefined) return null;
      return (
        <CallPage
          key={record.consult.id}
          connector={connector}
          call={call}
          media={media}
          record={record}
          nowMs={nowMs}
        />
      );
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
        <EndedScreen
          record={record}
          personId={personId}
          onDone={() => dismiss(record.consult.id)}
        />
      );
    }
  }
}

interface IdlePageProps extends ConsultsPageProps {
  readonly onDismiss: (consultId: string) => void;
}

function IdlePage({ records, deskState, tone, opensCamera, ...rest }: IdlePageProps) {
  const sound = useObservable(tone.sound);
  const [notifications, setNotifications] = useState(notificationState);
  return (
    <IdleScreen
      missed={missedOf(records, deskState)}
      earlier={records.filter(isOver).reverse()}
      readiness={{ sound, notifications, opensCamera }}
      onShow={rest.onShow}
      onDismiss={rest.onDismiss}
      onTurnSoundOn={() => void tone.turnOn()}
      onAskForNotifications={() => void askForNotifications().then(setNotifications)}
      onOpensCamera={rest.onOpensCamera}
    />
  );
}

interface IncomingPageProps extends Omit<ConsultsPageProps, 'view'> {
  readonly ringing: readonly ConsultRecord[];
}

/** Also shown above other pages: a ring is answered wherever one is. */
export function IncomingPage({ ringing, connector, desk, deskState, ...rest }: IncomingPageProps) {
  const ownStream = useObservable(rest.media.stream);
  const ownDevices = useObservable(rest.media.devices);
  return (
    <IncomingScreen
      ringing={ringing}
      personId={rest.personId}
      nowMs={rest.nowMs}
      attempts={deskState.attempts}
      ownStream={ownStream}
      ownDevices={ownDevices}
      opensCamera={rest.opensCamera}
      onOpensCamera={rest.onOpensCamera}
      onAccept={(consultId) => void desk.accept(consultId)}
      onDecline={(consultId) => void decline(connector, consultId)}
    />
  );
}

/** A decline that the server refuses came too late: the consult's own change tells why. */
export async function decline(connector: Connector, consultId: string): Promise<void> {
  await connector.request('consult.decline', { consultId }).catch(() => undefined);
}

/** That another window of one's own was faster is what the screen says anyway. */
function problemBeside(attempt: Attempt | undefined): ApiErrorCode | null {
  if (attempt?.name !== 'failed' || attempt.code === 'already_accepted') return null;
  return attempt.code;
}

function missedOf(records: readonly ConsultRecord[], { attempts }: DeskState): readonly Missed[] {
  return records.flatMap((record) => {
    const { id, patient } = record.consult;
    const attempt = attempts.get(id);
    if (attempt?.name !== 'failed' || !isOver(record)) return [];
    return [{ consultId: id, patientName: patient.name, code: attempt.code }];
  });
}
