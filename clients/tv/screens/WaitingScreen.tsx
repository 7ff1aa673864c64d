import { useState } from 'preact/hooks';
import type { WaitingScreen as WaitingView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Patience } from '../ui/Patience.tsx';
import { Question } from '../ui/Question.tsx';
import { Troubles, troublesOf } from '../ui/Troubles.tsx';
import { Video } from '../ui/Video.tsx';
import { useWords } from '../ui/words.ts';

interface WaitingScreenProps {
  readonly screen: WaitingView;
  readonly onCancel: () => void;
}

/** It rings at the physicians'. The patient sees themselves, and that nobody else does. */
export function WaitingScreen({ screen, onCancel }: WaitingScreenProps) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const isSupport = screen.kind === 'support';
  useBack(() => setAsked(true));
  return (
    <Frame clinic={screen.clinic} state={screen.state} keys="none">
      <div class="waiting">
        <section class="waiting-words">
          <h1>
            {isSupport
              ? words.waiting.support
              : words.waiting.calling(words.anyOf(screen.physicians, screen.clinic))}
          </h1>
          <p class="body" role="status">
            {words.waiting[screen.offline ? 'offline' : screen.state]}
          </p>
          <Patience />
          <Troubles list={troublesOf(screen.devices, words)} />
          <div class="choices">
            <Button onPress={onCancel} entry testId="cancel">
              {words.waiting.cancel}
            </Button>
          </div>
          {isSupport && (
            <p class="aside aside-seen">
              <Icon name="eyeOff" />
              {words.unseen}
            </p>
          )}
        </section>
        {!isSupport && <OwnPicture screen={screen} />}
      </div>
      {asked && (
        <Question
          question={words.waiting.cancelQuestion}
          yes={words.waiting.cancelYes}
          no={words.waiting.cancelNo}
          onYes={onCancel}
          onNo={() => setAsked(false)}
        />
      )}
    </Frame>
  );
}

function OwnPicture({ screen }: { readonly screen: WaitingView }) {
  const { waiting: words, call } = useWords();
  const { camera } = screen.devices;
  const caption =
    camera === 'on' ? words.preview : camera === 'unknown' ? words.openingCamera : words.noPreview;
  return (
    <figure class="preview">
      <div class="preview-picture">
        <Video
          stream={camera === 'on' ? screen.selfStream : null}
          label={call.ownPicture}
          testId="self-video"
          muted
          mirrored
        />
        {camera !== 'on' && <Icon name="cameraOff" />}
        <p class="unseen">
          <Icon name="eyeOff" />
          <span>{words.unseen}</span>
        </p>
      </div>
      <figcaption class="aside">{caption}</figcaption>
    </figure>
  );
}
