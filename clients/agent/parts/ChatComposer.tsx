import type { TargetedKeyboardEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { chat as strings } from '../strings/chat.ts';

/** Takes a message: Enter sends it, Shift and Enter begin a new line. */
export function ChatComposer({ onSay }: { readonly onSay: (text: string) => void }) {
  const [text, setText] = useState('');
  const id = useId();
  const send = () => {
    if (text.trim() === '') return;
    onSay(text.trim());
    setText('');
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes a letter, Enter is its own.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="chat-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label for={id} class="visually-hidden">
        {strings.label}
      </label>
      <textarea
        id={id}
        data-testid="chat-text"
        aria-describedby={`${id}-hint`}
        placeholder={strings.label}
        rows={2}
        maxLength={2_000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        class="button button-primary"
        type="submit"
        data-testid="chat-send"
        disabled={text.trim() === ''}
      >
        {strings.send}
      </button>
      <p class="hint" id={`${id}-hint`}>
        {strings.hint}
      </p>
    </form>
  );
}
