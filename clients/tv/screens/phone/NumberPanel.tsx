import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { DigitPad } from './DigitPad.tsx';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

/** No telephone number has fewer digits, or more: three are a short number, and E.164 has 15. */
const fewestDigits = 3;
const mostDigits = 18;

/** The patient's number, digit by digit. Back takes the last one away, then leads back. */
export function NumberPanel({ panel, onCommand }: StepProps<'number'>) {
  const { phone: words } = useWords();
  const [number, setNumber] = useState(panel.number);
  const [isNew, setIsNew] = useState(false);
  const goOn = useRef<HTMLDivElement>(null);
  const change = (next: string) => {
    setNumber(next.slice(0, mostDigits));
    // What was wrong with the number before is said until it is changed.
    setIsNew(true);
  };
  const erase = () => change(number.slice(0, -1));
  const back = () => (number === '' ? onCommand({ type: 'back' }) : erase());
  return (
    <Panel title={words.numberTitle} onBack={back}>
      <p class="panel-small">{words.numberHint}</p>
      <p class="panel-typed" role="status" data-testid="typed-number">
        <span class="visually-hidden">{words.typed(number)}</span>
        <span aria-hidden="true">{number}</span>
        <i aria-hidden="true" />
      </p>
      {panel.trouble !== null && !isNew && <Trouble trouble={panel.trouble} />}
      <DigitPad
        onDigit={(digit) => change(number + digit)}
        onErase={erase}
        onBack={() => onCommand({ type: 'back' })}
        onTyped={() => goOn.current?.querySelector('button')?.focus()}
      />
      <div ref={goOn}>
        <PanelChoices>
          <Button
            onPress={() => onCommand({ type: 'number-entered', number })}
            disabled={number.length < fewestDigits}
            testId="number-go-on"
          >
            {words.goOn}
          </Button>
        </PanelChoices>
      </div>
    </Panel>
  );
}
