import { useCallback, useEffect, useState } from 'preact/hooks';
import type { MediaDeviceState } from '../../../src/protocol/index.ts';
import type { Actions, CallScreen as CallView } from '../model/screen.ts';
import { useBack, useKeys } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { StateChip } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Patience } from '../ui/Patience.tsx';
import { Question } from '../ui/Question.tsx';
import { Troubles, troublesOf } from '../ui/Troubles.tsx';
import { Video } from '../ui/Video.tsx';
import { useWords } from '../ui/words.ts';

/** How long the controls stay after the last key. Long enough for slow hands. */
const controlsStayMs = 10_000;

type CallWords = ReturnType<typeof useWords>['call'];

interface CallScreenProps {
  readonly screen: CallView;
  readonly actions: Pick<Actions, 'hangUp' | 'setMicrophoneOn' | 'setCameraOn'>;
}

/** The consult itself, from the physician's answer to the end. */
export function CallScreen({ screen, actions }: CallScreenProps) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const [silent, setSilent] = useState(false);
  const blocked = useCallback(() => setSilent(true), []);
  const shown = useControlsShown(screen.phase !== 'connected' || asked || silent);
  useBack(() => setAsked(true));
  const live = screen.phase === 'connected';
  return (
    <main class={shown ? 'call' : 'call call-plain'}>
      <div class={live ? 'remote' : 'remote remote-dimmed'}>
        <Video
          stream={screen.remoteStream}
          label={words.call.remotePicture(screen.physician)}
          testId="remote-video"
          muted={silent}
          onBlocked={blocked}
        />
      </div>
      <Notice screen={screen} />
      <header class="call-head">
        <SeenBy screen={screen} />
        <p class="call-facts">
          <StateChip state={screen.state} />
          {live && screen.quality !== 'unknown' && (
            <span>{words.call.quality[screen.quality]}</span>
          )}
        </p>
        <Troubles list={troublesOf(screen.devices, words)} />
      </header>
      <OwnPicture screen={screen} />
      <footer class="call-foot">
        <Controls screen={screen} actions={actions} />
      </footer>
      {silent && <SoundQuestion onSound={() => setSilent(false)} />}
      {asked && (
        <Question
          question={words.call.hangUpQuestion}
          yes={words.call.hangUpYes}
          no={words.call.hangUpNo}
          onYes={actions.hangUp}
          onNo={() => setAsked(false)}
        />
      )}
    </main>
  );
}

/** Whether the patient is seen and heard: always on the screen, in words. */
function SeenBy({ screen }: { readonly screen: CallView }) {
  const { call: words } = useWords();
  const seen = screen.devices.camera === 'on';
  const heard = screen.devices.microphone === 'on';
  return (
    <p
      class={seen || heard ? 'seen-by seen-by-live' : 'seen-by'}
      data-testid="seen-by"
      role="status"
    >
      <Icon name={seen ? 'eye' : 'eyeOff'} />
      <span>{seenWords(words, seen, heard, isLive(screen))(screen.physician)}</span>
    </p>
  );
}

function isLive({ phase, physicianPresent }: CallView): boolean {
  return phase === 'connected' && physicianPresent;
}

/** From the answer on the physician may see and hear; while the path is up, they do. */
function seenWords(words: CallWords, seen: boolean, heard: boolean, live: boolean) {
  if (seen && heard) return live ? words.seesAndHears : words.canSeeAndHear;
  if (seen) return live ? words.seesOnly : words.canSeeOnly;
  if (heard) return live ? words.hearsOnly : words.canHearOnly;
  return words.neither;
}

/** Why the physician's picture is not there, where it is not. */
function Notice({ screen }: { readonly screen: CallView }) {
  const { call: words } = useWords();
  const text = noticeOf(screen, words);
  const comes = screen.phase !== 'connected' || !screen.physicianPresent;
  return (
    <div class={isSeen(screen) ? 'notice notice-low' : 'notice'} role="status">
      {text !== undefined && (
        <div class="notice-words">
          <p>{text}</p>
          {comes && <Patience />}
        </div>
      )}
    </div>
  );
}

/** Whether the physician's face may be on the screen, which no words are to cover then. */
function isSeen({ phase, physicianDevices }: CallView): boolean {
  return phase === 'connected' && isThere(physicianDevices.camera);
}

function isThere(state: MediaDeviceState): boolean {
  return state === 'on' || state === 'unknown';
}

function noticeOf(screen: CallView, words: CallWords): string | undefined {
  const { physician, physicianDevices } = screen;
  if (!screen.physicianPresent) return words.physicianAway(physician);
  if (screen.phase === 'reconnecting') return words.reconnecting;
  if (screen.phase !== 'connected') return words.connecting(physician);
  const { camera, microphone } = physicianDevices;
  if (isThere(microphone)) return isThere(camera) ? undefined : words.noPicture(physician);
  return isThere(camera) ? words.noSound(physician) : words.nothing(physician);
}

function OwnPicture({ screen }: { readonly screen: CallView }) {
  const { call: words } = useWords();
  return (
    <figure class="own">
      <Video
        stream={screen.devices.camera === 'on' ? screen.selfStream : null}
        label={words.ownPicture}
        testId="self-video"
        muted
        mirrored
      />
      {screen.devices.camera !== 'on' && <Icon name="cameraOff" />}
      <figcaption>{words.you}</figcaption>
    </figure>
  );
}

function Controls({ screen, actions }: CallScreenProps) {
  const { call: words } = useWords();
  const { camera, microphone } = screen.devices;
  return (
    <nav class="controls" aria-label={words.controls}>
      <Button onPress={actions.hangUp} entry icon="phoneDown" tone="danger" testId="hang-up">
        {words.hangUp}
      </Button>
      {(microphone === 'on' || microphone === 'off') && (
        <Button
          onPress={() => actions.setMicrophoneOn(microphone === 'off')}
          icon={microphone === 'on' ? 'microphoneOff' : 'microphone'}
          testId="microphone"
        >
          {microphone === 'on' ? words.microphoneOff : words.microphoneOn}
        </Button>
      )}
      {(camera === 'on' || camera === 'off') && (
        <Button
          onPress={() => actions.setCameraOn(camera === 'off')}
          icon={camera === 'on' ? 'cameraOff' : 'camera'}
          testId="camera"
        >
          {camera === 'on' ? words.cameraOff : words.cameraOn}
        </Button>
      )}
    </nav>
  );
}

/** The engine plays no sound before a key was pressed: one press gives it. */
function SoundQuestion({ onSound }: { readonly onSound: () => void }) {
  const { call: words } = useWords();
  useBack(onSound);
  return (
    <div class="question-veil">
      <div class="question" role="dialog" aria-modal="true" aria-labelledby="sound-title">
        <h2 id="sound-title">{words.noSoundYet}</h2>
        <div class="choices">
          <Button onPress={onSound} entry testId="sound-on">
            {words.soundOn}
          </Button>
        </div>
      </div>
    </div>
  );
}

/**
 * Controls hide after a while; the first key brings them back and does nothing else.
 * @param held whether they stay
 */
function useControlsShown(held: boolean): boolean {
  const [keys, setKeys] = useState(0);
  const [hidden, setHidden] = useState(false);
  const shown = held || !hidden;
  useEffect(() => {
    setHidden(false);
    if (held) return;
    const timer = setTimeout(() => setHidden(true), controlsStayMs);
    return () => clearTimeout(timer);
  }, [keys, held]);
  useKeys((key) => {
    setHidden(false);
    setKeys(keys + 1);
    return !shown && key !== 'back';
  });
  return shown;
}
