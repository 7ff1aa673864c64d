import { useState } from 'preact/hooks';
import { type GuestRelation, guestRelation } from '../../../src/protocol/index.ts';
import { shortClock } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { guests as strings } from '../strings/call.ts';
import { errorSentence } from '../strings/errors.ts';
import { CopyField } from './CopyField.tsx';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';
import { TextField } from './TextField.tsx';

/** An invitation that was made; its link is shown this once. */
export interface Invited {
  readonly name: string;
  readonly link: string;
  readonly expiresAt: string;
}

interface InviteDialogProps {
  /** `null` before it is made. */
  readonly invited: Invited | null;
  readonly problem: ApiErrorCode | null;
  readonly busy: boolean;
  readonly onInvite: (name: string, relation: GuestRelation) => void;
  readonly onClose: () => void;
}

/** Who is to join, and then the link for them. */
export function InviteDialog({ invited, problem, busy, onInvite, onClose }: InviteDialogProps) {
  const [name, setName] = useState('');
  const [relation, setRelation] = useState<GuestRelation>('interpreter');
  if (invited !== null) {
    return (
      <Dialog heading={strings.linkHeading(invited.name)} onClose={onClose}>
        <CopyField label={strings.link} value={invited.link} testId="guest-link" />
        <p class="soft">{strings.expires(shortClock(invited.expiresAt))}</p>
        <div class="actions">
          <button class="button button-primary" type="button" onClick={onClose}>
            {strings.close}
          </button>
        </div>
      </Dialog>
    );
  }
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim() !== '' && !busy) onInvite(name.trim(), relation);
  };
  return (
    <Dialog heading={strings.heading} onClose={onClose}>
      <form class="stack-small" onSubmit={submit}>
        <p class="soft">{strings.lead}</p>
        <TextField
          label={strings.name}
          testId="guest-name"
          maxLength={64}
          value={name}
          onInput={setName}
        />
        <div class="field">
          <label for="guest-relation">{strings.relation}</label>
          <select
            id="guest-relation"
            class="select"
            data-testid="guest-relation"
            value={relation}
            onChange={(event) => {
              const { data } = guestRelation.safeParse(event.currentTarget.value);
              if (data !== undefined) setRelation(data);
            }}
          >
            {guestRelation.options.map((option) => (
              <option key={option} value={option}>
                {strings.relations[option]}
              </option>
            ))}
          </select>
        </div>
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="invite-send"
            disabled={name.trim() === ''}
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
