import type { HelpScreen as HelpView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useWords } from '../ui/words.ts';

interface HelpScreenProps {
  readonly screen: HelpView;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Over a service in which something is wrong: one question; the service stays in view. */
export function HelpScreen({ screen, onYes, onNo }: HelpScreenProps) {
  const words = useWords();
  useBack(onNo);
  return (
    <div class="help">
      <section class="help-card" role="dialog" aria-modal="true" aria-labelledby="help-question">
        <div class="help-words">
          <p class="help-noticed">
            <Icon name="warning" />
            <span>{words.help.noticed(screen.code)}</span>
          </p>
          <h1 id="help-question">{words.help.question}</h1>
          <p class="aside">{words.help.cameraOff}</p>
        </div>
        <div class="choices choices-large">
          <Button onPress={onYes} entry testId="help-yes">
            {words.yes}
          </Button>
          <Button onPress={onNo} testId="help-no">
            {words.no}
          </Button>
        </div>
      </section>
    </div>
  );
}
