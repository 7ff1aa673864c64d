import type {
  Colleague,
  Diagnostic,
  DiagnosticsSample,
  GuestRelation,
  MediaDevicesState,
  PathPolicy,
} from '../../../src/protocol/index.ts';
import type { CallPhase, ConsultRecord, Remote } from '../../connector/index.ts';
import type { Diagnosis } from '../diagnosticDraft.ts';
import { elapsed } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import type { NoticedFault } from '../noticedFaults.ts';
import { CallActions, type InviteResult } from '../parts/CallActions.tsx';
import { ConsultHeader } from '../parts/ConsultHeader.tsx';
import { Controls } from '../parts/Controls.tsx';
import { DeviceCard } from '../parts/DeviceCard.tsx';
import { DiagnosticsPanel } from '../parts/DiagnosticsPanel.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PathChoice } from '../parts/PathChoice.tsx';
import { PeopleList } from '../parts/PeopleList.tsx';
import { RequestPanel, type Suggestions } from '../parts/RequestPanel.tsx';
import { Stage } from '../parts/Stage.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { TimelineList } from '../parts/TimelineList.tsx';
import { TransferState } from '../parts/TransferState.tsx';
import { guests, call as strings, tabs } from '../strings/call.ts';
import { errorSentence } from '../strings/errors.ts';
import { request } from '../strings/request.ts';

interface CallScreenProps {
  readonly record: ConsultRecord;
  readonly nowMs: number;
  readonly phase: CallPhase;
  readonly remoteStream: MediaStream | null;
  readonly remotes: readonly Remote[];
  readonly speaker: string | null;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  readonly samples: readonly DiagnosticsSample[];
  readonly ending: boolean;
  /** Why the last press on a control came to nothing. */
  readonly problem: ApiErrorCode | null;
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
  readonly colleagues: readonly Colleague[];
  readonly noticed: readonly NoticedFault[];
  readonly suggestions: Suggestions;
  /** The tab that is shown at first. */
  readonly tab?: 'request' | 'people' | 'tv';
  readonly onPolicy: (policy: PathPolicy) => void;
  readonly onEnd: () => void;
  readonly onTransfer: (to: string, note: string) => Promise<ApiErrorCode | null>;
  readonly onWithdraw: () => void;
  readonly onReturn: () => void;
  readonly onInvite: (name: string, relation: GuestRelation) => Promise<InviteResult>;
  readonly onRemoveGuest: (guestId: string) => void;
  readonly onDiagnose: (diagnosis: Diagnosis) => Promise<boolean>;
  readonly onIgnore: (suggestion: Diagnostic) => void;
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
        <DiagnosticsPanel samples={samples} />
      </div>
      <aside class="call-side">
        <Tabs
          label={tabs.label}
          {...(props.tab === undefined ? {} : { initial: props.tab })}
          tabs={[
            {
              id: 'request',
              name: request.tab,
              count: props.suggestions.list?.length ?? 0,
              children: (
                <RequestPanel
                  consult={consult}
                  noticed={props.noticed}
                  suggestions={props.suggestions}
                  onDiagnose={props.onDiagnose}
                  onIgnore={props.onIgnore}
                />
              ),
            },
            {
              id: 'people',
              name: guests.tab,
              count: consult.guests.length,
              children: <PeopleList consult={consult} onRemove={props.onRemoveGuest} />,
            },
            {
              id: 'tv',
              name: tabs.tv,
              children: (
                <DeviceCard consult={consult} appVisible={samples.at(-1)?.device.visible} />
              ),
            },
          ]}
        />
        <TimelineList events={timeline} />
      </aside>
    </div>
  );
}
