import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PhotoRef } from '../../../src/protocol/index.ts';
import { chat as strings } from '../strings/chat.ts';
import { useLoaded } from '../useLoaded.ts';
import type { ChatActions } from './ChatPanel.tsx';
import { Dialog } from './Dialog.tsx';

interface ChatPhotoProps extends Pick<ChatActions, 'onReadPhoto'> {
  readonly photo: PhotoRef;
  /** Whose it is, and when. */
  readonly name: string;
}

/** A photo in small, which opens large. */
export function ChatPhoto({ photo, name, onReadPhoto }: ChatPhotoProps) {
  const [isLarge, setIsLarge] = useState(false);
  const load = useCallback(() => onReadPhoto(photo.id), [onReadPhoto, photo.id]);
  const { value, problem, reload } = useLoaded(load);
  const url = useObjectUrl(value);
  if (problem !== null && url === null) {
    return (
      <div class="chat-photo-words" role="status">
        <p class="danger-text">{strings.photoFailed}</p>
        <button class="button button-small" type="button" onClick={reload}>
          {strings.again}
        </button>
      </div>
    );
  }
  if (url === null) return <p class="chat-photo-words soft">{strings.photoLoading}</p>;
  const { width, height } = photo;
  return (
    <>
      <button
        class="chat-photo"
        type="button"
        data-testid="photo"
        aria-label={strings.open(name)}
        onClick={() => setIsLarge(true)}
      >
        <img src={url} width={width} height={height} alt="" />
      </button>
      {isLarge && (
        <Dialog heading={name} size="full" onClose={() => setIsLarge(false)}>
          <img class="photo-large" src={url} width={width} height={height} alt={name} />
          <div class="actions">
            <button
              class="button button-primary"
              type="button"
              data-testid="photo-close"
              onClick={() => setIsLarge(false)}
            >
              {strings.close}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** An address for what is in memory, as long as it is shown. */
function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
