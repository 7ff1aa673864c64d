import { useState } from 'preact/hooks';
import type { Actions, QuietScreen as QuietView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../ui/words.ts';

interface QuietScreenProps {
  readonly screen: QuietView;
  readonly actions: Pick<Actions, 'showPrompt' | 'leaveApp' | 'setAnswersItself'>;
}

/** A clock, and the doctor one press away. */
export function QuietScreen({ screen, actions }: QuietScreenProps) {
  const words = useWords();
  const now = useNow();
  const [asked, setAsked] = useState(false);
  const { answersItself } = screen;
  useBack(actions.leaveApp);
  const set = (on: boolean) => {
    setAsked(false);
    if (on !== answersItself) actions.setAnswersItself(on);
  };
  return (
    <Frame clinic={screen.clinic} state="idle" keys="none">
      <div class="quiet">
        <p class="clock">{words.clock(now)}</p>
        <p class="day">{words.day(now)}</p>
        <h1>{words.quiet.invitation}</h1>
        <Button onPress={actions.showPrompt} entry testId="need-doctor">
          {words.quiet.button}
        </Button>
        <p class="aside">{words.quiet.cameraOff}</p>
        {answersItself !== null && (
          <div class="quiet-setting">
            <Button onPress={() => setAsked(true)} testId="answers-itself">
              {answersItself ? words.quiet.itselfOn : words.quiet.itselfOff}
            </Button>
          </div>
        )}
      </div>
      {asked && <AnswersItselfQuestion onAnswer={set} onLeave={() => setAsked(false)} />}
    </Frame>
  );
}

interface AnswersItselfQuestionProps {
  readonly onAnswer: (on: boolean) => void;
  readonly onLeave: () => void;
}

/** What is switched on is said before it is. */
function AnswersItselfQuestion({ onAnswer, onLeave }: AnswersItselfQuestionProps) {
  const { quiet: words } = useWords();
  useBack(onLeave);
  return (
    <div class="question-veil">
      <div class="question" role="dialog" aria-modal="true" aria-labelledby="question-title">
        <h2 id="question-title">{words.itselfQuestion}</h2>
        <p class="body">{words.itselfExplained}</p>
        <div class="choices">
          <Button onPress={() => onAnswer(false)} entry>
            {words.itselfNo}
          </Button>
          <Button onPress={() => onAnswer(true)} testId="question-yes">
            {words.itselfYes}
          </Button>
        </div>
      </div>
    </div>
  );
}
