import { useCallback, useState } from 'preact/hooks';
import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { OwnPicture } from '../../theme/visitor/OwnPicture.tsx';
import { Patience } from '../../theme/visitor/Patience.tsx';
import { PersonTile } from '../../theme/visitor/PersonTile.tsx';
import { Question } from '../../theme/visitor/Question.tsx';
import { Troubles } from '../../theme/visitor/Troubles.tsx';
import { useWakeLock } from '../../theme/visitor/useWakeLock.ts';
import type { Actions, CallScreen as CallView } from '../model/screen.ts';
import { Controls } from '../parts/Controls.tsx';
import { useWords } from '../parts/words.ts';

type CallWords = ReturnType<typeof useWords>['call'];

interface CallScreenProps {
  readonly screen: CallView;
  readonly actions: Omit<Actions, 'join' | 'useHere'>;
}

/** The consult itself: the others in a grid, the guest's own picture small, and the way out. */
export function CallScreen({ screen, actions }: CallScreenProps) {
  const { call: words, trouble } = useWords();
  const [asked, setAsked] = useState(false);
  const [silent, setSilent] = useState(false);
  const blocked = useCallback(() => setSilent(true), []);
  useWakeLock();
  const { people, own } = screen;
  const notice = noticeOf(screen, words);
  return (
    <main class="call">
      <header class="call-head">
        <Clinic name={screen.clinic} />
        <h1 class="visually-hidden">{words.title}</h1>
        <div class="call-notice" role="status">
          {notice !== undefined && (
            <>
              <span>{notice}</span>
              <Patience />
            </>
          )}
        </div>
        <Troubles devices={own.devices} words={trouble} />
        {silent && (
          <button
            type="button"
            class="button button-primary sound"
            onClick={() => setSilent(false)}
            data-testid="sound-on"
          >
            <Icon name="sound" />
            <span>
              {words.noSound} {words.soundOn}
            </span>
          </button>
        )}
      </header>
      <ul class="people" aria-label={words.people} data-count={people.length}>
        {people.map((person) => (
          <PersonTile
            key={person.place}
            person={person}
            words={words}
            live={isLive(screen)}
            silent={silent}
            onBlocked={blocked}
          />
        ))}
      </ul>
      <OwnPicture own={own} words={words} />
      <Controls own={own} actions={actions} onLeave={() => setAsked(true)} />
      {asked && (
        <Question
          name="leave"
          question={words.leaveQuestion}
          warning={words.leaveWarning}
          yes={words.leaveYes}
          no={words.leaveNo}
          onYes={actions.leave}
          onNo={() => setAsked(false)}
        />
      )}
    </main>
  );
}

function isLive({ phase }: CallView): boolean {
  return phase === 'connected';
}

/** How the whole call is, where it is not as it should be. */
function noticeOf({ phase, online, people }: CallView, words: CallWords): string | undefined {
  if (!online || phase === 'reconnecting') return words.reconnecting;
  if (people.every(({ present }) => !present)) return words.alone;
  return phase === 'connected' ? undefined : words.connecting;
}
