import { useEffect, useMemo } from 'preact/hooks';
import { Chat, type Connector, type ConsultRecord } from '../connector/index.ts';
import { useObservable } from '../theme/useObservable.ts';
import { conversationOf, type Utterance } from './conversation.ts';
import type { ChatActions } from './parts/ChatPanel.tsx';

interface AgentsChat {
  readonly conversation: readonly Utterance[];
  readonly actions: ChatActions;
}

/** The chat of a call; with the call's end nothing of it stays here. */
export function useChat(connector: Connector, record: ConsultRecord): AgentsChat {
  const { id: consultId } = record.consult;
  const chat = useMemo(
    () => new Chat({ connector, consultId, place: 'agent' }),
    [connector, consultId],
  );
  useEffect(() => () => chat.close(), [chat]);
  const entries = useObservable(chat.entries);
  const actions = useMemo(
    () => ({
      onSay: (text: string) => void chat.say(text),
      onSendAgain: (id: string) => chat.retry(id),
      onDiscard: (id: string) => chat.discard(id),
      onReadPhoto: (photoId: string) => chat.readPhoto(photoId),
    }),
    [chat],
  );
  return { conversation: conversationOf(record, entries), actions };
}
