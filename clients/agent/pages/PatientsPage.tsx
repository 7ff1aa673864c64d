import { useState } from 'preact/hooks';
import type { AgentIdentity } from '../../../src/protocol/index.ts';
import type { ApiErrorCode, ClinicApi } from '../clinicApi.ts';
import { PatientsScreen } from '../screens/PatientsScreen.tsx';
import { codeOf, useLoaded } from '../useLoaded.ts';

interface PatientsPageProps {
  readonly api: ClinicApi;
  readonly identity: AgentIdentity;
}

export function PatientsPage({ api, identity }: PatientsPageProps) {
  const { value, problem, reload } = useLoaded(api.patients);
  const [refused, setRefused] = useState<ApiErrorCode | null>(null);
  const change = (action: Promise<void>) => {
    action.then(
      () => {
        setRefused(null);
        reload();
      },
      (error: unknown) => setRefused(codeOf(error)),
    );
  };
  return (
    <PatientsScreen
      patients={value}
      problem={refused ?? problem}
      physicianId={identity.role === 'physician' ? identity.personId : null}
      onUnpair={(deviceId) => change(api.unpair(deviceId))}
      onName={(patientId, named) => change(api.setCareLink(patientId, named))}
      onAgain={() => {
        setRefused(null);
        reload();
      }}
    />
  );
}
