import { Button } from '../../ui/Button.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { useWords } from '../../ui/words.ts';
import { inThrees } from './digits.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

/** The clinic's number, and what to say there. */
export function ReferencePanel({ panel, onCommand }: StepProps<'reference'>) {
  const { phone: words } = useWords();
  const { shown, trouble } = panel;
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={shown === null ? words.callClinic : words.referenceTitle} onBack={back}>
      {shown !== null ? (
        <>
          <p class="panel-number" data-testid="phone-call-in">
            {shown.number}
          </p>
          <p class="panel-words">{words.referenceSay}</p>
          <p class="panel-code" role="status" data-testid="phone-reference">
            {inThrees(shown.reference)}
          </p>
        </>
      ) : trouble !== null ? (
        <Trouble trouble={trouble} onTryAgain={() => onCommand({ type: 'try-again' })} />
      ) : (
        <div class="panel-waits" role="status">
          <p class="panel-words">{words.referenceComes}</p>
          <Patience />
        </div>
      )}
      <PanelChoices>
        <Button onPress={back} entry testId="phone-back">
          {words.back}
        </Button>
      </PanelChoices>
    </Panel>
  );
}
