import type { ChatNote } from '../../model/phone/chatNotes.ts';
import type { PhoneCommand } from '../../model/phone/phoneCommand.ts';
import { useBack } from '../../remote/remoteContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { Photo } from './Photo.tsx';

interface ChatNotesProps {
  readonly notes: readonly ChatNote[];
  /** A photo that is shown large. */
  readonly enlarged: ChatNote | null;
  readonly physician: string;
  readonly onCommand: (command: PhoneCommand) => void;
}

/** What was just written or sent, beside the face of the call. */
export function ChatNotes({ notes, enlarged, physician, onCommand }: ChatNotesProps) {
  const { phone: words } = useWords();
  const nameOf = ({ from }: ChatNote) => (from === 'agent' ? physician : words.you);
  return (
    <>
      <div class="notes" role="log" aria-live="polite">
        {notes.map((note) => (
          <Note
            key={note.id}
            note={note}
            who={nameOf(note)}
            onEnlarge={() => onCommand({ type: 'enlarge', photoId: note.id })}
          />
        ))}
      </div>
      {enlarged !== null && (
        <LargePhoto
          note={enlarged}
          who={nameOf(enlarged)}
          onClose={() => onCommand({ type: 'shrink' })}
        />
      )}
    </>
  );
}

interface NoteProps {
  readonly note: ChatNote;
  readonly who: string;
}

function Note({ note, who, onEnlarge }: NoteProps & { readonly onEnlarge: () => void }) {
  const { phone: words } = useWords();
  const { content } = note;
  if (content.kind === 'text') {
    return (
      <div class="note" data-testid="chat-note">
        <p class="note-who">{who}</p>
        <p class="note-text">{content.text}</p>
      </div>
    );
  }
  if (content.image === null) {
    return (
      <div class="note" data-testid="chat-note">
        <p class="note-who">{words.photo(who)}</p>
        <p class="note-text">{words.photoComes}</p>
      </div>
    );
  }
  return (
    <button type="button" class="note note-photo" onClick={onEnlarge} data-testid="chat-photo">
      <span class="note-who">{words.photo(who)}</span>
      <Photo {...content} image={content.image} label={words.photo(who)} />
      <span class="note-hint">{words.enlarge}</span>
    </button>
  );
}

/** A photo as large as the screen has room for. */
function LargePhoto({ note, who, onClose }: NoteProps & { readonly onClose: () => void }) {
  const { phone: words } = useWords();
  useBack(onClose, 'dialog');
  const { content } = note;
  if (content.kind !== 'photo' || content.image === null) return null;
  return (
    <div class="question-veil">
      <div class="large-photo" role="dialog" aria-modal="true" aria-label={words.photo(who)}>
        <Photo {...content} image={content.image} label={words.photo(who)} />
        <Button onPress={onClose} entry testId="photo-close">
          {words.close}
        </Button>
      </div>
    </div>
  );
}
