import { useState } from 'preact/hooks';
import { Video } from '../../theme/Video.tsx';
import type { WaitingScreen as WaitingView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import type { Words } from '../strings.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Patience } from '../ui/Patience.tsx';
import { Question } from '../ui/Question.tsx';
import { Reception } from '../ui/Reception.tsx';
import { Troubles, troublesOf } from '../ui/Troubles.tsx';
import { useWords } from '../ui/words.ts';
import { PhoneNotice } from './phone/PhoneNotice.tsx';
import { PhonePanel } from './phone/PhonePanel.tsx';
import { usePanelSettled } from './phone/usePanelSettled.ts';

interface WaitingScreenProps {
  readonly screen: WaitingView;
  readonly actions: Pick<Actions, 'cancel' | 'askCallback' | 'phone'>;
}

/** Somebody is looked for. The patient sees where they stand, and that nobody sees them. */
export function WaitingScreen({ screen, actions }: WaitingScreenProps) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const isAlone = screen.state === 'queued' && !screen.attended;
  const { panel, isPossible, patientAt } = screen.phone;
  usePanelSettled(panel);
  useBack(() => setAsked(true));
  const hasPreview = screen.kind === 'care' && !isAlone && panel === null && patientAt === 'tv';
  const { title, body } = saidOf(screen, words);
  return (
    <Frame
      clinic={screen.clinic}
      state={screen.state}
      keys="none"
      panel={panel === null ? null : <PhonePanel panel={panel} onCommand={actions.phone} />}
    >
      <div class="waiting">
        <section class="waiting-words">
          <Title screen={screen} title={title} />
          <p class="body" role="status">
            {body}
          </p>
          <Patience />
          <PhoneNotice phone={screen.phone} who={null} />
          <Troubles list={troublesOf(screen.devices, words)} />
          <div class="choices">
            {isAlone && (
              <Button onPress={actions.askCallback} entry testId="callback">
                {words.waiting.callback}
              </Button>
            )}
            <Button onPress={actions.cancel} entry={!isAlone} testId="cancel">
              {words.waiting.cancel}
            </Button>
            {screen.state === 'queued' && !isAlone && (
              <Button onPress={actions.askCallback} testId="callback">
                {words.waiting.callback}
              </Button>
            )}
            {isPossible && (
              <Button onPress={() => actions.phone({ type: 'open' })} icon="mobile" testId="phone">
                {words.phone.button}
              </Button>
            )}
          </div>
          {!hasPreview && (
            <p class="aside aside-seen">
              <Icon name="eyeOff" />
              {screen.kind === 'care' ? words.waiting.unseen : words.unseen}
            </p>
          )}
        </section>
        {isAlone && panel === null && <Reception reception={screen.reception} />}
        {hasPreview && <OwnPicture screen={screen} />}
      </div>
      {asked && (
        <Question
          question={words.waiting.cancelQuestion}
          yes={words.waiting.cancelYes}
          no={words.waiting.cancelNo}
          onYes={actions.cancel}
          onNo={() => setAsked(false)}
        />
      )}
    </Frame>
  );
}

function Title({ screen, title }: { readonly screen: WaitingView; readonly title: string }) {
  const hasPlace = screen.state === 'queued' && screen.attended && screen.place !== null;
  return (
    <h1
      data-testid={hasPlace ? 'queue-place' : undefined}
      data-value={hasPlace ? String(screen.place) : undefined}
    >
      {title}
    </h1>
  );
}

/** What is said of the wait: where the patient stands, or why they wait. */
function saidOf(screen: WaitingView, { waiting, anyOf }: Words): { title: string; body: string } {
  const { kind, state, place, estimatedWaitMs, attended, returnedBy, offline } = screen;
  if (state === 'queued' && !attended) {
    return { title: waiting.unattendedTitle, body: waiting.unattended };
  }
  if (returnedBy !== null) {
    const body = [waiting.returnedBody, waiting.estimate(estimatedWaitMs)];
    return { title: waiting.returned(returnedBy), body: body.join(' ').trim() };
  }
  if (state === 'queued') {
    if (place === null) {
      const title = kind === 'support' ? waiting.supportQueued : waiting.queuedTitle;
      return { title, body: waiting.queued };
    }
    const body = `${waiting.estimate(estimatedWaitMs)} ${waiting.stay}`.trim();
    return { title: waiting.place(place), body };
  }
  const title =
    kind === 'support'
      ? state === 'offered'
        ? waiting.supportQueued
        : waiting.support
      : waiting.calling(anyOf(screen.physicians, screen.clinic));
  return { title, body: waiting[offline ? 'offline' : state] };
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
