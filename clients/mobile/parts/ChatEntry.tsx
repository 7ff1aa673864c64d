import { Icon } from '../../theme/visitor/Icon.tsx';
import type { Entry, Sender } from '../model/talk.ts';
import { useWords } from './words.ts';

interface ChatEntryProps {
  readonly entry: Entry;
  readonly onSendAgain: () => void;
  readonly onDiscard: () => void;
  readonly onLoadAgain: () => void;
  readonly onOpen: () => void;
}

/** A message or a photo, with who sent it, when, and whether it has arrived. */
export function ChatEntry(props: ChatEntryProps) {
  const { entry, onSendAgain, onDiscard, onLoadAgain, onOpen } = props;
  const { consult, time } = useWords();
  const { chat: words } = consult;
  const { from, content, delivery } = entry;
  const who = senderWords(from, words);
  return (
    <li
      class={from.name === 'clinic' ? 'entry' : 'entry entry-own'}
      data-testid="entry"
      data-delivery={delivery.name}
    >
      <p class="entry-head">
        <b>{who}</b> <time dateTime={entry.at}>{time(entry.at)}</time>
      </p>
      {content.type === 'text' ? (
        <p class="entry-text">{content.text}</p>
      ) : (
        <Photo entry={entry} who={who} onLoadAgain={onLoadAgain} onOpen={onOpen} />
      )}
      {delivery.name === 'sending' && (
        <div class="entry-delivery">
          {content.type === 'photo' ? (
            <>
              <progress value={delivery.progress} aria-label={words.sending} />
              <span>{words.sendingPhoto(Math.round(delivery.progress * 100))}</span>
            </>
          ) : (
            <span>{words.sending}</span>
          )}
        </div>
      )}
      {delivery.name === 'failed' && (
        <div class="entry-delivery entry-failed" role="alert">
          <Icon name="warning" />
          <span>{words.failed}</span>
          <button type="button" class="button" onClick={onSendAgain} data-testid="send-again">
            {words.again}
          </button>
          <button type="button" class="button" onClick={onDiscard} data-testid="discard">
            {words.remove}
          </button>
        </div>
      )}
    </li>
  );
}

interface PhotoProps {
  readonly entry: Entry;
  readonly who: string;
  readonly onLoadAgain: () => void;
  readonly onOpen: () => void;
}

function Photo({ entry, who, onLoadAgain, onOpen }: PhotoProps) {
  const { chat: words } = useWords().consult;
  const { content } = entry;
  if (content.type !== 'photo') return null;
  const { view, width, height } = content;
  switch (view.name) {
    case 'loading':
      return <p class="entry-text">{words.loadingPhoto}</p>;
    case 'missing':
      return (
        <div class="entry-delivery entry-failed">
          <span>{words.missingPhoto}</span>
          <button type="button" class="button" onClick={onLoadAgain} data-testid="load-again">
            {words.again}
          </button>
        </div>
      );
    case 'shown':
      return (
        <button
          type="button"
          class="entry-photo"
          onClick={onOpen}
          aria-label={words.openPhoto(who)}
          data-testid="open-photo"
        >
          <img src={view.url} width={width} height={height} alt="" />
        </button>
      );
    default:
      return view satisfies never;
  }
}

/** What a sender is called. */
export function senderWords(
  from: Sender,
  words: ReturnType<typeof useWords>['consult']['chat'],
): string {
  switch (from.name) {
    case 'phone':
      return words.you;
    case 'tv':
      return words.youAtTv;
    case 'clinic':
      return from.person === '' ? words.clinic : from.person;
    default:
      return from satisfies never;
  }
}
