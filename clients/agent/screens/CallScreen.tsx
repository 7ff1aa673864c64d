import type {
  Colleague,
  GuestRelation,
  MediaDevicesState,
  PathPolicy,
} from '../../../src/protocol/index.ts';
import { type CallPhase, patientPlace, type Remote } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { CallActions, type InviteResult } from '../parts/CallActions.tsx';
import { CallSide, type CallSideProps } from '../parts/CallSide.tsx';
import { ConsultHeader } from '../parts/ConsultHeader.tsx';
import { Controls } from '../parts/Controls.tsx';
import { DiagnosticsPanel } from '../parts/DiagnosticsPanel.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PathChoice } from '../parts/PathChoice.tsx';
import { PhoneCard } from '../parts/PhoneCard.tsx';
import { PhoneNotices } from '../parts/PhoneNotices.tsx';
import { Stage } from '../parts/Stage.tsx';
import { TelephoneCard } from '../parts/TelephoneCard.tsx';
import { TransferState } from '../parts/TransferState.tsx';
import { WherePatientIs } from '../parts/WherePatientIs.tsx';
import { call as strings } from '../strings/call.ts';
import { errorSentence } from '../strings/errors.ts';

interface CallScreenProps extends CallSideProps {
  readonly nowMs: number;
  readonly phase: CallPhase;
  readonly remoteStream: MediaStream | null;
  readonly remotes: readonly Remote[];
  readonly speaker: string | null;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  readonly ending: boolean;
  /** What is beside the patient's picture is not there yet. */
  readonly pictureAlone?: boolean;
  /** Why the last press on a control came to nothing. */
  readonly problem: ApiErrorCode | null;
  readonly colleagues: readonly Colleague[];
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
  readonly onPolicy: (policy: PathPolicy) => void;
  readonly onEnd: () => void;
  readonly onTransfer: (to: string, note: string) => Promise<ApiErrorCode | null>;
  readonly onWithdraw: () => void;
  readonly onReturn: () => void;
  readonly onInvite: (name: string, relation: GuestRelation) => Promise<InviteResult>;
}

/** The call: the patient, their TV, what it measures, what happened. */
export function CallScreen(props: CallScreenProps) {
  const { record, nowMs, phase, ownDevices, samples, phone, problem } = props;
  const { consult } = record;
  const { mobile, telephone } = consult;
  const duration =
    consult.acceptedAt === null ? null : elapsed(Date.parse(consult.acceptedAt), nowMs);
  const interrupted = consult.state === 'active' && phase !== 'connected';
  return (
    <div class="call">
      <ConsultHeader
        consult={consult}
        duration={duration}
        {...(interrupted ? { stateWord: strings.phase[phase] } : {})}
      >
        <WherePatientIs consult={consult} />
        <PathChoice consult={consult} onPolicy={props.onPolicy} />
      </ConsultHeader>
      <div class="call-main">
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        {mobile?.admitted === false && (
          <PhoneCard
            key={mobile.id}
            mobile={mobile}
            onAdmit={phone.onAdmit}
            onRefuse={phone.onRefuse}
          />
        )}
        <PhoneNotices
          record={record}
          nowMs={nowMs}
          isVisible={samples.at(-1)?.device.visible !== false}
        />
        {telephone !== null && (
          <TelephoneCard
            telephone={telephone}
            patientName={consult.patient.name}
            onDial={phone.onDial}
          />
        )}
        <TransferState record={record} nowMs={nowMs} onWithdraw={props.onWithdraw} />
        <div class="stage-frame">
          <Stage
            consult={consult}
            phase={phase}
            remoteStream={props.remoteStream}
            remotes={props.remotes}
            speaker={props.speaker}
            ownStream={props.ownStream}
            ownDevices={ownDevices}
            isAlone={props.pictureAlone === true}
          />
          <Controls
            devices={ownDevices}
            ending={props.ending}
            onMicrophone={props.onMicrophone}
            onCamera={props.onCamera}
            onEnd={props.onEnd}
          >
            <CallActions
              consult={consult}
              colleagues={props.colleagues}
              onTransfer={props.onTransfer}
              onInvite={props.onInvite}
              onReturn={props.onReturn}
            />
          </Controls>
        </div>
        <DiagnosticsPanel samples={samples} from={patientPlace(consult)} />
      </div>
      {props.pictureAlone === true ? <div /> : <CallSide {...props} />}
    </div>
  );
}
