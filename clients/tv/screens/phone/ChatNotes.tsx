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
  const toldOf = useTold(physician);
  return (
    <div class="notes" role="log">
      {notes.map((note) => (
        <Note
          key={note.id}
          note={note}
          told={toldOf(note)}
          onEnlarge={() => onCommand({ type: 'enlarge', photoId: note.id })}
        />
      ))}
    </div>
  );
}

interface Told {
  /** Who wrote it. */
  readonly who: string;
  /** Whose photo it is. */
  readonly photo: string;
}

function useTold(physician: string): (note: ChatNote) => Told {
  const { phone: words } = useWords();
  return ({ from }) =>
    from === 'agent'
      ? { who: physician, photo: words.photo(physician) }
      : { who: words.you, photo: words.ownPhoto };
}

interface NoteProps {
  readonly note: ChatNote;
  readonly told: Told;
  readonly onEnlarge: () => void;
}

function Note({ note, told, onEnlarge }: NoteProps) {
  const { phone: words } = useWords();
  const { content } = note;
  if (content.kind === 'text') {
    return (
      <div class="note" data-testid="chat-note">
        <p class="note-who">{told.who}</p>
        <p class="note-text">{content.text}</p>
      </div>
    );
  }
  if (content.image === null) {
    return (
      <div class="note" data-testid="chat-note">
        <p class="note-who">{told.photo}</p>
        <p class="note-text">{words.photoComes}</p>
      </div>
    );
  }
  return (
    <button type="button" class="note note-photo" onClick={onEnlarge} data-testid="chat-photo">
      <span class="note-who">{told.photo}</span>
      <Photo {...content} image={content.image} label={told.photo} />
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
  const label = useTold(physician)(note).photo;
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
