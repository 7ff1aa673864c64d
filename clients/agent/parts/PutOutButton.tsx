import { useState } from 'preact/hooks';
import { phonePanel as strings } from '../strings/phone.ts';
import { Dialog } from './Dialog.tsx';

interface PutOutButtonProps {
  readonly phone: string;
  /** A question comes first where the call is on this phone. */
  readonly carriesCall: boolean;
  readonly onPutOut: () => void;
}

/** Puts the patient's phone out of the consult. */
export function PutOutButton({ phone, carriesCall, onPutOut }: PutOutButtonProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <button
        class="button button-small button-quiet"
        type="button"
        data-testid="put-out-phone"
        aria-label={strings.putOutNamed(phone)}
        onClick={carriesCall ? () => setAsks(true) : onPutOut}
      >
        {strings.putOut}
      </button>
      {asks && (
        <Dialog heading={strings.putOutHeading} onClose={() => setAsks(false)}>
          <p>{strings.putOutLead}</p>
          <div class="actions">
            <button
              class="button button-danger"
              type="button"
              data-testid="put-out-confirm"
              onClick={() => {
                setAsks(false);
                onPutOut();
              }}
            >
              {strings.putOutConfirm}
            </button>
            <button class="button" type="button" onClick={() => setAsks(false)}>
              {strings.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
