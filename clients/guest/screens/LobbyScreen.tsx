import { useEffect, useRef } from 'preact/hooks';
import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { OwnPicture } from '../../theme/visitor/OwnPicture.tsx';
import { Troubles } from '../../theme/visitor/Troubles.tsx';
import type { Actions, LobbyScreen as LobbyView } from '../model/screen.ts';
import { useWords } from '../parts/words.ts';

interface LobbyScreenProps {
  readonly screen: LobbyView;
  readonly actions: Pick<Actions, 'openMedia' | 'join'>;
}

/** Before the door: who invites, and how the guest will look and sound. */
export function LobbyScreen({ screen, actions }: LobbyScreenProps) {
  const { lobby: words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="lobby">
      <header>
        <Clinic />
        <h1 ref={heading} tabIndex={-1}>
          {words.invites(screen.clinic)}
        </h1>
        <p>{words.youAre(screen.guest)}</p>
      </header>
      {screen.own.asked === 'not-yet' ? (
        <Explanation actions={actions} />
      ) : (
        <Preview screen={screen} actions={actions} />
      )}
      <p class="failed" role="alert">
        {screen.failed && words.failed}
      </p>
    </main>
  );
}

/** What the browser is about to ask, ahead of its question. */
function Explanation({ actions }: Pick<LobbyScreenProps, 'actions'>) {
  const { lobby: words } = useWords();
  return (
    <section class="explanation">
      <p class="explanation-icons">
        <Icon name="camera" />
        <Icon name="microphone" />
      </p>
      <p>{words.why}</p>
      <div class="choices">
        <button
          type="button"
          class="button button-primary"
          onClick={actions.openMedia}
          data-testid="open-media"
        >
          {words.open}
        </button>
        <button type="button" class="button" onClick={actions.join} data-testid="join-without">
          {words.joinWithout}
        </button>
      </div>
    </section>
  );
}

function Preview({ screen, actions }: LobbyScreenProps) {
  const { lobby: words, call, trouble } = useWords();
  const { asked, devices } = screen.own;
  const isRefused = devices.camera === 'refused' || devices.microphone === 'refused';
  return (
    <section class="preview">
      <OwnPicture own={screen.own} words={call} />
      <div class="preview-words">
        <p role="status">{asked === 'now' ? words.asking : words.unseen}</p>
        <Troubles devices={devices} words={trouble} />
        <div class="choices">
          {/* While the browser asks, its own question comes first. */}
          {asked === 'done' && (
            <button
              type="button"
              class="button button-primary"
              onClick={actions.join}
              data-testid="join"
            >
              {words.join}
            </button>
          )}
          {asked === 'done' && isRefused && (
            <button
              type="button"
              class="button"
              onClick={actions.openMedia}
              data-testid="open-media"
            >
              {words.askAgain}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
