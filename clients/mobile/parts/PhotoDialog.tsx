import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../theme/visitor/Icon.tsx';
import type { Entry } from '../model/talk.ts';
import { senderWords } from './ChatEntry.tsx';
import { useWords } from './words.ts';

interface PhotoDialogProps {
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** A photo by itself, as large as the phone. */
export function PhotoDialog({ entry, onClose }: PhotoDialogProps) {
  const { chat: words } = useWords().consult;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const { content, from } = entry;
  if (content.type !== 'photo' || content.view.name !== 'shown') return null;
  const label = words.photo(senderWords(from, words));
  return (
    <dialog ref={dialog} class="photo" aria-label={label} onCancel={onClose}>
      <img src={content.view.url} width={content.width} height={content.height} alt={label} />
      <button
        type="button"
        class="button button-primary"
        onClick={onClose}
        data-testid="close-photo"
      >
        <Icon name="close" />
        {words.closePhoto}
      </button>
    </dialog>
  );
}
