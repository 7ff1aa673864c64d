import type { Utterance } from '../conversation.ts';
import { chat as strings } from '../strings/chat.ts';

interface ChatNewsProps {
  /** The newest that nobody has read, if any. */
  readonly utterance: Utterance | undefined;
}

/** Tells a screen reader what the patient wrote while the chat is out of sight. */
export function ChatNews({ utterance }: ChatNewsProps) {
  return (
    <p class="visually-hidden" role="status" data-testid="chat-news">
      {utterance !== undefined && newsOf(utterance)}
    </p>
  );
}

function newsOf({ author, content }: Utterance): string {
  const name = author?.name ?? '';
  switch (content.type) {
    case 'text':
      return strings.news(name, content.text);
    case 'photo':
      return strings.newsPhoto(name);
    case 'mail':
      return strings.newsMail(name);
  }
}
