import { Button } from '../../ui/Button.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { useWords } from '../../ui/words.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

/** What becomes of the number: a call, or a link. */
export function NumberUsePanel({ panel, onCommand }: StepProps<'number-use'>) {
  const { phone: words } = useWords();
  const { number, hasSms, isBusy, trouble } = panel;
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={words.numberUse} onBack={back}>
      <p class="panel-number">{number}</p>
      {trouble !== null && <Trouble trouble={trouble} />}
      {isBusy && (
        <div class="panel-waits" role="status">
          <p class="panel-words">{words.sending}</p>
          <Patience />
        </div>
      )}
      <PanelChoices>
        {!isBusy && (
          <Button onPress={() => onCommand({ type: 'call-me' })} entry testId="phone-call-me">
            {words.callMe}
          </Button>
        )}
        {!isBusy && hasSms && (
          <Button onPress={() => onCommand({ type: 'send-link' })} testId="phone-send-link">
            {words.sendLink}
          </Button>
        )}
        <Button onPress={back} entry={isBusy}>
          {words.changeNumber}
        </Button>
      </PanelChoices>
    </Panel>
  );
}
