import type { Colleague } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { CallbackList } from '../parts/CallbackList.tsx';
import { CallerPanel } from '../parts/CallerPanel.tsx';
import { ColleaguesPanel } from '../parts/ColleaguesPanel.tsx';
import { EarlierList } from '../parts/EarlierList.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type Readiness, ReadinessPanel } from '../parts/ReadinessPanel.tsx';
import { type WaitingActions, WaitingList } from '../parts/WaitingList.tsx';
import type { PhoneActions } from '../phoneActions.ts';
import { consults, waitingRoom as strings } from '../strings/consults.ts';
import { callErrorSentence, errorSentence } from '../strings/errors.ts';
import { words } from '../strings/words.ts';

/** An answer that came to nothing. */
export interface Missed {
  readonly consultId: string;
  readonly patientName: string;
  readonly code: ApiErrorCode;
}

interface WaitingRoomScreenProps extends WaitingActions, Pick<PhoneActions, 'onConfirmReference'> {
  /** In the order of the queue. */
  readonly waiting: readonly ConsultRecord[];
  readonly callbacks: readonly ConsultRecord[];
  /** Colleagues' calls that this person may see. */
  readonly inCalls: readonly ConsultRecord[];
  readonly earlier: readonly ConsultRecord[];
  readonly missed: readonly Missed[];
  readonly personId: string;
  readonly colleagues: readonly Colleague[];
  /** `null` for who answers nobody: nothing rings. */
  readonly readiness: Readiness | null;
  readonly busyCallbacks: ReadonlySet<string>;
  /** Why a call-back did not come to a ring. */
  readonly callProblem: ApiErrorCode | null;
  readonly nowMs: number;
  readonly onCallBack: (record: ConsultRecord) => void;
  readonly onCallbackDone: (record: ConsultRecord) => void;
  readonly onShow: (consultId: string) => void;
  readonly onDismiss: (consultId: string) => void;
  readonly onTurnSoundOn: () => void;
  readonly onAskForNotifications: () => void;
  readonly onOpensCamera: (opens: boolean) => void;
}

/** Who waits, who is to be called back, and what became of the others. */
export function WaitingRoomScreen(props: WaitingRoomScreenProps) {
  const { waiting, callbacks, inCalls, missed, readiness, nowMs, callProblem } = props;
  return (
    <div class="page page-two" data-testid="waiting-room">
      <div class="stack">
        <header class="page-header">
          <h1>{strings.heading}</h1>
          {waiting.length === 0 && (
            <p class="soft">{readiness === null ? strings.emptyReader : strings.empty}</p>
          )}
        </header>
        {missed.map(({ consultId, patientName, code }) => (
          <Notice key={consultId} tone="neutral" role="status">
            <p>
              <b>{patientName}:</b> {errorSentence(code)}
            </p>
          </Notice>
        ))}
        <WaitingList
          records={waiting}
          nowMs={nowMs}
          heading={strings.list}
          attempts={props.attempts}
          mayAdmit={props.mayAdmit}
          onAdmit={props.onAdmit}
          onDial={props.onDial}
          onPriority={props.onPriority}
        />
        {callProblem !== null && (
          <Notice tone="danger" role="alert">
            {callErrorSentence(callProblem)}
          </Notice>
        )}
        <CallbackList
          records={callbacks}
          busy={props.busyCallbacks}
          onCall={props.onCallBack}
          onDone={props.onCallbackDone}
        />
        <InCalls records={inCalls} nowMs={nowMs} />
        <EarlierList
          records={props.earlier}
          personId={props.personId}
          onShow={props.onShow}
          onDismiss={props.onDismiss}
        />
      </div>
      <div class="stack">
        {readiness !== null && (
          <ReadinessPanel
            readiness={readiness}
            onTurnSoundOn={props.onTurnSoundOn}
            onAskForNotifications={props.onAskForNotifications}
            onOpensCamera={props.onOpensCamera}
          />
        )}
        {readiness !== null && (
          <CallerPanel
            records={[...waiting, ...inCalls]}
            onConfirmReference={props.onConfirmReference}
          />
        )}
        <ColleaguesPanel colleagues={props.colleagues} />
      </div>
    </div>
  );
}

interface InCallsProps {
  readonly records: readonly ConsultRecord[];
  readonly nowMs: number;
}

function InCalls({ records, nowMs }: InCallsProps) {
  if (records.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="in-calls-heading">
      <header class="panel-header">
        <h2 id="in-calls-heading">{consults.inCalls}</h2>
      </header>
      <ul class="in-calls">
        {records.map(({ consult }) => (
          <li key={consult.id}>
            <span class="strong">{consult.patient.name}</span>
            <span class="soft">
              {consult.agent === null
                ? words.consultState(consult.state)
                : consults.inCallWith(consult.agent.name)}
            </span>
            <span class="soft number">
              {consult.acceptedAt !== null && elapsed(Date.parse(consult.acceptedAt), nowMs)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
