import { useState } from 'preact/hooks';
import { day } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { matching, type Patient } from '../patientChoice.ts';
import { callErrorSentence, errorSentence } from '../strings/errors.ts';
import { patients as strings } from '../strings/patients.ts';
import { isKnown, words } from '../strings/words.ts';

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
  readonly onName: (patientId: string, named: boolean) => void;
  readonly onAgain: () => void;
}

/** Why a call did not come to a ring. */
export interface CallProblem {
  readonly patientName: string;
  readonly code: ApiErrorCode;
}

interface Unpairing {
  readonly deviceId: string;
  readonly model: string;
  readonly patientName: string;
}

/** Patients whom one may see, their TVs, and who treats them. */
export function PatientsScreen(props: PatientsScreenProps) {
  const { patients, problem, onUnpair, onAgain } = props;
  const [search, setSearch] = useState('');
  const [unpairing, setUnpairing] = useState<Unpairing | null>(null);
  const shown = matching(patients ?? [], search);
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
      {shown.length > 0 && <PatientTable {...props} shown={shown} onAsk={setUnpairing} />}
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

interface PatientTableProps extends PatientsScreenProps {
  readonly shown: readonly Patient[];
  readonly onAsk: (unpairing: Unpairing) => void;
}

function PatientTable({ shown, physicianId, onName, onAsk, ...call }: PatientTableProps) {
  return (
    <div class="panel table-panel">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{strings.patient}</th>
            <th scope="col">{strings.tvs}</th>
            <th scope="col">{strings.physicians}</th>
            {physicianId !== null && <th scope="col">{strings.careLink}</th>}
            {call.mayCall && (
              <th scope="col">
                <span class="visually-hidden">{strings.call}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((patient) => (
            <tr key={patient.id} data-testid="patient">
              <th scope="row">{patient.name}</th>
              <td>
                {patient.devices.length === 0 && <span class="soft">{strings.noTv}</span>}
                <ul class="devices">
                  {patient.devices.map((device) => (
                    <li key={device.id}>
                      <p>
                        {words.device(device)}
                        <span class="device-since">
                          {isKnown(device.model) && `${words.platform(device.platform)}, `}
                          {strings.paired(day(device.pairedAt))}
                        </span>
                      </p>
                      <button
                        class="button button-small button-quiet"
                        type="button"
                        aria-label={strings.unpairNamed(words.device(device), patient.name)}
                        onClick={() =>
                          onAsk({
                            deviceId: device.id,
                            model: words.device(device),
                            patientName: patient.name,
                          })
                        }
                      >
                        {strings.unpair}
                      </button>
                    </li>
                  ))}
                </ul>
              </td>
              <td>
                {patient.physicians.length === 0 ? (
                  <span class="soft">{strings.noPhysicians}</span>
                ) : (
                  patient.physicians.map(({ name }) => name).join(', ')
                )}
              </td>
              {physicianId !== null && (
                <td>
                  <CareLink patient={patient} physicianId={physicianId} onName={onName} />
                </td>
              )}
              {call.mayCall && (
                <td class="cell-action">
                  {patient.devices.length > 0 && (
                    <CallButton patient={patient} calledId={call.calledId} onCall={call.onCall} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CallButtonProps {
  readonly patient: Patient;
  readonly calledId: string | null;
  readonly onCall: (patientId: string) => void;
}

function CallButton({ patient, calledId, onCall }: CallButtonProps) {
  return (
    <button
      class="button button-small"
      type="button"
      data-testid="call-patient"
      aria-label={strings.callNamed(patient.name)}
      aria-disabled={calledId !== null}
      onClick={calledId === null ? () => onCall(patient.id) : undefined}
    >
      <Icon name="phone" />
      {calledId === patient.id ? strings.calling : strings.call}
    </button>
  );
}

interface CareLinkProps {
  readonly patient: Patient;
  readonly physicianId: string;
  readonly onName: (patientId: string, named: boolean) => void;
}

function CareLink({ patient, physicianId, onName }: CareLinkProps) {
  const mine = patient.namedByMe === true;
  const linked = patient.physicians.some(({ id }) => id === physicianId);
  return (
    <>
      {mine && !linked && <p class="soft">{strings.oneSided}</p>}
      <button
        class={`button button-small ${mine ? 'button-quiet' : ''}`}
        type="button"
        aria-label={mine ? strings.unnameNamed(patient.name) : strings.nameNamed(patient.name)}
        onClick={() => onName(patient.id, !mine)}
      >
        {mine ? strings.unname : strings.name}
      </button>
    </>
  );
}

function summary(shown: number, all: number): string {
  if (all === 0) return strings.none;
  return shown === 0 ? strings.noneFound : strings.count(shown, all);
}
