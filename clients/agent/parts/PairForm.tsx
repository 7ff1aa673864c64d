import { useState } from 'preact/hooks';
import type {
  PairingConfirmRequest,
  PairingLookupResponse,
  PersonRef,
} from '../../../src/protocol/index.ts';
import { clock, today } from '../format.ts';
import { chosen, type Patient, type Picked } from '../patientChoice.ts';
import { noProofs, proofsOf, wrongProofs } from '../patientProofs.ts';
import { deviceCard } from '../strings/call.ts';
import { pair as strings } from '../strings/patients.ts';
import { words } from '../strings/words.ts';
import { CapabilityFacts, Fact, ModelFacts } from './DeviceCard.tsx';
import { Notice } from './Notice.tsx';
import { PatientField } from './PatientField.tsx';
import { ProofFields } from './ProofFields.tsx';

export type PairRequest = Omit<PairingConfirmRequest, 'userCode'>;

interface PairFormProps {
  readonly found: PairingLookupResponse;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly patients: readonly Patient[];
  readonly physicians: readonly PersonRef[];
  readonly ownId: string | null;
  readonly onConfirm: (request: PairRequest) => void;
  readonly onRefuse: () => void;
}

/** What device it is, whose it becomes, and whom that patient may ask. */
export function PairForm(props: PairFormProps) {
  const { found, busy, problem, patients, physicians, ownId, onConfirm, onRefuse } = props;
  const [typed, setTyped] = useState(found.knownPatient?.name ?? found.device.patientName ?? '');
  const [picked, setPicked] = useState<Picked>(
    found.knownPatient === undefined ? null : { patientId: found.knownPatient.id },
  );
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const [proofs, setProofs] = useState(noProofs);
  const choice = chosen(patients, typed, picked);
  const physicianIds = ticked ?? suggested(physicians, ownId, found.device.physicianName);
  const wrong = wrongProofs(proofs, today());
  const ready = choice.kind === 'existing' || (choice.kind === 'new' && wrong.size === 0);

  const confirm = () => {
    if (busy || !ready) return;
    if (choice.kind === 'existing') {
      onConfirm({ patient: { id: choice.patient.id }, physicianIds: [...physicianIds] });
    } else if (choice.kind === 'new') {
      onConfirm({
        patient: { name: choice.name, ...proofsOf(proofs) },
        physicianIds: [...physicianIds],
      });
    }
  };
  const tick = (id: string, on: boolean) =>
    setTicked(on ? [...physicianIds, id] : physicianIds.filter((other) => other !== id));

  return (
    <form
      class="pair-form"
      data-testid="pair-form"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <FoundDevice found={found} />
      <div class="panel pair-patient">
        <PatientField
          patients={patients}
          typed={typed}
          choice={choice}
          onType={(text, choose) => {
            setTyped(text);
            setPicked(choose);
          }}
        />
        {choice.kind === 'new' && <ProofFields draft={proofs} wrong={wrong} onDraft={setProofs} />}
        <fieldset class="field physicians">
          <legend>{strings.physicians}</legend>
          <p class="hint">
            {physicians.length === 0 ? strings.noPhysicians : strings.physiciansHint}
          </p>
          {physicians.map((physician) => (
            <label key={physician.id} class="check">
              <input
                type="checkbox"
                checked={physicianIds.includes(physician.id)}
                onChange={(event) => tick(physician.id, event.currentTarget.checked)}
              />
              <span>
                {physician.name}
                {physician.id === ownId && <span class="soft"> ({strings.you})</span>}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <footer class="pair-foot">
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        )}
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="pair-confirm"
            disabled={!ready}
            aria-disabled={busy}
          >
            {busy ? strings.confirming : strings.confirm}
          </button>
          <button
            class="button button-danger-quiet"
            type="button"
            data-testid="pair-refuse"
            onClick={onRefuse}
          >
            {strings.refuse}
          </button>
        </div>
      </footer>
    </form>
  );
}

function FoundDevice({ found }: { readonly found: PairingLookupResponse }) {
  const { device, address, requestedAt, knownPatient } = found;
  const { capabilities, patientName, physicianName } = device;
  return (
    <section class="panel" aria-labelledby="found-heading">
      <header class="panel-header">
        <h2 id="found-heading">{strings.found}</h2>
        <span class="soft">{strings.since(clock(requestedAt))}</span>
      </header>
      <p class="hint">{strings.foundHint}</p>
      {knownPatient !== undefined && <p class="known">{strings.known(knownPatient.name)}</p>}
      <dl class="facts">
        {patientName !== undefined && <Fact name={strings.hintPatient}>{patientName}</Fact>}
        {physicianName !== undefined && <Fact name={strings.hintPhysician}>{physicianName}</Fact>}
        <ModelFacts device={device} />
        <Fact name={deviceCard.address}>{address}</Fact>
        <Fact name={deviceCard.hardware}>{device.hardwareId}</Fact>
        <Fact name={deviceCard.camera}>{words.found(capabilities.camera)}</Fact>
        <Fact name={deviceCard.microphone}>{words.found(capabilities.microphone)}</Fact>
        <CapabilityFacts capabilities={capabilities} />
      </dl>
    </section>
  );
}

/** Whom the form proposes: the physician signed in, whom the patient typed, or the only one. */
function suggested(
  physicians: readonly PersonRef[],
  ownId: string | null,
  hint: string | undefined,
): readonly string[] {
  const wanted = hint?.trim().toLowerCase() ?? '';
  const typed = physicians.filter(
    ({ name }) => wanted !== '' && name.toLowerCase().includes(wanted),
  );
  const own = physicians.filter(({ id }) => id === ownId);
  const ids = new Set([...typed, ...own].map(({ id }) => id));
  if (ids.size > 0 || physicians.length !== 1) return [...ids];
  return physicians.map(({ id }) => id);
}
