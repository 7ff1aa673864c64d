import { useCallback, useState } from 'preact/hooks';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { OwnPicture } from '../../theme/visitor/OwnPicture.tsx';
import { PersonTile } from '../../theme/visitor/PersonTile.tsx';
import { Troubles } from '../../theme/visitor/Troubles.tsx';
import { useWakeLock } from '../../theme/visitor/useWakeLock.ts';
import type { CallHere } from '../model/screen.ts';
import { useWords } from './words.ts';

interface StageProps {
  readonly call: CallHere;
  readonly agent: string;
  /** Whether it is what the page is about just now. */
  readonly isLarge: boolean;
}

/**
 * The call's pictures. Where the TV shows the others, the patient sees here what the clinic sees of
 * them, and nothing is played: one device plays, one listens.
 */
export function Stage({ call, agent, isLarge }: StageProps) {
  const { call: words, parts, trouble } = useWords();
  const [silent, setSilent] = useState(false);
  const blocked = useCallback(() => setSilent(true), []);
  useWakeLock();
  const { own, media, people, at } = call;
  return (
    <section class={isLarge ? 'stage stage-large' : 'stage'} data-at={at}>
      <h2 class="visually-hidden">{words.title}</h2>
      {isLarge && <Troubles devices={own.devices} words={trouble} />}
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
      {at === 'both' && (
        <p class="stage-words">
          {media === 'video' ? words.seesYou(agent) : words.hearsYou(agent)} {words.onTv(agent)}
        </p>
      )}
      {at === 'mobile' && (
        <ul class="people" aria-label={words.people} data-count={people.length}>
          {people.map((person) => (
            <PersonTile
              key={person.place}
              person={person}
              words={{ ...words, part: parts }}
              live={call.phase === 'connected'}
              silent={silent}
              onBlocked={blocked}
            />
          ))}
        </ul>
      )}
      {media === 'audio' ? (
        <p class="stage-words">{words.soundOnly}</p>
      ) : (
        (isLarge || at === 'both') && <OwnPicture own={own} words={words} />
      )}
    </section>
  );
}
