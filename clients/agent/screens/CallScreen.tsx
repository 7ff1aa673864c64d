import type {
  DiagnosticsSample,
  MediaDevicesState,
  PathPolicy,
} from '../../../src/protocol/index.ts';
import type { CallPhase, ConsultRecord } from '../../connector/index.ts';
import type { ApiErrorCode } from '../clinicApi.ts';
import { elapsed } from '../format.ts';
import { ConsultHeader } from '../parts/ConsultHeader.tsx';
import { Controls } from '../parts/Controls.tsx';
import { DeviceCard } from '../parts/DeviceCard.tsx';
import { DiagnosticsPanel } from '../parts/DiagnosticsPanel.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PathChoice } from '../parts/PathChoice.tsx';
import { Stage } from '../parts/Stage.tsx';
import { TimelineList } from '../parts/TimelineList.tsx';
import { errorSentence, call as strings } from '../strings.ts';

interface CallScreenProps {
  readonly record: ConsultRecord;
  readonly nowMs: number;
  readonly phase: CallPhase;
  readonly remoteStream: MediaStream | null;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  readonly samples: readonly DiagnosticsSample[];
  readonly ending: boolean;
  /** Why the last press on a control came to nothing. */
  readonly problem: ApiErrorCode | null;
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
  readonly onPolicy: (policy: PathPolicy) => void;
  readonly onEnd: () => void;
}

/** The call: the patient, their TV, what it measures, what happened. */
export function CallScreen(props: CallScreenProps) {
  const { record, nowMs, phase, ownDevices, samples, problem } = props;
  const { consult, timeline } = record;
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
        <PathChoice consult={consult} onPolicy={props.onPolicy} />
      </ConsultHeader>
      <div class="call-main">
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        <div class="stage-frame">
          <Stage
            consult={consult}
            phase={phase}
            remoteStream={props.remoteStream}
            ownStream={props.ownStream}
            ownDevices={ownDevices}
          />
          <Controls
            devices={ownDevices}
            ending={props.ending}
            onMicrophone={props.onMicrophone}
            onCamera={props.onCamera}
            onEnd={props.onEnd}
          />
        </div>
        <DiagnosticsPanel samples={samples} />
      </div>
      <aside class="call-side">
        <DeviceCard consult={consult} appVisible={samples.at(-1)?.device.visible} />
        <TimelineList events={timeline} />
      </aside>
    </div>
  );
}
