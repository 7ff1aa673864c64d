import { useState } from 'preact/hooks';
import { formatReference, referenceOf } from '../linkTarget.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { referenceErrorSentence } from '../strings/errors.ts';
import { telephone as strings } from '../strings/phone.ts';
import { useAsk } from '../useAsk.ts';
import { TextField } from './TextField.tsx';

interface ReferenceFormProps extends Pick<PhoneActions, 'onConfirmReference'> {
  /** What to say of a caller who is known now, by the consult. */
  readonly onConfirmed: (consultId: string) => string;
}

/** Takes the six digits that a caller says, and tells who it is. */
export function ReferenceForm({ onConfirmReference, onConfirmed }: ReferenceFormProps) {
  const [typed, setTyped] = useState('');
  const [confirmed, setConfirmed] = useState('');
  const { busy, problem, run, forget } = useAsk();
  const reference = referenceOf(typed);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (reference === undefined || busy) return;
    const asked = onConfirmReference(reference).then(({ consultId }) => {
      setConfirmed(onConfirmed(consultId));
      setTyped('');
    });
    await run(asked);
  };
  return (
    <form class="beside" onSubmit={(event) => void submit(event)}>
      <TextField
        label={strings.reference}
        hint={strings.referenceHint}
        success={confirmed}
        problem={problem === null ? null : referenceErrorSentence(problem)}
        testId="reference"
        inputMode="numeric"
        class="reference"
        value={typed}
        onInput={(text) => {
          forget();
          setConfirmed('');
          setTyped(formatReference(text));
        }}
      />
      <button
        class="button"
        type="submit"
        data-testid="reference-confirm"
        disabled={reference === undefined}
        aria-disabled={busy}
      >
        {busy ? strings.confirming : strings.confirm}
      </button>
    </form>
  );
}
