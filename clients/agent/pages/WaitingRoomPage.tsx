import { useState } from 'preact/hooks';
import type { ConsultRecord } from '../../connector/index.ts';
import { useObservable } from '../../theme/useObservable.ts';
import type { DeskState } from '../callDesk.ts';
import { concerned, isOver } from '../consultsView.ts';
import { askForNotifications, notificationState } from '../desktopNotifications.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { type Missed, WaitingRoomScreen } from '../screens/WaitingRoomScreen.tsx';
import { codeOf } from '../useLoaded.ts';
import {
  answers,
  awaitsCallback,
  callbacksWaiting,
  mayAdmit,
  waitingInOrder,
} from '../waitingRoom.ts';
import { dial, setPriority } from './consultRequests.ts';
import type { Workplace } from './workplace.ts';

interface WaitingRoomPageProps extends Workplace {
  readonly onShow: (consultId: string | null) => void;
}

/** The waiting room, fed by the connector. */
export function WaitingRoomPage(props: WaitingRoomPageProps) {
  const { connector, desk, deskState, identity, records, tone, opensCamera } = props;
  const sound = useObservable(tone.sound);
  const [notifications, setNotifications] = useState(notificationState);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [seenTo, setSeenTo] = useState<ReadonlySet<string>>(new Set());
  const [callProblem, setCallProblem] = useState<ApiErrorCode | null>(null);

  const seeTo = async (record: ConsultRecord, deed: Promise<unknown>) => {
    const { id } = record.consult;
    setCallProblem(null);
    setBusy((before) => new Set(before).add(id));
    try {
      await deed;
      setSeenTo((before) => new Set(before).add(id));
    } catch (error) {
      const code = codeOf(error);
      // Somebody else was faster; of that, nobody is told by itself.
      if (code === 'not_found' || code === 'wrong_state') {
        setSeenTo((before) => new Set(before).add(id));
      }
      setCallProblem(code);
    }
    setBusy((before) => new Set([...before].filter((each) => each !== id)));
  };

  return (
    <WaitingRoomScreen
      waiting={waitingInOrder(records)}
      callbacks={callbacksWaiting(records).filter(({ consult }) => !seenTo.has(consult.id))}
      inCalls={records.filter((record) => isColleaguesCall(record, identity.personId))}
      earlier={records
        .filter((record) => isOver(record) && !awaitsCallback(record))
        .filter((record) => identity.role === 'physician' || concerned(record, identity.personId))
        .reverse()}
      personId={identity.personId}
      missed={missedOf(records, deskState)}
      colleagues={props.presence.colleagues}
      readiness={answers(identity) ? { sound, notifications, opensCamera } : null}
      busyCallbacks={busy}
      callProblem={callProblem}
      nowMs={props.nowMs}
      attempts={deskState.attempts}
      mayAdmit={({ consult }) => mayAdmit(identity, consult)}
      onAdmit={(consultId) => void desk.accept(consultId)}
      onDial={(consultId) => dial(connector, consultId)}
      onConfirmReference={(reference) =>
        connector.request('deflection.confirmReference', { reference })
      }
      onPriority={(consultId, priority) => setPriority(connector, consultId, priority)}
      onCallBack={(record) => {
        const { id, patient, serviceRequest } = record.consult;
        const { kind } = serviceRequest;
        void seeTo(record, desk.call({ patientId: patient.id, kind, callbackOf: id }));
      }}
      onCallbackDone={(record) =>
        void seeTo(
          record,
          connector.request('consult.closeCallback', { consultId: record.consult.id }),
        )
      }
      onShow={props.onShow}
      onDismiss={(consultId) => connector.dismiss(consultId)}
      onTurnSoundOn={() => void tone.turnOn()}
      onAskForNotifications={() => void askForNotifications().then(setNotifications)}
      onOpensCamera={props.onOpensCamera}
    />
  );
}

function isColleaguesCall({ consult, left }: ConsultRecord, personId: string): boolean {
  const { state, agent } = consult;
  const isCall = state === 'accepted' || state === 'active' || state === 'calling';
  return left === null && isCall && agent?.id !== personId;
}

function missedOf(records: readonly ConsultRecord[], { attempts }: DeskState): readonly Missed[] {
  return records.flatMap((record) => {
    const { id, patient } = record.consult;
    const attempt = attempts.get(id);
    if (attempt?.name !== 'failed' || !isOver(record)) return [];
    return [{ consultId: id, patientName: patient.name, code: attempt.code }];
  });
}
