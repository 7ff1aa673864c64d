import { useState } from 'preact/hooks';
import {
  type Call,
  type Connector,
  type ConsultRecord,
  type LocalMedia,
  RequestError,
} from '../../connector/index.ts';
import { useObservable } from '../../theme/useObservable.ts';
import type { ApiErrorCode } from '../clinicApi.ts';
import { CallScreen } from '../screens/CallScreen.tsx';

interface CallPageProps {
  readonly connector: Connector;
  readonly call: Call;
  readonly media: LocalMedia;
  readonly record: ConsultRecord;
  readonly nowMs: number;
}

/** The call screen, fed by the connector. */
export function CallPage({ connector, call, media, record, nowMs }: CallPageProps) {
  const phase = useObservable(call.phase);
  const remoteStream = useObservable(call.remoteStream);
  const samples = useObservable(call.samples);
  const ownStream = useObservable(media.stream);
  const ownDevices = useObservable(media.devices);
  const [ending, setEnding] = useState(false);
  const [problem, setProblem] = useState<ApiErrorCode | null>(null);
  const consultId = record.consult.id;

  const ask = async (request: Promise<unknown>) => {
    setProblem(null);
    try {
      await request;
    } catch (error) {
      setEnding(false);
      setProblem(error instanceof RequestError ? error.code : 'internal_error');
    }
  };
  return (
    <CallScreen
      record={record}
      nowMs={nowMs}
      phase={phase}
      remoteStream={remoteStream}
      ownStream={ownStream}
      ownDevices={ownDevices}
      samples={samples}
      ending={ending}
      problem={problem}
      onMicrophone={(on) => media.setMicrophoneOn(on)}
      onCamera={(on) => media.setCameraOn(on)}
      onPolicy={(policy) => void ask(connector.request('consult.setPolicy', { consultId, policy }))}
      onEnd={() => {
        setEnding(true);
        void ask(connector.request('consult.end', { consultId }));
      }}
    />
  );
}
