import { useState } from 'preact/hooks';
import type { Colleague } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { transfer as strings } from '../strings/call.ts';
import { transferErrorSentence } from '../strings/errors.ts';
import { words } from '../strings/words.ts';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';
import { TextAreaField } from './TextAreaField.tsx';

interface TransferDialogProps {
  readonly colleagues: readonly Colleague[];
  readonly problem: ApiErrorCode | null;
  readonly busy: boolean;
  readonly onSend: (to: string, note: string) => void;
  readonly onClose: () => void;
}

/** To whom a call goes, and what to say about it. */
export function TransferDialog(props: TransferDialogProps) {
  const { colleagues, problem, busy, onSend, onClose } = props;
  const reachable = colleagues.filter(canBeAsked);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const to = reachable.some(({ id }) => id === chosen) ? chosen : null;
  const submit = (event: Event) => {
    event.preventDefault();
    if (to !== null && !busy) onSend(to, note.trim());
  };
  return (
    <Dialog heading={strings.heading} onClose={onClose}>
      <form class="stack-small" onSubmit={submit}>
        <p class="soft">{strings.lead}</p>
        <fieldset class="field">
          <legend>{strings.to}</legend>
          {reachable.length === 0 && <p class="soft">{strings.nobody}</p>}
          <div class="choices">
            {colleagues.map(({ id, name, presence }) => (
              <label key={id} class="choice" data-testid="transfer-to" data-value={id}>
                <input
                  type="radio"
                  name="transfer-to"
                  value={id}
                  checked={id === to}
                  disabled={!canBeAsked({ presence })}
                  onChange={() => setChosen(id)}
                />
                <span class={`dot dot-${presence}`} aria-hidden="true" />
                <span>{name}</span>
                <span class="soft">{words.presence(presence)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <TextAreaField
          label={strings.note}
          hint={strings.noteHint}
          testId="transfer-note"
          rows={3}
          maxLength={500}
          value={note}
          onInput={setNote}
        />
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {transferErrorSentence(problem)}
          </Notice>
        )}
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="transfer-send"
            disabled={to === null}
            aria-disabled={busy}
          >
            {busy ? strings.sending : strings.send}
          </button>
          <button class="button" type="button" onClick={onClose}>
            {strings.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Who is away, or wishes not to be disturbed, may still be asked by a colleague. */
function canBeAsked({ presence }: Pick<Colleague, 'presence'>): boolean {
  return presence !== 'offline' && presence !== 'busy';
}
