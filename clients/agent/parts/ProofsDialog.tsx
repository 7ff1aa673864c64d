import { useState } from 'preact/hooks';
import type { Patient } from '../patientChoice.ts';
import { noProofs, type Proofs, proofsOf, wrongProofs } from '../patientProofs.ts';
import { proofs as strings } from '../strings/patients.ts';
import { Dialog } from './Dialog.tsx';
import { ProofFields } from './ProofFields.tsx';

interface ProofsDialogProps {
  readonly patient: Patient;
  /** ISO 8601. */
  readonly today: string;
  readonly onSave: (proofs: Proofs) => void;
  readonly onClose: () => void;
}

/** Puts on record what proves a phone to be the patient's; what is there is not shown. */
export function ProofsDialog({ patient, today, onSave, onClose }: ProofsDialogProps) {
  const [draft, setDraft] = useState(noProofs);
  const wrong = wrongProofs(draft, today);
  const isEmpty = draft.birthDate === '' && draft.pin === '';
  const submit = (event: Event) => {
    event.preventDefault();
    if (wrong.size > 0 || isEmpty) return;
    onSave(proofsOf(draft));
    onClose();
  };
  return (
    <Dialog heading={strings.heading(patient.name)} onClose={onClose}>
      <form class="stack-small" onSubmit={submit}>
        <p class="soft">{strings.lead}</p>
        <p>{strings.onRecord(patient.proofs)}</p>
        <ProofFields draft={draft} wrong={wrong} onDraft={setDraft} />
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="proofs-save"
            disabled={wrong.size > 0 || isEmpty}
          >
            {strings.save}
          </button>
          <button class="button" type="button" onClick={onClose}>
            {strings.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
