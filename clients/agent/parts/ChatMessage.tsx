import type { Utterance } from '../conversation.ts';
import { shortClock } from '../format.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { chat as strings } from '../strings/chat.ts';
import { errorSentence } from '../strings/errors.ts';
import { mail } from '../strings/phone.ts';
import type { ChatActions } from './ChatPanel.tsx';
import { ChatPhoto } from './ChatPhoto.tsx';
import { Icon } from './Icon.tsx';
import { MailButton } from './MailButton.tsx';

interface ChatMessageProps extends Pick<PhoneActions, 'onSendMail'> {
  readonly utterance: Utterance;
  readonly isOwn: boolean;
  readonly patientName: string;
  readonly actions: ChatActions;
}

/** A message, a photo or an e-mail: who, when, what, and whether it arrived. */
export function ChatMessage({ utterance, isOwn, patientName, ...rest }: ChatMessageProps) {
  const { by, at, author, content, delivery } = utterance;
  const name = isOwn ? strings.you : (author?.name ?? strings.clinic);
  return (
    <li
      class={`chat-entry chat-by-${by}`}
      data-testid="chat-entry"
      data-type={content.type}
      data-by={by}
      data-delivery={delivery.name}
    >
      <p class="chat-head">
        <span class="strong">{name}</span> <time dateTime={at}>{shortClock(at)}</time>
      </p>
      {content.type === 'mail' && (
        <p class="chat-mail">
          <Icon name="mail" />
          {content.to === null ? strings.email : strings.emailTo(content.to)}
        </p>
      )}
      {content.type === 'photo' ? (
        <ChatPhoto
          photo={content.photo}
          name={strings.photoFrom(name, shortClock(at))}
          onReadPhoto={rest.actions.onReadPhoto}
        />
      ) : (
        <p class="chat-text">{content.text}</p>
      )}
      {content.type === 'mail' && content.to === null && (
        <p>
          <MailButton patientName={patientName} words={mail.answer} onSendMail={rest.onSendMail} />
        </p>
      )}
      <Delivery utterance={utterance} actions={rest.actions} />
    </li>
  );
}

type DeliveryProps = Pick<ChatMessageProps, 'utterance' | 'actions'>;

/** What is to be said of a message that the others do not have. */
function Delivery({ utterance: { id, delivery }, actions }: DeliveryProps) {
  switch (delivery.name) {
    case 'delivered':
      return null;
    case 'sending':
      return <p class="chat-delivery soft">{strings.sending}</p>;
    case 'failed':
      return (
        <div class="chat-delivery">
          <p class="danger-text" role="alert">
            {strings.failed} {errorSentence(delivery.code)}
          </p>
          <button
            class="button button-small"
            type="button"
            data-testid="send-again"
            onClick={() => actions.onSendAgain(id)}
          >
            {strings.sendAgain}
          </button>
          <button
            class="button button-small button-quiet"
            type="button"
            data-testid="discard"
            onClick={() => actions.onDiscard(id)}
          >
            {strings.discard}
          </button>
        </div>
      );
  }
}
