import { useState } from 'preact/hooks';
import { today } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PatientTable, type Unpairing } from '../parts/PatientTable.tsx';
import { ProofsDialog } from '../parts/ProofsDialog.tsx';
import { matching, type Patient } from '../patientChoice.ts';
import type { Proofs } from '../patientProofs.ts';
import { callErrorSentence, errorSentence } from '../strings/errors.ts';
import { patients as strings } from '../strings/patients.ts';

interface PatientsScreenProps {
  /** `null` until they are loaded. */
  readonly patients: readonly Patient[] | null;
  readonly problem: ApiErrorCode | null;
  /** The physician signed in, who can name patients; `null` for other roles. */
  readonly physicianId: string | null;
  readonly mayCall: boolean;
  /** The patient who is being called, until it rings. */
  readonly calledId: string | null;
  readonly callProblem: CallProblem | null;
  readonly onCall: (patientId: string) => void;
  readonly onUnpair: (deviceId: string) => void;
  readonly onProofs: (patientId: string, proofs: Proofs) => void;
  readonly onName: (patientId: string, named: boolean) => void;
  readonly onAgain: () => void;
}

/** Why a call did not come to a ring. */
export interface CallProblem {
  readonly patientName: string;
  readonly code: ApiErrorCode;
}

/** Patients whom one may see, their TVs, and who treats them. */
export function PatientsScreen(props: PatientsScreenProps) {
  const { patients, problem, onUnpair, onProofs, onAgain } = props;
  const [search, setSearch] = useState('');
  const [unpairing, setUnpairing] = useState<Unpairing | null>(null);
  const [provenId, setProvenId] = useState<string | null>(null);
  const shown = matching(patients ?? [], search);
  const proven = patients?.find(({ id }) => id === provenId);
  return (
    <div class="page">
      <header class="page-header page-header-row">
        <div>
          <h1>{strings.heading}</h1>
          <p class="soft" role="status">
            {patients === null ? strings.loading : summary(shown.length, patients.length)}
          </p>
        </div>
        <input
          type="search"
          class="search"
          aria-label={strings.search}
          placeholder={strings.search}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </header>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          <span>{errorSentence(problem)}</span>
          <button class="button button-small" type="button" onClick={onAgain}>
            {strings.again}
          </button>
        </Notice>
      )}
      {props.callProblem !== null && (
        <Notice tone="danger" role="alert">
          <p>
            <b>{props.callProblem.patientName}:</b> {callErrorSentence(props.callProblem.code)}
          </p>
        </Notice>
      )}
      {shown.length > 0 && (
        <PatientTable
          {...props}
          shown={shown}
          onUnpair={setUnpairing}
          onProofs={(patient) => setProvenId(patient.id)}
        />
      )}
      {proven !== undefined && (
        <ProofsDialog
          patient={proven}
          today={today()}
          onSave={(proofs) => onProofs(proven.id, proofs)}
          onClose={() => setProvenId(null)}
        />
      )}
      {unpairing !== null && (
        <Dialog heading={strings.unpairHeading} onClose={() => setUnpairing(null)}>
          <p>{strings.unpairLead(unpairing.model, unpairing.patientName)}</p>
          <div class="actions">
            <button
              class="button button-danger"
              type="button"
              data-testid="unpair-confirm"
              onClick={() => {
                onUnpair(unpairing.deviceId);
                setUnpairing(null);
              }}
            >
              {strings.unpairConfirm}
            </button>
            <button class="button" type="button" onClick={() => setUnpairing(null)}>
              {strings.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function summary(shown: number, all: number): string {
  if (all === 0) return strings.none;
  return shown === 0 ? strings.noneFound : strings.count(shown, all);
}
