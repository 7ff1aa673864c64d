import type { ChatNote } from '../../model/phone/chatNotes.ts';
import type { PhoneCommand } from '../../model/phone/phoneCommand.ts';
import { useBack } from '../../remote/remoteContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { Photo } from './Photo.tsx';

interface ChatNotesProps {
  readonly notes: readonly ChatNote[];
  readonly physician: string;
  readonly onCommand: (command: PhoneCommand) => void;
}

/** What was just written or sent, beside the face of the call. */
export function ChatNotes({ notes, physician, onCommand }: ChatNotesProps) {
  const nameOf = useNames(physician);
  return (
    <div class="notes" role="log">
      {notes.map((note) => (
        <Note
          key={note.id}
          note={note}
          who={nameOf(note)}
          onEnlarge={() => onCommand({ type: 'enlarge', photoId: note.id })}
        />
      ))}
    </div>
  );
}

function useNames(physician: string): (note: ChatNote) => string {
  const { phone: words } = useWords();
  return ({ from }) => (from === 'agent' ? physician : words.you);
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

interface LargePhotoProps {
  readonly note: ChatNote;
  readonly physician: string;
  readonly onClose: () => void;
}

/** A photo as large as the screen has room for. */
export function LargePhoto({ note, physician, onClose }: LargePhotoProps) {
  const { phone: words } = useWords();
  const label = words.photo(useNames(physician)(note));
  useBack(onClose, 'dialog');
  const { content } = note;
  if (content.kind !== 'photo' || content.image === null) return null;
  return (
    <div class="question-veil photo-veil">
      <div class="large-photo" role="dialog" aria-modal="true" aria-label={label}>
        <Photo {...content} image={content.image} label={label} />
        <Button onPress={onClose} entry testId="photo-close">
          {words.close}
        </Button>
      </div>
    </div>
  );
}
