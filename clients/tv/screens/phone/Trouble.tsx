import type { PhoneTrouble } from '../../model/phone/phoneDialog.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';

interface TroubleProps {
  readonly trouble: PhoneTrouble;
  /** Where there is something to try again. */
  readonly onTryAgain?: () => void;
}

/** What did not work, and what helps. */
export function Trouble({ trouble, onTryAgain }: TroubleProps) {
  const { phone: words } = useWords();
  const { code, triesLeft } = trouble;
  const tries = triesLeft === null ? '' : ` ${words.triesLeft(triesLeft)}`;
  return (
    <div class="panel-trouble" data-testid="phone-trouble" data-value={code}>
      <p role="alert">
        <Icon name="warning" />
        <span>{`${words.trouble(code)}${tries}`}</span>
      </p>
      {onTryAgain !== undefined && (
        <Button onPress={onTryAgain} testId="phone-try-again">
          {words.tryAgain}
        </Button>
      )}
    </div>
  );
}
