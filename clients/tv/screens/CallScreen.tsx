import { useCallback, useState } from 'preact/hooks';
import { usePictureFirst } from '../../theme/usePictureFirst.ts';
import { Video } from '../../theme/Video.tsx';
import type { CallScreen as CallView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { StateChip } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Question } from '../ui/Question.tsx';
import { TaskView } from '../ui/TaskView.tsx';
import { Troubles, troublesOf } from '../ui/Troubles.tsx';
import { useWords } from '../ui/words.ts';
import { CallControls, useControlsShown } from './CallControls.tsx';
import { Notice, SeenBy } from './CallNotices.tsx';
import { CallStage } from './CallStage.tsx';
import { ChatNotes, LargePhoto } from './phone/ChatNotes.tsx';
import { PhonePanel } from './phone/PhonePanel.tsx';
import { usePanelSettled } from './phone/usePanelSettled.ts';

interface CallScreenProps {
  readonly screen: CallView;
  readonly actions: Pick<
    Actions,
    'hangUp' | 'setMicrophoneOn' | 'setCameraOn' | 'answerTask' | 'goOn' | 'phone'
  >;
}

/** The consult itself, from the physician's answer to the end. */
export function CallScreen({ screen, actions }: CallScreenProps) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const [silent, setSilent] = useState(false);
  const blocked = useCallback(() => setSilent(true), []);
  const { guidance, phone } = screen;
  const { panel } = phone;
  const live = screen.phase === 'connected';
  const isBeside = guidance !== null || panel !== null;
  const shown = useControlsShown(!live || asked || silent || isBeside);
  const hadTasks = useOnceTrue(isBeside);
  usePanelSettled(panel);
  useBack(() => setAsked(true));
  const classes = [
    'call',
    ...(shown ? [] : ['call-plain']),
    ...(isBeside ? ['call-beside'] : []),
    ...(panel === null ? [] : ['call-panel']),
  ];
  return (
    <main class={classes.join(' ')}>
      <CallStage screen={screen} muted={silent} onBlocked={blocked} />
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
      {phone.patientAt === 'tv' ? <OwnPicture screen={screen} /> : <PhoneFilms />}
      <ChatNotes notes={phone.notes} physician={screen.physician} onCommand={actions.phone} />
      {guidance !== null && panel === null && (
        <TaskView guidance={guidance} beside onAnswer={actions.answerTask} onGoOn={actions.goOn} />
      )}
      <footer class="call-foot">
        <CallControls screen={screen} actions={actions} startsAtHangUp={!hadTasks} />
      </footer>
      {panel !== null && <PhonePanel panel={panel} onCommand={actions.phone} />}
      {phone.enlarged !== null && (
        <LargePhoto
          note={phone.enlarged}
          physician={screen.physician}
          onClose={() => actions.phone({ type: 'shrink' })}
        />
      )}
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

function OwnPicture({ screen }: { readonly screen: CallView }) {
  const { call: words } = useWords();
  const isWaiting = usePictureFirst(screen.phase === 'connected');
  const isOn = screen.devices.camera === 'on';
  return (
    <figure class="own">
      <Video
        stream={isOn && !isWaiting ? screen.selfStream : null}
        label={words.ownPicture}
        testId="self-video"
        muted
        mirrored
      />
      {!isOn && <Icon name="cameraOff" />}
      <figcaption>{words.you}</figcaption>
    </figure>
  );
}

/** In place of one's own picture: the TV has none to show. */
function PhoneFilms() {
  const { phone: words } = useWords();
  return (
    <p class="phone-films" data-testid="phone-films">
      <Icon name="mobile" />
      <span>{words.isCamera}</span>
    </p>
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

/** Whether it has been true at any time: who answers tasks by OK does not hang up with one more. */
function useOnceTrue(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  if (now && !once) setOnce(true);
  return once;
}
