import { useEffect, useRef, useState } from 'preact/hooks';
import type { AgentIdentity } from '../../../src/protocol/index.ts';
import type { ClinicApi } from '../clinicApi.ts';
import { ApiError } from '../httpApi.ts';
import type { PairRequest } from '../parts/PairForm.tsx';
import { PairScreen, type PairState } from '../screens/PairScreen.tsx';
import { codeOf, useLoaded } from '../useLoaded.ts';
import { hasForeignLetter, isComplete } from '../userCode.ts';

interface PairPageProps {
  readonly api: ClinicApi;
  readonly identity: AgentIdentity;
  /** A code that a QR code brought. */
  readonly userCode: string | null;
}

/** Looks a code up as soon as it is complete: nobody has to press anything for it. */
export function PairPage({ api, identity, userCode }: PairPageProps) {
  const [code, setCode] = useState('');
  const [state, setState] = useState<PairState>({ name: 'entering', problem: null });
  const patients = useLoaded(api.patients);
  const physicians = useLoaded(api.physicians);
  /** Answers to a code that has been changed since are dropped. */
  const current = useRef('');

  const lookUp = (wanted: string) => {
    setState({ name: 'looking' });
    api.lookup(wanted).then(
      (found) => {
        if (current.current === wanted) {
          setState({ name: 'found', found, busy: false, problem: null });
        }
      },
      (error: unknown) => {
        if (current.current === wanted) setState({ name: 'entering', problem: problemOf(error) });
      },
    );
  };
  const enter = (entered: string) => {
    if (entered === current.current) return;
    current.current = entered;
    setCode(entered);
    if (isComplete(entered) && !hasForeignLetter(entered)) lookUp(entered);
    else setState({ name: 'entering', problem: null });
  };
  const decide = async (decision: Promise<PairState>) => {
    if (state.name !== 'found') return;
    setState({ ...state, busy: true, problem: null });
    try {
      setState(await decision);
      patients.reload();
    } catch (error) {
      setState({ ...state, busy: false, problem: problemOf(error) });
    }
  };
  const confirm = async (request: PairRequest): Promise<PairState> => {
    const { patient } = await api.confirm({ userCode: code, ...request });
    return { name: 'paired', patientName: patient.name };
  };
  const refuse = async (): Promise<PairState> => {
    await api.refuse(code);
    return { name: 'refused' };
  };
  // A code that arrives is entered once, whatever is typed afterwards.
  useEffect(() => {
    if (userCode !== null) enter(userCode);
  }, [userCode]);

  return (
    <PairScreen
      state={state}
      code={code}
      patients={patients.value ?? []}
      physicians={physicians.value ?? []}
      ownId={identity.role === 'physician' ? identity.personId : null}
      onCode={enter}
      onLookUp={() => {
        if (isComplete(code) && state.name === 'entering') lookUp(code);
      }}
      onConfirm={(request) => void decide(confirm(request))}
      onRefuse={() => void decide(refuse())}
      onAnother={() => enter('')}
    />
  );
}

function problemOf(error: unknown) {
  const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
  return { code: codeOf(error), retryAfterMs };
}
