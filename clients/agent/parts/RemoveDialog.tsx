import { sources, integrations as strings, subscriptions } from '../strings/integrations.ts';
import { Dialog } from './Dialog.tsx';

/** What is about to be removed. */
export interface Removing {
  readonly what: 'subscriptions' | 'sources';
  readonly id: string;
  /** A webhook's address, a system's name. */
  readonly name: string;
}

interface RemoveDialogProps {
  readonly removing: Removing;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ removing, onRemove, onClose }: RemoveDialogProps) {
  const words = removing.what === 'subscriptions' ? subscriptions : sources;
  return (
    <Dialog heading={words.removeHeading} onClose={onClose}>
      <p>{words.removeLead(removing.name)}</p>
      <div class="actions">
        <button
          class="button button-danger"
          type="button"
          data-testid="remove-confirm"
          onClick={onRemove}
        >
          {strings.remove}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {strings.cancel}
        </button>
      </div>
    </Dialog>
  );
}
