import { useLayoutEffect, useRef } from 'preact/hooks';
import { askForDigits } from '../../platform/digitKeys.ts';
import { useKeys } from '../../remote/remoteContext.ts';
import { isDigit } from '../../remote/remoteKeys.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';

interface DigitPadProps {
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onBack: () => void;
  /** What OK is to press once digits were typed on the remote; the pad is for remotes without. */
  readonly onTyped?: () => void;
}

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Digits: by the remote's own keys, or on the screen by arrows and OK. */
export function DigitPad({ onDigit, onErase, onBack, onTyped }: DigitPadProps) {
  const { phone: words } = useWords();
  const typed = useRef(false);
  useLayoutEffect(askForDigits, []);
  useKeys((key) => {
    if (!isDigit(key)) return false;
    typed.current = true;
    onDigit(key);
    return true;
  });
  useLayoutEffect(() => {
    if (!typed.current) return;
    typed.current = false;
    onTyped?.();
  });
  return (
    <div class="pad">
      {rows.map((digit) => (
        <Button key={digit} onPress={() => onDigit(digit)} entry={digit === '1'}>
          {digit}
        </Button>
      ))}
      <Button onPress={onBack} testId="phone-back">
        <span class="pad-word">{words.back}</span>
      </Button>
      <Button onPress={() => onDigit('0')}>0</Button>
      <Button onPress={onErase} icon="erase" testId="erase">
        <span class="visually-hidden">{words.erase}</span>
      </Button>
    </div>
  );
}
