import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { useWords } from '../../ui/words.ts';
import { DigitPad } from './DigitPad.tsx';
import { inThrees } from './digits.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps, WithCommands } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

const codeDigits = 6;

/** One of the two shows a code, and the other takes it. */
export function ReturnPanel({ onCommand }: WithCommands) {
  const { phone: words } = useWords();
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={words.returnQuestion} onBack={back}>
      <p class="panel-words panel-soft">{words.returnWhy}</p>
      <PanelChoices>
        <Button onPress={() => onCommand({ type: 'show-return-code' })} entry testId="return-show">
          {words.returnShow}
        </Button>
        <Button onPress={() => onCommand({ type: 'enter-return-code' })} testId="return-type">
          {words.returnType}
        </Button>
        <Button onPress={back} testId="phone-back">
          {words.back}
        </Button>
      </PanelChoices>
    </Panel>
  );
}

/** The digits for the phone. */
export function ReturnCodePanel({ panel, onCommand }: StepProps<'return-code'>) {
  const { phone: words } = useWords();
  const { code, trouble } = panel;
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={words.returnCodeTitle} onBack={back}>
      {code !== null ? (
        <p class="panel-digits" role="status" data-testid="return-code">
          {inThrees(code)}
        </p>
      ) : trouble !== null ? (
        <Trouble trouble={trouble} onTryAgain={() => onCommand({ type: 'try-again' })} />
      ) : (
        <div class="panel-waits" role="status">
          <p class="panel-words">{words.codeComes}</p>
          <Patience />
        </div>
      )}
      <p class="panel-words panel-soft">{words.returnCodeHint}</p>
      <PanelChoices>
        <Button onPress={back} entry testId="phone-back">
          {words.back}
        </Button>
      </PanelChoices>
    </Panel>
  );
}

/** The digits of the phone. With the sixth they go out by themselves. */
export function ReturnEntryPanel({ panel, onCommand }: StepProps<'return-entry'>) {
  const { phone: words } = useWords();
  const [digits, setDigits] = useState('');
  const { isBusy, trouble } = panel;
  const erase = () => setDigits(digits.slice(0, -1));
  const add = (digit: string) => {
    if (isBusy) return;
    const next = digits + digit;
    setDigits(next.length < codeDigits ? next : '');
    if (next.length === codeDigits) onCommand({ type: 'return', code: next });
  };
  const back = () => (digits === '' ? onCommand({ type: 'back' }) : erase());
  return (
    <Panel title={words.returnEntryTitle} onBack={back}>
      <p class="panel-small">{words.returnEntryHint}</p>
      <div class="panel-boxes" role="status" data-testid="typed-code">
        <span class="visually-hidden">{words.typed(digits)}</span>
        {Array.from({ length: codeDigits }, (_, at) => (
          <i
            key={at}
            aria-hidden="true"
            class={at === digits.length ? 'panel-box-next' : undefined}
          >
            {digits[at] ?? ''}
          </i>
        ))}
      </div>
      {isBusy && <Patience />}
      {trouble !== null && digits === '' && <Trouble trouble={trouble} />}
      <DigitPad onDigit={add} onErase={erase} onBack={() => onCommand({ type: 'back' })} />
    </Panel>
  );
}
