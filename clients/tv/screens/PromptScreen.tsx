import type { PromptScreen as PromptView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../ui/words.ts';

interface PromptScreenProps {
  readonly screen: PromptView;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** The one question of the app. */
export function PromptScreen({ screen, onYes, onNo }: PromptScreenProps) {
  const words = useWords();
  const now = useNow();
  useBack(onNo);
  return (
    <Frame clinic={screen.clinic} state="idle">
      <div class="message">
        <p class="greeting">{words.greeting(now, screen.patient)}</p>
        <h1>{words.prompt.question(words.anyOf(screen.physicians, screen.clinic))}</h1>
        <div class="choices choices-large">
          <Button onPress={onYes} entry testId="prompt-yes">
            {words.yes}
          </Button>
          <Button onPress={onNo} testId="prompt-no">
            {words.no}
          </Button>
        </div>
        <p class="aside">{words.prompt.cameraOff}</p>
      </div>
    </Frame>
  );
}
