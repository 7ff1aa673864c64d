import { Icon } from '../../theme/visitor/Icon.tsx';
import { OwnPicture } from '../../theme/visitor/OwnPicture.tsx';
import { Patience } from '../../theme/visitor/Patience.tsx';
import { Troubles } from '../../theme/visitor/Troubles.tsx';
import { useWakeLock } from '../../theme/visitor/useWakeLock.ts';
import type { Actions, StartScreen as StartView } from '../model/screen.ts';
import { useFocusedHeading } from '../parts/useFocusedHeading.ts';
import { useWords } from '../parts/words.ts';

interface StartScreenProps {
  readonly screen: StartView;
  readonly actions: Pick<Actions, 'openMedia' | 'setMedia' | 'turnCamera' | 'start' | 'stay'>;
}

/** On the way into the call. Until the clinic sees the phone's picture, the TV goes on. */
export function StartScreen({ screen, actions }: StartScreenProps) {
  const { start: words, call } = useWords();
  const heading = useFocusedHeading();
  useWakeLock();
  return (
    <main class="start">
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {words.title[screen.use]}
        </h1>
        <p role="status">{!screen.online && call.reconnecting}</p>
      </header>
      {screen.step === 'explain' || screen.step === 'asking' ? (
        <Explanation screen={screen} actions={actions} />
      ) : (
        <Preview screen={screen} actions={actions} />
      )}
    </main>
  );
}

/** What the browser is about to ask, ahead of its question. */
function Explanation({ screen, actions }: StartScreenProps) {
  const { start: words } = useWords();
  const isAsking = screen.step === 'asking';
  return (
    <>
      <section class="card explanation">
        <p class="explanation-icons">
          <Icon name="camera" />
          <Icon name="microphone" />
        </p>
        <p role="status">{isAsking ? words.asking : words.why}</p>
        <p>{words.unseen}</p>
      </section>
      <div class="choices">
        {/* While the browser asks, its own question comes first. */}
        {!isAsking && (
          <button
            type="button"
            class="button button-primary"
            onClick={actions.openMedia}
            data-testid="open-media"
          >
            {words.open}
          </button>
        )}
        {!isAsking && <NotNow onPress={actions.stay} words={words.notNow} />}
      </div>
    </>
  );
}

function Preview({ screen, actions }: StartScreenProps) {
  const { start: words, call, trouble } = useWords();
  const { own, media, step, failed } = screen;
  const { camera, microphone } = own.devices;
  const isConnecting = step === 'connecting';
  const canStart = microphone === 'on' || microphone === 'off' || camera === 'on';
  const isRefused = camera === 'refused' || microphone === 'refused';
  return (
    <>
      {media === 'video' ? (
        <OwnPicture own={own} words={call} />
      ) : (
        <p class="card">{words.noPicture}</p>
      )}
      <Troubles devices={own.devices} words={trouble} />
      {isConnecting ? (
        <div class="card" role="status">
          <p>
            <b>{words.connecting}</b>
          </p>
          <p>{words.tvGoesOn}</p>
          <Patience />
        </div>
      ) : (
        canStart && <Choice screen={screen} actions={actions} />
      )}
      <p class="problem" role="alert">
        {failed && words.failed}
      </p>
      <div class="choices">
        {!isConnecting && canStart && (
          <button
            type="button"
            class="button button-primary"
            onClick={actions.start}
            data-testid="start"
          >
            {failed ? words.tryAgain : words.start}
          </button>
        )}
        {!isConnecting && isRefused && (
          <button type="button" class="button" onClick={actions.openMedia} data-testid="open-media">
            {words.askAgain}
          </button>
        )}
        <NotNow onPress={actions.stay} words={isConnecting ? words.abandon : words.notNow} />
      </div>
    </>
  );
}

/** With or without a picture, and of which camera. */
function Choice({ screen, actions }: StartScreenProps) {
  const { start: words } = useWords();
  const { media, own } = screen;
  return (
    <>
      <fieldset class="switch">
        <legend class="visually-hidden">{words.how}</legend>
        {(['video', 'audio'] as const).map((each) => (
          <label
            key={each}
            class={media === each ? 'switch-choice switch-chosen' : 'switch-choice'}
          >
            <input
              type="radio"
              name="media"
              checked={media === each}
              onChange={() => actions.setMedia(each)}
              data-testid={`media-${each}`}
            />
            <Icon name={each === 'video' ? 'camera' : 'microphone'} />
            <span>{words[each]}</span>
          </label>
        ))}
      </fieldset>
      {media === 'video' && own.facing !== null && (
        <button type="button" class="button" onClick={actions.turnCamera} data-testid="turn-camera">
          <Icon name="turn" />
          {words.turnCamera}
        </button>
      )}
    </>
  );
}

function NotNow({ words, onPress }: { readonly words: string; readonly onPress: () => void }) {
  return (
    <button type="button" class="button" onClick={onPress} data-testid="not-now">
      {words}
    </button>
  );
}
