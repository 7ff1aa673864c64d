import { useRef } from 'preact/hooks';
import type { Utterance } from '../conversation.ts';
import type { PhoneActions } from '../phoneActions.ts';
import { chat as strings } from '../strings/chat.ts';
import { useNewestInSight } from '../useNewestInSight.ts';
import { ChatComposer } from './ChatComposer.tsx';
import { ChatMessage } from './ChatMessage.tsx';

/** What an agent can do in the chat. */
export interface ChatActions {
  readonly onSay: (text: string) => void;
  readonly onSendAgain: (id: string) => void;
  readonly onDiscard: (id: string) => void;
  /** Rejects with `RequestError`. */
  readonly onReadPhoto: (photoId: string) => Promise<Blob>;
}

interface ChatPanelProps extends Pick<PhoneActions, 'onSendMail'> {
  readonly conversation: readonly Utterance[];
  readonly patientName: string;
  /** Who reads: their own words are told as theirs. */
  readonly personId: string;
  readonly actions: ChatActions;
}

/** What is written beside the call; it stays at the newest. */
export function ChatPanel(props: ChatPanelProps) {
  const { conversation, actions } = props;
  const list = useRef<HTMLDivElement>(null);
  const onScroll = useNewestInSight(list, conversation.length);
  return (
    <div class="chat" data-testid="chat">
      <div
        ref={list}
        onScroll={onScroll}
        class="chat-list"
        role="log"
        aria-label={strings.list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
      >
        {conversation.length === 0 && <p class="soft">{strings.empty}</p>}
        <ol>
          {conversation.map((utterance) => (
            <ChatMessage
              key={utterance.id}
              utterance={utterance}
              isOwn={utterance.by === 'agent' && utterance.author?.id === props.personId}
              patientName={props.patientName}
              onSendMail={props.onSendMail}
              actions={actions}
            />
          ))}
        </ol>
      </div>
      <ChatComposer onSay={actions.onSay} />
    </div>
  );
}
