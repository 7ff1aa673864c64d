import { day } from '../format.ts';
import type { Patient } from '../patientChoice.ts';
import { proofs, patients as strings } from '../strings/patients.ts';
import { isKnown, words } from '../strings/words.ts';
import { Icon } from './Icon.tsx';

/** The TV that is about to be unpaired. */
export interface Unpairing {
  readonly deviceId: string;
  readonly model: string;
  readonly patientName: string;
}

interface PatientTableProps {
  readonly shown: readonly Patient[];
  /** The physician signed in, who can name patients; `null` for other roles. */
  readonly physicianId: string | null;
  readonly mayCall: boolean;
  /** The patient who is being called, until it rings. */
  readonly calledId: string | null;
  readonly onCall: (patientId: string) => void;
  readonly onUnpair: (unpairing: Unpairing) => void;
  readonly onProofs: (patient: Patient) => void;
  readonly onName: (patientId: string, named: boolean) => void;
}

/** Patients with their TVs, who treats them, and what is on record of them. */
export function PatientTable(props: PatientTableProps) {
  const { shown, physicianId, onName, onUnpair, onProofs, ...call } = props;
  return (
    <div class="panel table-panel">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{strings.patient}</th>
            <th scope="col">{strings.tvs}</th>
            <th scope="col">{strings.physicians}</th>
            <th scope="col">{proofs.column}</th>
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
                          onUnpair({
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
              <td>
                {patient.proofs.length === 0 ? (
                  <p class="soft">{proofs.none}</p>
                ) : (
                  <p>{proofs.names(patient.proofs)}</p>
                )}
                <button
                  class="button button-small button-quiet cell-button"
                  type="button"
                  data-testid="proofs"
                  aria-label={proofs.setNamed(patient.name)}
                  onClick={() => onProofs(patient)}
                >
                  {proofs.set}
                </button>
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
