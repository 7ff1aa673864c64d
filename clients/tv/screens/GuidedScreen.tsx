import { useState } from 'preact/hooks';
import type { GuidedScreen as GuidedView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Patience } from '../ui/Patience.tsx';
import { Question } from '../ui/Question.tsx';
import { TaskView } from '../ui/TaskView.tsx';
import { useWords } from '../ui/words.ts';
import { PhoneNotice } from './phone/PhoneNotice.tsx';
import { PhonePanel } from './phone/PhonePanel.tsx';
import { usePanelSettled } from './phone/usePanelSettled.ts';

interface GuidedScreenProps {
  readonly screen: GuidedView;
  readonly actions: Pick<Actions, 'answerTask' | 'goOn' | 'stepAside' | 'cancel' | 'phone'>;
}

/** One task at a time, until it works, or somebody comes. */
export function GuidedScreen({ screen, actions }: GuidedScreenProps) {
  const { tasks: words, phone, unseen } = useWords();
  const [asked, setAsked] = useState(false);
  const { guidance, canStepAside } = screen;
  const { panel, isPossible } = screen.phone;
  const openPhone = () => actions.phone({ type: 'open' });
  usePanelSettled(panel);
  useBack(() => setAsked(true));
  return (
    <Frame
      clinic={screen.clinic}
      state={screen.state}
      keys={guidance === null || panel !== null ? 'none' : 'choose'}
      panel={panel === null ? null : <PhonePanel panel={panel} onCommand={actions.phone} />}
    >
      <PhoneNotice phone={screen.phone} who={null} above />
      {guidance === null ? (
        <div class="message">
          <h1>{words.between}</h1>
          <p class="body" role="status">
            {words.betweenBody}
          </p>
          <Patience />
          <div class="choices">
            <Button onPress={() => setAsked(true)} entry>
              {words.stop}
            </Button>
            {isPossible && (
              <Button onPress={openPhone} icon="mobile" testId="phone">
                {phone.button}
              </Button>
            )}
          </div>
          <p class="aside">{unseen}</p>
        </div>
      ) : (
        <TaskView
          guidance={guidance}
          onAnswer={actions.answerTask}
          onGoOn={actions.goOn}
          {...(canStepAside ? { onStepAside: actions.stepAside } : {})}
          {...(isPossible ? { onPhone: openPhone } : {})}
        />
      )}
      {asked && (
        <Question
          question={words.stopQuestion}
          yes={words.stopYes}
          no={words.stopNo}
          onYes={actions.cancel}
          onNo={() => setAsked(false)}
        />
      )}
    </Frame>
  );
}
