import type { ProofsDraft, WrongProofs } from '../patientProofs.ts';
import { proofs as strings } from '../strings/patients.ts';
import { TextField } from './TextField.tsx';

interface ProofFieldsProps {
  readonly draft: ProofsDraft;
  readonly wrong: WrongProofs;
  readonly onDraft: (draft: ProofsDraft) => void;
}

/** What proves a phone to be the patient's. */
export function ProofFields({ draft, wrong, onDraft }: ProofFieldsProps) {
  return (
    <div class="proofs">
      <TextField
        label={strings.birthDate}
        type="date"
        testId="birth-date"
        problem={wrong.has('birthDate') ? strings.birthDateWrong : null}
        value={draft.birthDate}
        onInput={(birthDate) => onDraft({ ...draft, birthDate })}
      />
      <TextField
        label={strings.pin}
        hint={strings.pinHint}
        testId="pin"
        inputMode="numeric"
        maxLength={8}
        problem={wrong.has('pin') ? strings.pinWrong : null}
        value={draft.pin}
        onInput={(pin) => onDraft({ ...draft, pin })}
      />
    </div>
  );
}
