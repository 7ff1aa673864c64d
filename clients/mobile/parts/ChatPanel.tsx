import { useEffect, useState } from 'preact/hooks';
import type { Actions } from '../model/screen.ts';
import type { Entry, Talk } from '../model/talk.ts';
import { ChatEntry } from './ChatEntry.tsx';
import { PhotoDialog } from './PhotoDialog.tsx';
import { useWords } from './words.ts';

interface ChatPanelProps {
  readonly talk: Talk;
  readonly actions: Pick<Actions, 'sendAgain' | 'discard' | 'loadAgain'>;
}

/** What was written and shown, the newest below. */
export function ChatPanel({ talk, actions }: ChatPanelProps) {
  const { chat: words } = useWords().consult;
  const { entries } = talk;
  const [opened, setOpened] = useState<string | null>(null);
  const large = entries.find(({ id }) => id === opened);
  useEffect(() => {
    window.scrollTo({ top: document.documentElement.scrollHeight });
  }, [entries.length]);
  return (
    <section class="panel chat">
      <h2 class="visually-hidden">{words.title}</h2>
      {entries.length === 0 && <p class="chat-empty">{words.empty}</p>}
      <div role="log" aria-label={words.title}>
        <ol class="entries">
          {entries.map((entry: Entry) => (
            <ChatEntry
              key={entry.id}
              entry={entry}
              onSendAgain={() => actions.sendAgain(entry.id)}
              onDiscard={() => actions.discard(entry.id)}
              onLoadAgain={() => actions.loadAgain(entry.id)}
              onOpen={() => setOpened(entry.id)}
            />
          ))}
        </ol>
      </div>
      {large !== undefined && <PhotoDialog entry={large} onClose={() => setOpened(null)} />}
    </section>
  );
}
