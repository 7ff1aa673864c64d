import { clock, day } from '../format.ts';
import { integrations as strings } from '../strings/integrations.ts';
import { CopyField } from './CopyField.tsx';
import { Dialog } from './Dialog.tsx';

/** A secret, which the server tells this once. */
export interface ShownSecret {
  readonly secret: string;
  /** Until when the one before it is good; `null` where there was none. */
  readonly formerSecretUntil: string | null;
}

interface SecretDialogProps {
  readonly secret: ShownSecret;
  readonly onClose: () => void;
}

export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const { formerSecretUntil: until } = secret;
  return (
    <Dialog heading={strings.secretHeading} onClose={onClose}>
      <p>{strings.secretLead}</p>
      <CopyField label={strings.secret} value={secret.secret} testId="secret" />
      {until !== null && (
        <p class="soft">{strings.formerUntil(`${day(until)}, ${clock(until)}`)}</p>
      )}
      <div class="actions">
        <button class="button button-primary" type="button" onClick={onClose}>
          {strings.done}
        </button>
      </div>
    </Dialog>
  );
}
