import { useState } from 'preact/hooks';
import type { AgentIdentity } from '../../../src/protocol/index.ts';
import type { CallDesk } from '../callDesk.ts';
import type { ClinicApi } from '../clinicApi.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { type CallProblem, PatientsScreen } from '../screens/PatientsScreen.tsx';
import { codeOf, useLoaded } from '../useLoaded.ts';
import { answers } from '../waitingRoom.ts';

interface PatientsPageProps {
  readonly api: ClinicApi;
  readonly identity: AgentIdentity;
  readonly desk: Pick<CallDesk, 'call'>;
  readonly inCall: boolean;
}

export function PatientsPage({ api, identity, desk, inCall }: PatientsPageProps) {
  const { value, problem, reload } = useLoaded(api.patients);
  const [refused, setRefused] = useState<ApiErrorCode | null>(null);
  const [calledId, setCalledId] = useState<string | null>(null);
  const [callProblem, setCallProblem] = useState<CallProblem | null>(null);
  const change = (action: Promise<void>) => {
    action.then(
      () => {
        setRefused(null);
        reload();
      },
      (error: unknown) => setRefused(codeOf(error)),
    );
  };
  const [kind = 'care'] = identity.role === 'physician' ? ['care' as const] : identity.desks;
  const call = async (patientId: string) => {
    setCalledId(patientId);
    setCallProblem(null);
    try {
      await desk.call({ patientId, kind });
    } catch (error) {
      const patientName = value?.find(({ id }) => id === patientId)?.name ?? '';
      setCallProblem({ patientName, code: codeOf(error) });
    }
    setCalledId(null);
  };
  return (
    <PatientsScreen
      patients={value}
      problem={refused ?? problem}
      physicianId={identity.role === 'physician' ? identity.personId : null}
      mayCall={answers(identity) && !inCall}
      calledId={calledId}
      callProblem={callProblem}
      onCall={(patientId) => void call(patientId)}
      onUnpair={(deviceId) => change(api.unpair(deviceId))}
      onProofs={(patientId, proofs) => change(api.setProofs({ patientId, ...proofs }))}
      onName={(patientId, named) => change(api.setCareLink(patientId, named))}
      onAgain={() => {
        setRefused(null);
        reload();
      }}
    />
  );
}
